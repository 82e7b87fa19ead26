// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {OptionsLayout} from "../../src/interfaces/IGovernorOptions.sol";
import {IGroth16BatchVerifier} from "../../src/interfaces/IGroth16BatchVerifier.sol";
import {ISecretBallotBox, SecretBallot} from "../../src/interfaces/ISecretBallotBox.sol";
import {
    CommitteeConfirmation,
    ITrusteeCommittees,
    TrusteeCommittee
} from "../../src/interfaces/ITrusteeCommittees.sol";
import {BabyPoint, babyBase, multiplyBaby} from "./babyPoints.sol";
import {BelievingGroth16Verifier} from "./BelievingGroth16Verifier.sol";
import {GovernorFixture} from "./GovernorFixture.sol";
import {deployCode} from "./deployCode.sol";
import {signDigest, typedDigest} from "./signatures.sol";
import {vm} from "./Vm.sol";

/// @notice A DAO whose people can vote in secret. Secrets are small numbers that the tests know, and whatever is encrypted
/// is a multiple of the base point by a number that they can compute.
abstract contract SecretFixture is GovernorFixture {
    uint256 internal constant TRUSTEE_KEY = 0xA11CE;
    string internal constant BOX = "contracts/src/secret/SecretBallotBox.sol:SecretBallotBox";

    ITrusteeCommittees internal committees;
    IGroth16BatchVerifier[4] internal ballotVerifiers;
    IGroth16BatchVerifier[4] internal shareVerifiers;

    function setUp() public virtual override {
        committees = ITrusteeCommittees(
            deployCode("contracts/src/secret/TrusteeCommittees.sol:TrusteeCommittees", "")
        );
        for (uint256 i = 0; i < 4; ++i) _deployVerifiers(i);
        box = ISecretBallotBox(
            deployCode(BOX, abi.encode(committees, ballotVerifiers, shareVerifiers))
        );
        committee = _register(3, 2, 4);
        super.setUp();
    }

    /// @dev For the class 2^(i + 1).
    function _deployVerifiers(uint256 i) internal virtual {
        ballotVerifiers[i] = new BelievingGroth16Verifier((4 << i) + 10);
        shareVerifiers[i] = new BelievingGroth16Verifier((4 << i) + 4);
    }

    /// @dev What a key generation might have come to.
    function _describeCommittee(
        uint256 size,
        uint8 threshold,
        uint8 capacity
    ) internal pure returns (TrusteeCommittee memory description, uint256[] memory commitments) {
        uint256 classes =
            capacity == 2
                ? 1
                : capacity == 4
                    ? 2
                    : capacity == 8
                        ? 3
                        : 4;
        commitments = new uint256[](2 * uint256(capacity) * threshold);
        for (uint256 i = 0; i < commitments.length; ++i) commitments[i] = 7_000 + i;
        description.session = keccak256("an invitation");
        description.trustees = new address[](size);
        for (uint256 i = 0; i < size; ++i) description.trustees[i] = vm.addr(TRUSTEE_KEY + i);
        (description.threshold, description.capacity) = (threshold, capacity);
        description.keysHashes = new uint256[](classes);
        for (uint256 i = 0; i < classes; ++i) description.keysHashes[i] = 100 + i;
        description.verificationKeysHashes = new uint256[](classes * size);
        for (uint256 i = 0; i < classes * size; ++i)
            description.verificationKeysHashes[i] = 1_000 + i;
        description.commitmentsHash = keccak256(abi.encodePacked(commitments));
    }

    /// @dev Confirmations of the trustees from `first` on, positions from 0.
    function _confirm(
        bytes32 id,
        uint256 first,
        uint256 count
    ) internal view returns (CommitteeConfirmation[] memory confirmations) {
        bytes32 digest = typedDigest("TrusteeCommittees", block.chainid, address(committees), id);
        confirmations = new CommitteeConfirmation[](count);
        for (uint256 i = 0; i < count; ++i) {
            confirmations[i].position = first + i + 1;
            confirmations[i].signature = signDigest(TRUSTEE_KEY + first + i, digest);
        }
    }

    function _register(
        uint256 size,
        uint8 threshold,
        uint8 capacity
    ) internal returns (bytes32 id) {
        (TrusteeCommittee memory description, uint256[] memory commitments) = _describeCommittee(
            size,
            threshold,
            capacity
        );
        id = committees.hashCommittee(description);
        committees.register(description, commitments, _confirm(id, 0, threshold));
    }

    /// @dev A secret proposal that pays `i + 1` ether to the payee of option i for each option.
    function _proposeSecret(uint8 optionCount) internal returns (Proposal memory) {
        return _proposeSecret(optionCount, TEXT);
    }

    function _proposeSecret(
        uint8 optionCount,
        string memory text
    ) internal returns (Proposal memory proposal) {
        OptionsLayout memory layout;
        (layout.optionCount, layout.voiceCredits) = (optionCount, VOICE_CREDITS);
        (layout.callOptions, layout.committee) = (new uint8[](optionCount), committee);
        proposal.targets = new address[](optionCount);
        proposal.values = new uint256[](optionCount);
        proposal.calldatas = new bytes[](optionCount);
        for (uint8 i = 0; i < optionCount; ++i) {
            layout.callOptions[i] = i;
            (proposal.targets[i], proposal.values[i]) = (_payee(i), (uint256(i) + 1) * 1 ether);
        }
        proposal.description = text;
        _proposeOptions(proposal, layout);
    }

    /// @dev A first ballot, with a proof that says nothing.
    function _ballot(
        uint256 nullifier,
        uint256 r,
        int256[] memory votes
    ) internal view returns (SecretBallot memory ballot) {
        ballot.nullifier = nullifier;
        ballot.points = new uint256[](2 * (1 + votes.length));
        _put(ballot.points, 0, r);
        for (uint256 j = 0; j < votes.length; ++j)
            _put(ballot.points, j + 1, r * _electionSecret(j) + _encode(votes[j]));
    }

    /// @dev The same person's next ballot.
    function _revision(
        SecretBallot memory replaced,
        uint256 r,
        int256[] memory votes
    ) internal view returns (SecretBallot memory ballot) {
        ballot = _ballot(replaced.nullifier, r, votes);
        ballot.revision = replaced.revision + 1;
        ballot.replacedPoints = replaced.points;
    }

    /// @dev What a trustee makes of ΣR = r·G.
    function _share(
        uint256 position,
        uint256 r,
        uint256 optionCount
    ) internal view returns (uint256[] memory points) {
        points = new uint256[](2 * optionCount);
        for (uint256 j = 0; j < optionCount; ++j)
            _put(points, j, r * (_electionSecret(j) + position * (3 + j)));
    }

    /// @dev The shares of two trustees, as {ISecretBallotBox-finalise} takes them.
    function _shares(
        uint256 first,
        uint256 second,
        uint256 r,
        uint256 optionCount
    ) internal view returns (uint256[] memory positions, uint256[][] memory shares) {
        (positions, shares) = (new uint256[](2), new uint256[][](2));
        (positions[0], positions[1]) = (first, second);
        (shares[0], shares[1]) = (_share(first, r, optionCount), _share(second, r, optionCount));
    }

    function _put(uint256[] memory points, uint256 i, uint256 k) internal view {
        BabyPoint memory point = multiplyBaby(babyBase(), k);
        (points[2 * i], points[2 * i + 1]) = (point.x, point.y);
    }

    function _boxBallot(SecretBallot memory ballot, uint256 proposalId) internal {
        box.castSecretBallot(address(governor), proposalId, ballot);
    }

    /// @dev The secret of an option's election key: of 3 + j times the position and it, a polynomial.
    function _electionSecret(uint256 j) internal pure returns (uint256) {
        return 11 + 2 * j;
    }

    /// @dev docs/secret-ballots.md, "What a ballot says".
    function _encode(int256 vote) internal pure returns (uint256) {
        return vote < 0 ? uint256(-vote) << 32 : uint256(vote);
    }
}
