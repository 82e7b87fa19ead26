// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {IAttestedIssuer} from "../src/interfaces/IAttestedIssuer.sol";
import {IGovernorCountingQuadratic} from "../src/interfaces/IGovernorCountingQuadratic.sol";
import {IGovernorMemberProposals} from "../src/interfaces/IGovernorMemberProposals.sol";
import {IGovernorOptions} from "../src/interfaces/IGovernorOptions.sol";
import {GovernorFixture} from "./support/GovernorFixture.sol";
import {deployCode} from "./support/deployCode.sol";
import {votesOf} from "./support/ballots.sol";
import {vm} from "./support/Vm.sol";

/// @notice Whatever a DAO has agreed on, only the DAO changes: 256 runs of 40 attempts by the deployer, the attesters,
/// the contracts of the DAO and strangers.
contract GovernorAuthorityPropertiesTest is GovernorFixture {
    uint256 private constant ATTEMPTS = 40;
    uint256 private constant ATTESTERS = 3;

    IAttestedIssuer private issuer;

    /// @dev The group's issuer asks attesters, whom the timelock names.
    function setUp() public override {
        super.setUp();
        issuer = IAttestedIssuer(
            deployCode(
                "contracts/src/issuers/AttestedIssuer.sol:AttestedIssuer",
                abi.encode(timelock, _attesters(0), 2)
            )
        );
        _enrolUpTo(3);
    }

    function testFuzz_LetsNobodyChangeWhatTheDaoAgreedOn(uint256 seed) public {
        bytes32 before = _settingsHash();
        for (uint256 i = 0; i < ATTEMPTS; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            _attempt(random, _drawSender(random >> 64));
            require(_settingsHash() == before, "changed");
            if (random >> 250 == 0) vm.warp(_now() + 1 days);
        }
    }

    function test_ChangesThemAllByGovernance() public {
        _decide(
            address(governor),
            abi.encodeCall(IGovernorMemberProposals.setMemberProposalLimit, (0))
        );
        _decide(address(issuer), abi.encodeCall(IAttestedIssuer.setAttesters, (_attesters(9), 3)));
        require(issuer.threshold() == 3 && !issuer.isAttester(_attesters(0)[0]), "attesters");
        _decide(address(timelock), abi.encodeCall(TimelockController.updateDelay, (1 days)));
        require(timelock.getMinDelay() == 1 days, "delay");
        _decide(
            address(governor),
            abi.encodeCall(IGovernorMemberProposals.setMemberProposalLimit, (2))
        );
        require(governor.memberProposalLimit() == 2, "limit");
    }

    /// @dev Any sender, the timelock too, on the governor; any but the timelock, which is the DAO, on what it owns.
    function _attempt(uint256 random, address sender) private {
        uint256 value = (random >> 128) % 1_000;
        bool done;
        bytes memory reason;
        if (random % 2 == 0) {
            vm.prank(sender);
            (done, reason) = address(governor).call(
                _governorCall((random >> 8) % 9, value, sender)
            );
        } else {
            if (sender == address(timelock)) return;
            uint256 which = (random >> 8) % 9;
            // The governor may schedule; that it cannot be made to is shown above.
            if (which > 3 && sender == address(governor)) return;
            vm.prank(sender);
            (done, reason) = (which < 4 ? address(issuer) : address(timelock)).call(
                which < 4 ? _issuerCall(which, value, sender) : _timelockCall(which, value, sender)
            );
        }
        require(!done && _isUnauthorized(bytes4(reason)), "attempt");
    }

    function _governorCall(
        uint256 which,
        uint256 value,
        address sender
    ) private view returns (bytes memory) {
        if (which == 0) return abi.encodeCall(GovernorSettings.setVotingDelay, (uint48(value)));
        if (which == 1) return abi.encodeCall(GovernorSettings.setVotingPeriod, (uint32(value)));
        if (which == 2) return abi.encodeCall(GovernorSettings.setProposalThreshold, (value));
        if (which == 3)
            return abi.encodeCall(IGovernorOptions.setDefaultVoiceCredits, (uint16(value)));
        if (which == 4)
            return abi.encodeCall(IGovernorCountingQuadratic.updateQuorumNumerator, (value));
        if (which == 5)
            return abi.encodeCall(IGovernorMemberProposals.setMemberProposalLimit, (uint8(value)));
        address payable timelock_ = payable(value % 2 == 0 ? address(timelock) : sender);
        if (which == 6)
            return
                abi.encodeCall(
                    GovernorTimelockControl.updateTimelock,
                    (TimelockController(timelock_))
                );
        bytes memory inner = abi.encodeCall(
            IGovernorOptions.setDefaultVoiceCredits,
            (uint16(value) + 1)
        );
        if (which == 7) return abi.encodeCall(Governor.relay, (address(governor), 0, inner));
        inner = abi.encodeCall(TimelockController.schedule, (sender, value, "", 0, 0, 2 days));
        return abi.encodeCall(Governor.relay, (address(timelock), 0, inner));
    }

    function _issuerCall(
        uint256 which,
        uint256 value,
        address sender
    ) private pure returns (bytes memory) {
        if (which == 0) return abi.encodeCall(IAttestedIssuer.setAttesters, (_attesters(value), 1));
        if (which == 1) return abi.encodeCall(Ownable.transferOwnership, (sender));
        if (which == 2) return abi.encodeCall(Ownable.renounceOwnership, ());
        return abi.encodeCall(Ownable2Step.acceptOwnership, ());
    }

    function _timelockCall(
        uint256 which,
        uint256 value,
        address sender
    ) private view returns (bytes memory) {
        if (which == 4) return abi.encodeCall(TimelockController.updateDelay, (value));
        if (which == 5)
            return abi.encodeCall(AccessControl.grantRole, (timelock.PROPOSER_ROLE(), sender));
        if (which == 6) {
            bytes32 role = timelock.PROPOSER_ROLE();
            return abi.encodeCall(AccessControl.revokeRole, (role, address(governor)));
        }
        bytes memory inner = abi.encodeCall(
            IGovernorOptions.setDefaultVoiceCredits,
            (uint16(value) + 1)
        );
        address target = address(governor);
        if (which == 7)
            return abi.encodeCall(TimelockController.schedule, (target, 0, inner, 0, 0, 2 days));
        return abi.encodeCall(TimelockController.execute, (target, 0, inner, 0, 0));
    }

    /// @dev Everybody votes for a call, and it is made.
    function _decide(address target, bytes memory data) private {
        Proposal memory proposal = _proposeCall(target, data);
        _open(proposal.id);
        for (uint256 person = 1; person <= group.size(); ++person) {
            _cast(proposal.id, person, votesOf(1));
        }
        _carryOut(proposal);
    }

    function _drawSender(uint256 random) private view returns (address) {
        address[7] memory known = [
            address(this),
            address(deployer),
            address(timelock),
            address(governor),
            address(group),
            address(issuer),
            _attesters(0)[0]
        ];
        uint256 index = random % 10;
        return index < known.length ? known[index] : address(uint160(random >> 8));
    }

    /// @dev All that a DAO agreed on: how it decides, who is a person, who executes and who may make that do something.
    function _settingsHash() private view returns (bytes32) {
        bytes memory decisions = abi.encode(
            governor.votingDelay(),
            governor.votingPeriod(),
            governor.proposalThreshold(),
            governor.defaultVoiceCredits(),
            governor.quorumNumerator(),
            governor.memberProposalLimit(),
            governor.proposalEpochDuration()
        );
        bytes memory parties = abi.encode(
            governor.group(),
            governor.ballotVerifier(),
            governor.timelock(),
            group.issuer(),
            issuer.attesters(),
            issuer.threshold(),
            Ownable(address(issuer)).owner(),
            Ownable2Step(address(issuer)).pendingOwner()
        );
        bytes memory execution = abi.encode(
            timelock.getMinDelay(),
            timelock.hasRole(timelock.PROPOSER_ROLE(), address(governor)),
            timelock.hasRole(timelock.CANCELLER_ROLE(), address(governor)),
            timelock.hasRole(timelock.PROPOSER_ROLE(), address(this)),
            timelock.hasRole(timelock.DEFAULT_ADMIN_ROLE(), address(this)),
            address(timelock).balance
        );
        return keccak256(abi.encode(decisions, parties, execution));
    }

    /// @dev Refused for who asks, not for what: the timelock is told that no proposal is being executed that makes the
    /// call, and whoever executes that nothing was scheduled.
    function _isUnauthorized(bytes4 selector) private pure returns (bool) {
        return
            selector == IGovernor.GovernorOnlyExecutor.selector ||
            selector == bytes4(keccak256("Panic(uint256)")) ||
            selector == Ownable.OwnableUnauthorizedAccount.selector ||
            selector == IAccessControl.AccessControlUnauthorizedAccount.selector ||
            selector == TimelockController.TimelockUnauthorizedCaller.selector ||
            selector == TimelockController.TimelockUnexpectedOperationState.selector;
    }

    /// @dev Ascending.
    function _attesters(uint256 first) private pure returns (address[] memory attesters) {
        attesters = new address[](ATTESTERS);
        for (uint256 i = 0; i < ATTESTERS; ++i) attesters[i] = address(uint160(0xA77E + first + i));
    }
}
