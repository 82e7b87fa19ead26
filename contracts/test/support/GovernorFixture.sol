// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {PoseidonT3} from "poseidon-solidity/PoseidonT3.sol";
import {PersonhoodGovernor} from "../../src/governance/PersonhoodGovernor.sol";
import {IPersonhoodGroup} from "../../src/interfaces/IPersonhoodGroup.sol";
import {OptionsLayout} from "../../src/interfaces/IGovernorOptions.sol";
import {Ballot} from "../../src/interfaces/IGovernorPersonhood.sol";
import {ISecretBallotBox} from "../../src/interfaces/ISecretBallotBox.sol";
import {BelievingBallotVerifier} from "./BelievingBallotVerifier.sol";
import {DaoDeployer} from "./DaoDeployer.sol";
import {BelievingIssuer} from "./BelievingIssuer.sol";
import {QuickHash} from "./QuickHash.sol";
import {createBallot} from "./ballots.sol";
import {vm} from "./Vm.sol";

/// @notice A DAO as it is deployed, its timelock handed over, but for its issuer and its verifier,
/// which believe anybody.
abstract contract GovernorFixture {
    /// @dev What `queue` and `execute` take, and the proposal's id.
    struct Proposal {
        uint256 id;
        address[] targets;
        uint256[] values;
        bytes[] calldatas;
        string description;
    }

    uint256 internal constant NOW = 1_800_000_000;
    uint48 internal constant VOTING_DELAY = 1 hours;
    uint32 internal constant VOTING_PERIOD = 3 days;
    uint256 internal constant TIMELOCK_DELAY = 2 days;
    uint16 internal constant QUORUM_NUMERATOR = 2_500;
    uint16 internal constant VOICE_CREDITS = 100;
    string internal constant TEXT = "A garden\n\nipfs://bafkreigarden";

    DaoDeployer internal deployer;
    IPersonhoodGroup internal group;
    TimelockController internal timelock;
    PersonhoodGovernor internal governor;
    /// @dev None, unless a test about secret ballots sets them before the governor is deployed.
    ISecretBallotBox internal box;
    bytes32 internal committee;

    function setUp() public virtual {
        vm.warp(NOW);
        // Of the group's tree nothing is asked here but that it changes.
        vm.etch(address(PoseidonT3), type(QuickHash).runtimeCode);
        deployer = new DaoDeployer();
        group = deployer.deployGroup(new BelievingIssuer());
        address[] memory anyone = new address[](1);
        timelock = deployer.deployTimelock(TIMELOCK_DELAY, anyone, address(this));
        governor = deployer.deployGovernor(_settings());
        timelock.grantRole(timelock.PROPOSER_ROLE(), address(governor));
        timelock.grantRole(timelock.CANCELLER_ROLE(), address(governor));
        timelock.renounceRole(timelock.DEFAULT_ADMIN_ROLE(), address(this));
        vm.deal(address(timelock), 100 ether);
    }

    function _settings() internal returns (PersonhoodGovernor.Settings memory) {
        return
            PersonhoodGovernor.Settings({
                name: "Garden",
                group: group,
                ballotVerifier: new BelievingBallotVerifier(),
                timelock: timelock,
                votingDelay: VOTING_DELAY,
                votingPeriod: VOTING_PERIOD,
                quorumNumerator: QUORUM_NUMERATOR,
                defaultVoiceCredits: VOICE_CREDITS,
                memberProposalLimit: 0,
                proposalEpochDuration: 7 days,
                secretBallotBox: box,
                trusteeCommittee: committee
            });
    }

    /// @dev Enrols people until the group has `size`.
    function _enrolUpTo(uint256 size) internal {
        for (uint256 person = group.size() + 1; person <= size; ++person) {
            group.enrol(person, abi.encode(person));
        }
    }

    /// @dev A proposal that pays `i + 1` ether to the payee of option i for each option.
    function _proposePayments(
        uint8 optionCount,
        uint8 maxWinners
    ) internal returns (Proposal memory proposal) {
        OptionsLayout memory layout = OptionsLayout({
            optionCount: optionCount,
            maxWinners: maxWinners,
            voiceCredits: VOICE_CREDITS,
            callOptions: new uint8[](optionCount),
            committee: 0
        });
        proposal.targets = new address[](optionCount);
        proposal.values = new uint256[](optionCount);
        proposal.calldatas = new bytes[](optionCount);
        for (uint8 i = 0; i < optionCount; ++i) {
            layout.callOptions[i] = i;
            (proposal.targets[i], proposal.values[i]) = (_payee(i), (uint256(i) + 1) * 1 ether);
        }
        proposal.description = TEXT;
        _proposeOptions(proposal, layout);
    }

    /// @dev Proposes it with options, and notes its id and the description it gets.
    function _proposeOptions(Proposal memory proposal, OptionsLayout memory layout) internal {
        string memory text = proposal.description;
        proposal.description = string.concat(text, _line(layout));
        proposal.id = governor.proposeOptions(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            layout,
            text
        );
    }

    /// @dev An ordinary proposal of one call.
    function _proposeCall(
        address target,
        bytes memory data
    ) internal returns (Proposal memory proposal) {
        proposal = _callProposal(target, data);
        proposal.id = governor.propose(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            proposal.description
        );
    }

    /// @dev What such a proposal consists of.
    function _callProposal(
        address target,
        bytes memory data
    ) internal pure returns (Proposal memory proposal) {
        proposal.targets = new address[](1);
        proposal.values = new uint256[](1);
        proposal.calldatas = new bytes[](1);
        (proposal.targets[0], proposal.calldatas[0]) = (target, data);
        proposal.description = "An ordinary proposal";
    }

    /// @dev The time by a call: the compiler takes `block.timestamp` for the same before and after
    /// {Vm-warp}.
    function _now() internal view returns (uint256) {
        return group.clock();
    }

    /// @dev Lets people vote.
    function _open(uint256 proposalId) internal {
        vm.warp(governor.proposalSnapshot(proposalId) + 1);
    }

    /// @dev Ends voting.
    function _close(uint256 proposalId) internal {
        vm.warp(governor.proposalDeadline(proposalId) + 1);
    }

    function _cast(uint256 proposalId, uint256 nullifier, int256[] memory votes) internal {
        governor.castBallot(proposalId, createBallot(nullifier, votes));
    }

    function _queue(Proposal memory proposal) internal {
        governor.queue(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            keccak256(bytes(proposal.description))
        );
    }

    function _execute(Proposal memory proposal) internal {
        governor.execute(
            proposal.targets,
            proposal.values,
            proposal.calldatas,
            keccak256(bytes(proposal.description))
        );
    }

    /// @dev Ends voting, queues, waits and executes.
    function _carryOut(Proposal memory proposal) internal {
        _close(proposal.id);
        _queue(proposal);
        vm.warp(_now() + TIMELOCK_DELAY);
        _execute(proposal);
    }

    function _requireState(uint256 proposalId, IGovernor.ProposalState expected) internal view {
        require(governor.state(proposalId) == expected, "state");
    }

    /// @dev An address that nobody uses.
    function _payee(uint256 option) internal pure returns (address) {
        return address(uint160(0xBEEF0000 + option));
    }

    /// @dev The line that the description of a proposal with options gets.
    function _line(OptionsLayout memory layout) internal pure returns (string memory line) {
        line = string.concat(
            "\n\n",
            _decimal(layout.optionCount),
            ";",
            _decimal(layout.voiceCredits),
            ";",
            _decimal(layout.maxWinners),
            ";"
        );
        for (uint256 i = 0; i < layout.callOptions.length; ++i) {
            if (i > 0) line = string.concat(line, ",");
            line = string.concat(line, _decimal(layout.callOptions[i]));
        }
        if (layout.committee != 0)
            line = string.concat(line, ";", Strings.toHexString(uint256(layout.committee), 32));
        line = string.concat(line, "#psephos-options");
    }

    function _decimal(uint256 value) private pure returns (string memory) {
        bytes memory digit = abi.encodePacked(bytes1(uint8(48 + (value % 10))));
        return value < 10 ? string(digit) : string.concat(_decimal(value / 10), string(digit));
    }
}
