// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {OptionTally} from "../src/interfaces/IGovernorCountingQuadratic.sol";
import {IGroth16BatchVerifier} from "../src/interfaces/IGroth16BatchVerifier.sol";
import {ISecretBallotBox, SecretBallot} from "../src/interfaces/ISecretBallotBox.sol";
import {FORGED_FIELD, forgeProof, forgedKey} from "./support/forgedProofs.sol";
import {SecretFixture} from "./support/SecretFixture.sol";
import {deployCode} from "./support/deployCode.sol";
import {vm} from "./support/Vm.sol";

/// @notice Secret elections with proofs, from the first ballot to the payment, and what each step costs. The proofs are
/// forged, with what nobody must know of a real key; to the contracts they are proofs, of as many public inputs as the
/// circuits have.
contract SecretElectionTest is SecretFixture {
    uint256 private constant TRANSACTION_GAS = 16_777_216;
    uint256 private constant BATCH = 32;
    uint256 private constant OPTIONS = 4;

    Proposal private begun;
    Proposal private fresh;
    uint256 private root;
    uint256 private depth;

    /// @dev On one of the proposals a ballot is cast before, in a transaction of its own.
    function setUp() public override {
        super.setUp();
        _enrolUpTo(BATCH + 2);
        begun = _proposeSecret(uint8(OPTIONS));
        fresh = _proposeSecret(3);
        _open(fresh.id);
        (root, , depth) = governor.proposalElectorate(begun.id);
        _boxBallot(_proved(begun.id, 500, OPTIONS, 4), begun.id);
    }

    function test_GoesFromBallotsToPayments() public {
        SecretBallot[] memory ballots = _provedBatch(begun.id, OPTIONS, 4, 3);
        require(box.castSecretBallots(address(governor), begun.id, ballots) == 3, "counted");
        // The second of them changes their mind, with what anybody may bring.
        SecretBallot memory revision = _revision(ballots[1], 900, _votes(2, OPTIONS));
        _prove(revision, begun.id, OPTIONS, 4);
        _boxBallot(revision, begun.id);

        uint256 r = 500 + _randomness(0) + 900 + _randomness(2);
        _end(begun.id);
        _submit(begun.id, 1, r, OPTIONS, 4);
        _submit(begun.id, 3, r, OPTIONS, 4);
        uint256[] memory totals = new uint256[](OPTIONS);
        _addTotals(totals, 500);
        _addTotals(totals, 0);
        _addTotals(totals, 2);
        _addTotals(totals, 2);
        (uint256[] memory positions, uint256[][] memory shares) = _shares(1, 3, r, OPTIONS);
        box.finalise(address(governor), begun.id, positions, shares, totals);
        (uint256 voters, OptionTally[] memory tally) = governor.proposalTally(begun.id);
        require(voters == 4, "voters");
        for (uint256 j = 0; j < OPTIONS; ++j) {
            require(tally[j].votesFor == uint32(totals[j]), "for");
            require(tally[j].votesAgainst == totals[j] >> 32, "against");
        }
        // Only 4 of 34 people have voted.
        _requireState(begun.id, IGovernor.ProposalState.Defeated);
    }

    function test_BelievesNoProofOfAnotherStatement() public {
        SecretBallot memory ballot = _proved(begun.id, 0, OPTIONS, 4);
        // Other points, another name, another revision, another proposal; a proof of somebody else's.
        ballot.points[3] = addmod(ballot.points[3], 1, FORGED_FIELD);
        _refuse(ballot);
        ballot = _proved(begun.id, 0, OPTIONS, 4);
        ballot.nullifier += 1;
        _refuse(ballot);
        ballot = _proved(begun.id, 0, OPTIONS, 4);
        ballot.revision = 1;
        _refuse(ballot);
        ballot = _proved(fresh.id, 0, OPTIONS, 4);
        _refuse(ballot);
        ballot = _proved(begun.id, 0, OPTIONS, 4);
        ballot.proof = _proved(begun.id, 1, OPTIONS, 4).proof;
        _refuse(ballot);
        // A ciphertext that is not a number: it is refused by the verifier.
        ballot = _proved(begun.id, 0, OPTIONS, 4);
        ballot.points[2] += FORGED_FIELD;
        vm.expectRevert(
            abi.encodeWithSelector(
                IGroth16BatchVerifier.Groth16InputOutOfField.selector,
                ballot.points[2]
            )
        );
        _boxBallot(ballot, begun.id);
        // Three options in a circuit for four: what is beyond is the identity, and has to be proved so.
        ballot = _proved(fresh.id, 0, 3, 4);
        _boxBallot(ballot, fresh.id);
    }

    function test_BelievesNoShareOfAnotherKind() public {
        _end(begun.id);
        uint256[] memory points = _share(2, 500, OPTIONS);
        uint256[8] memory proof = _shareProof(points, 1, 500, OPTIONS, 4);
        // Another trustee's verification keys, another sum, other points.
        _refuseShare(points, proof);
        _refuseShare(points, _shareProof(points, 2, 501, OPTIONS, 4));
        proof = _shareProof(points, 2, 500, OPTIONS, 4);
        _refuseShare(_share(2, 501, OPTIONS), proof);
        box.submitShare(address(governor), begun.id, 2, points, proof);
    }

    function test_CastsABatchForAsMuchGasAsPromised() public {
        SecretBallot[] memory ballots = _provedBatch(begun.id, OPTIONS, 4, BATCH);
        bytes memory data = abi.encodeCall(
            box.castSecretBallots,
            (address(governor), begun.id, ballots)
        );
        _requireAtMost(_send(data, 4), BATCH * 118_000);
    }

    function test_CastsAFirstBatchForAsMuchGasAsPromised() public {
        Proposal memory first = _proposeSecret(uint8(OPTIONS), "Another");
        _open(first.id);
        (root, , depth) = governor.proposalElectorate(first.id);
        SecretBallot[] memory ballots = _provedBatch(first.id, OPTIONS, 4, BATCH);
        bytes memory data = abi.encodeCall(
            box.castSecretBallots,
            (address(governor), first.id, ballots)
        );
        _requireAtMost(_send(data, 4), BATCH * 124_000);
    }

    function test_RevealsForLittleGas() public {
        _close(begun.id);
        uint256 gas = _send(abi.encodeCall(box.close, (address(governor), begun.id)), 4);
        _requireAtMost(gas, 90_000);
        uint256[] memory points = _share(1, 500, OPTIONS);
        uint256[8] memory proof = _shareProof(points, 1, 500, OPTIONS, 4);
        gas = _send(
            abi.encodeCall(box.submitShare, (address(governor), begun.id, 1, points, proof)),
            4
        );
        _requireAtMost(gas, 400_000);
        _submit(begun.id, 2, 500, OPTIONS, 4);
        (uint256[] memory positions, uint256[][] memory shares) = _shares(1, 2, 500, OPTIONS);
        uint256[] memory totals = new uint256[](OPTIONS);
        _addTotals(totals, 500);
        gas = _send(
            abi.encodeCall(box.finalise, (address(governor), begun.id, positions, shares, totals)),
            4
        );
        _requireAtMost(gas, 370_000);
    }

    /// @dev Sixteen of sixteen trustees, sixteen options.
    function test_RevealsTheLargestElectionInATransaction() public {
        committee = _register(16, 16, 16);
        governor = deployer.deployGovernor(_settings());
        Proposal memory largest = _proposeSecret(16);
        _open(largest.id);
        (root, , depth) = governor.proposalElectorate(largest.id);
        _boxBallot(_proved(largest.id, 500, 16, 16), largest.id);
        _end(largest.id);
        uint256[] memory positions = new uint256[](16);
        uint256[][] memory shares = new uint256[][](16);
        for (uint256 i = 0; i < 16; ++i) {
            positions[i] = i + 1;
            shares[i] = _submit(largest.id, i + 1, 500, 16, 16);
        }
        uint256[] memory totals = new uint256[](16);
        _addTotals(totals, 500);
        bytes memory data = abi.encodeCall(
            box.finalise,
            (address(governor), largest.id, positions, shares, totals)
        );
        _requireAtMost(_send(data, 16), TRANSACTION_GAS / 4);
    }

    /// @dev Circuits of the classes 4 and 16.
    function _deployVerifiers(uint256 i) internal override {
        if (i % 2 == 0) return;
        string memory artifact =
            "contracts/src/verifiers/Groth16BatchVerifier.sol:Groth16BatchVerifier";
        uint256 points = 4 << i;
        ballotVerifiers[i] = IGroth16BatchVerifier(
            deployCode(artifact, abi.encode(forgedKey(points + 10)))
        );
        shareVerifiers[i] = IGroth16BatchVerifier(
            deployCode(artifact, abi.encode(forgedKey(points + 4)))
        );
    }

    function _end(uint256 id) private {
        _close(id);
        box.close(address(governor), id);
    }

    function _submit(
        uint256 id,
        uint256 position,
        uint256 r,
        uint256 optionCount,
        uint256 class
    ) private returns (uint256[] memory points) {
        points = _share(position, r, optionCount);
        uint256[8] memory proof = _shareProof(points, position, r, optionCount, class);
        box.submitShare(address(governor), id, position, points, proof);
    }

    function _refuse(SecretBallot memory ballot) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                ISecretBallotBox.SecretBallotProofInvalid.selector,
                ballot.nullifier
            )
        );
        _boxBallot(ballot, begun.id);
    }

    function _refuseShare(uint256[] memory points, uint256[8] memory proof) private {
        vm.expectRevert(
            abi.encodeWithSelector(ISecretBallotBox.DecryptionShareInvalid.selector, 2)
        );
        box.submitShare(address(governor), begun.id, 2, points, proof);
    }

    /// @dev What a call takes in a transaction of its own, its data and the 21 000 of every transaction included.
    function _send(bytes memory data, uint256 class) private returns (uint256 used) {
        (IGroth16BatchVerifier ballots, IGroth16BatchVerifier shares) = box.verifiersOf(class);
        address[7] memory callees = [
            address(box),
            address(governor),
            address(group),
            address(timelock),
            address(committees),
            address(ballots),
            address(shares)
        ];
        for (uint256 i = 0; i < callees.length; ++i) vm.cool(callees[i]);
        used = gasleft();
        (bool done, ) = address(box).call(data);
        used -= gasleft();
        require(done, "reverted");
        used += 21_000;
        for (uint256 i = 0; i < data.length; ++i) used += data[i] == 0 ? 4 : 16;
    }

    /// @dev Says how much it is, where it is more.
    function _requireAtMost(uint256 gas, uint256 most) private pure {
        require(gas <= most, Strings.toString(gas));
    }

    function _provedBatch(
        uint256 id,
        uint256 optionCount,
        uint256 class,
        uint256 size
    ) private view returns (SecretBallot[] memory ballots) {
        ballots = new SecretBallot[](size);
        for (uint256 i = 0; i < size; ++i) {
            ballots[i] = _ballot(
                uint256(keccak256(abi.encode("nullifier", i))) % FORGED_FIELD,
                _randomness(i),
                _votes(i, optionCount)
            );
            _prove(ballots[i], id, optionCount, class);
        }
    }

    /// @dev A ballot whose votes and name follow from `r`, which is its randomness too.
    function _proved(
        uint256 id,
        uint256 r,
        uint256 optionCount,
        uint256 class
    ) private view returns (SecretBallot memory ballot) {
        ballot = _ballot(7_000 + r, r, _votes(r, optionCount));
        _prove(ballot, id, optionCount, class);
    }

    function _prove(
        SecretBallot memory ballot,
        uint256 id,
        uint256 optionCount,
        uint256 class
    ) private view {
        uint256[] memory inputs = new uint256[](2 * class + 10);
        (inputs[0], inputs[1]) = (root, ballot.nullifier);
        _copyPoints(ballot.points, inputs, 2, class + 1);
        uint256 next = 4 + 2 * class;
        inputs[next] = depth;
        inputs[next + 1] = uint256(keccak256(abi.encode(governor.proposalScope(id)))) >> 8;
        inputs[next + 2] = ballot.revision;
        inputs[next + 3] = VOICE_CREDITS;
        inputs[next + 4] = optionCount;
        inputs[next + 5] = committees.keysHashOf(committee, class);
        ballot.proof = forgeProof(inputs, 77 + ballot.nullifier);
    }

    function _shareProof(
        uint256[] memory points,
        uint256 position,
        uint256 r,
        uint256 optionCount,
        uint256 class
    ) private view returns (uint256[8] memory) {
        uint256[] memory inputs = new uint256[](2 * class + 4);
        _copyPoints(points, inputs, 0, class);
        uint256[] memory sum = new uint256[](2);
        _put(sum, 0, r);
        (inputs[2 * class], inputs[2 * class + 1]) = (sum[0], sum[1]);
        inputs[2 * class + 2] = optionCount;
        inputs[2 * class + 3] = committees.verificationKeysHashOf(committee, position, class);
        return forgeProof(inputs, 5);
    }

    /// @dev With the identity where there are no more.
    function _copyPoints(
        uint256[] memory points,
        uint256[] memory inputs,
        uint256 at,
        uint256 count
    ) private pure {
        for (uint256 i = 0; i < 2 * count; ++i)
            inputs[at + i] = i < points.length ? points[i] : i % 2;
    }

    /// @dev What the votes of {_votes} add to totals.
    function _addTotals(uint256[] memory totals, uint256 i) private pure {
        int256[] memory votes = _votes(i, totals.length);
        for (uint256 j = 0; j < totals.length; ++j) totals[j] += _encode(votes[j]);
    }

    function _votes(uint256 i, uint256 count) private pure returns (int256[] memory votes) {
        votes = new int256[](count);
        for (uint256 j = 0; j < count; ++j) votes[j] = int256((i + 3 * j) % 5) - 2;
    }

    function _randomness(uint256 i) private pure returns (uint256) {
        return 1_000 + 37 * i;
    }
}
