// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {OptionsLayout} from "../src/interfaces/IGovernorOptions.sol";
import {Ballot} from "../src/interfaces/IGovernorPersonhood.sol";
import {GovernorFixture} from "./support/GovernorFixture.sol";
import {createBallot} from "./support/ballots.sol";
import {vm} from "./support/Vm.sol";

/// @notice A proposal of 128 options and as many payments, made to cost as much as it can, goes its whole way in
/// transactions of the size that EIP-7825 allows: options, ballots and ties do not stop what people agreed on.
contract GovernorGasLimitTest is GovernorFixture {
    uint256 private constant TRANSACTION_GAS = 16_777_216;
    uint8 private constant OPTIONS = 128;
    /// @dev What the relay sends at once.
    uint256 private constant BATCH = 48;
    /// @dev More than verifying takes for each ballot of a batch, beyond what the double here takes: a whole ballot of
    /// four options costs less.
    uint256 private constant PROOF_GAS = 86_000;

    Proposal private proposal;

    function setUp() public override {
        super.setUp();
        _enrolUpTo(BATCH);
        vm.deal(address(timelock), 10_000 ether);
    }

    function test_ProposesAndCounts128Options() public {
        uint256 used = _propose();
        _requireFits(used, _proposeData());
        _open(proposal.id);
        Ballot[] memory ballots = _ballots(0);
        used = _send(_castData(ballots));
        _requireFits(used + BATCH * PROOF_GAS, _castData(ballots));
        // Everybody changes every vote.
        Ballot[] memory revisions = _ballots(1);
        for (uint256 i = 0; i < BATCH; ++i) revisions[i].replacedWords = ballots[i].words;
        used = _send(_castData(revisions));
        _requireFits(used + BATCH * PROOF_GAS, _castData(revisions));
    }

    /// @dev Of equals the first is the best: they are sorted from the best down, which takes longest.
    function test_QueuesAndExecutesTheBestOfTiedOptions() public {
        _requireCarriedOut(0);
    }

    function test_QueuesAndExecutesTheBestOfAscendingOptions() public {
        _requireCarriedOut(1);
    }

    function test_QueuesAndExecutesTheBestOfDescendingOptions() public {
        _requireCarriedOut(2);
    }

    function _requireCarriedOut(uint256 order) private {
        _propose();
        _open(proposal.id);
        int256[] memory votes = new int256[](OPTIONS);
        for (uint256 i = 0; i < OPTIONS; ++i) {
            votes[i] = int256(order == 0 ? 5 : 1 + (order == 1 ? i : 127 - i) / 4);
        }
        for (uint256 person = 1; person <= 1 + BATCH / 4; ++person) {
            _cast(proposal.id, person, votes);
        }
        _close(proposal.id);
        bytes memory data = _queueData();
        _requireFits(_send(data), data);
        vm.warp(_now() + TIMELOCK_DELAY);
        data = _executeData();
        _requireFits(_send(data), data);
        uint256 paid;
        for (uint256 i = 0; i < OPTIONS; ++i) {
            if (_payee(i).balance != 0) ++paid;
        }
        require(paid == 127, "paid");
    }

    /// @dev All but one may win, so all are sorted; every call pays an account that is new.
    function _propose() private returns (uint256 used) {
        Proposal memory made;
        made.targets = new address[](OPTIONS);
        made.values = new uint256[](OPTIONS);
        made.calldatas = new bytes[](OPTIONS);
        for (uint8 i = 0; i < OPTIONS; ++i) {
            (made.targets[i], made.values[i]) = (_payee(i), 1 ether);
            made.calldatas[i] = abi.encode(i, "what a call may say", NOW);
        }
        made.description = TEXT;
        proposal = made;
        used = _send(_proposeData());
        proposal.description = string.concat(TEXT, _line(_layout()));
        proposal.id = governor.getProposalId(
            made.targets,
            made.values,
            made.calldatas,
            keccak256(bytes(proposal.description))
        );
    }

    /// @dev What a call takes in a transaction of its own.
    function _send(bytes memory data) private returns (uint256 used) {
        vm.cool(address(governor));
        vm.cool(address(timelock));
        vm.cool(address(group));
        used = gasleft();
        (bool done, ) = address(governor).call(data);
        used -= gasleft();
        require(done, "reverted");
    }

    /// @dev Ballots that leave nothing out, and change sign from one revision to the next.
    function _ballots(uint16 revision) private pure returns (Ballot[] memory ballots) {
        ballots = new Ballot[](BATCH);
        for (uint256 i = 0; i < BATCH; ++i) {
            int256[] memory votes = new int256[](OPTIONS);
            for (uint256 j = 0; j < OPTIONS; ++j) {
                int256 sign = (i + j + revision) % 2 == 0 ? int256(1) : int256(-1);
                votes[j] = sign * int256(1 + (j % 4));
            }
            ballots[i] = createBallot(i + 1, votes);
            ballots[i].revision = revision;
            // As dense as a proof; the double refuses those that begin with 1.
            for (uint256 j = 0; j < 8; ++j) ballots[i].proof[j] = type(uint256).max;
        }
    }

    function _castData(Ballot[] memory ballots) private view returns (bytes memory) {
        return abi.encodeCall(governor.castBallots, (proposal.id, ballots));
    }

    function _proposeData() private view returns (bytes memory) {
        return
            abi.encodeCall(
                governor.proposeOptions,
                (proposal.targets, proposal.values, proposal.calldatas, _layout(), TEXT)
            );
    }

    function _queueData() private view returns (bytes memory) {
        bytes32 hash = keccak256(bytes(proposal.description));
        return
            abi.encodeCall(
                governor.queue,
                (proposal.targets, proposal.values, proposal.calldatas, hash)
            );
    }

    function _executeData() private view returns (bytes memory) {
        bytes32 hash = keccak256(bytes(proposal.description));
        return
            abi.encodeCall(
                governor.execute,
                (proposal.targets, proposal.values, proposal.calldatas, hash)
            );
    }

    function _layout() private pure returns (OptionsLayout memory layout) {
        layout = OptionsLayout(OPTIONS, OPTIONS - 1, 65_535, new uint8[](OPTIONS), 0);
        for (uint8 i = 0; i < OPTIONS; ++i) layout.callOptions[i] = i;
    }

    /// @dev With what a transaction costs before it runs: 21 000, and 16 for each byte of data that is not zero.
    function _requireFits(uint256 used, bytes memory data) private pure {
        uint256 total = used + 21_000;
        for (uint256 i = 0; i < data.length; ++i) total += data[i] == 0 ? 4 : 16;
        require(total <= TRANSACTION_GAS, "too much gas");
    }
}
