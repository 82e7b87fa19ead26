// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IPersonhoodGroup} from "./IPersonhoodGroup.sol";
import {ISemaphoreBatchVerifier} from "./ISemaphoreBatchVerifier.sol";
import {SkipReason} from "../types/SkipReason.sol";

/// @notice One person's votes on every option of a proposal, with the proof that they may cast them.
/// @param nullifier Semaphore's nullifier for the proposal's scope: the ballot's one anonymous name.
/// @param revision 0 for a first ballot; a higher revision replaces a lower one.
/// @param words The votes: option i as int16 in bits [16·(i mod 16), 16·(i mod 16)+16) of word ⌊i/16⌋; unused bits zero.
/// @param replacedWords The words of the counted ballot that this one replaces; empty if there is none.
/// @param proof The Groth16 proof as Semaphore packs it: A.x, A.y, B.x1, B.x0, B.y1, B.y0, C.x, C.y.
struct Ballot {
    uint256 nullifier;
    uint16 revision;
    uint256[] words;
    uint256[] replacedWords;
    uint256[8] proof;
}

/// @title Casting anonymous ballots, one for each person
/// @notice A ballot counts when a Semaphore proof shows that a member of the group, as it stood at the proposal's
/// snapshot, made it for this proposal. Whoever brings it on-chain learns nothing and decides nothing.
interface IGovernorPersonhood {
    /// @notice A person's first ballot on a proposal was counted.
    /// @param proposalId The proposal.
    /// @param nullifier The ballot's anonymous name.
    /// @param revision Its revision.
    /// @param words Its votes.
    event BallotCast(
        uint256 indexed proposalId,
        uint256 indexed nullifier,
        uint16 revision,
        uint256[] words
    );

    /// @notice A later ballot of the same person took the place of the one that was counted.
    /// @param proposalId The proposal.
    /// @param nullifier The ballot's anonymous name.
    /// @param replacedRevision The revision that no longer counts.
    /// @param revision The revision that counts now.
    /// @param words Its votes.
    event BallotReplaced(
        uint256 indexed proposalId,
        uint256 indexed nullifier,
        uint16 replacedRevision,
        uint16 revision,
        uint256[] words
    );

    /// @notice A batch passed over a ballot; everything else in it was counted.
    /// @param proposalId The proposal.
    /// @param nullifier The ballot's anonymous name.
    /// @param revision Its revision.
    /// @param reason Why.
    event BallotSkipped(
        uint256 indexed proposalId,
        uint256 indexed nullifier,
        uint16 revision,
        SkipReason reason
    );

    /// @notice Addresses do not vote here; people do, with ballots.
    error GovernorAddressVotingDisabled();

    /// @notice Nobody was enrolled at the proposal's snapshot, so no ballot can count.
    /// @param proposalId The proposal.
    error GovernorElectorateEmpty(uint256 proposalId);

    /// @notice The proof does not show that a member made this ballot for this proposal.
    /// @param nullifier The ballot's anonymous name.
    error BallotProofInvalid(uint256 nullifier);

    /// @notice At least one proof of the batch does not show that a member made its ballot for this proposal; none of
    /// its ballots was counted. Halving the batch finds the one.
    /// @param ballots How many ballots were verified together.
    error BallotBatchProofInvalid(uint256 ballots);

    /// @notice The nullifier is not below the BN254 scalar field, so it could stand for a person twice.
    /// @param nullifier The nullifier given.
    error BallotNullifierOutOfField(uint256 nullifier);

    /// @notice This or a later revision of the ballot is counted already.
    /// @param nullifier The ballot's anonymous name.
    /// @param counted The revision that counts.
    /// @param given The revision given.
    error BallotRevisionNotHigher(uint256 nullifier, uint16 counted, uint16 given);

    /// @notice `replacedWords` are not the words of the ballot that is counted.
    /// @param nullifier The ballot's anonymous name.
    error BallotReplacedWordsMismatch(uint256 nullifier);

    /// @notice A batch holds no ballot.
    error BallotBatchEmpty();

    /// @notice Casts one ballot on an active proposal.
    /// @dev Reverts unless it is counted. Anyone may call, for anyone.
    /// @param proposalId The proposal.
    /// @param ballot The ballot.
    function castBallot(uint256 proposalId, Ballot calldata ballot) external;

    /// @notice Casts many ballots on an active proposal.
    /// @dev Skips, with {BallotSkipped}, each ballot that is counted already or replaces another than it says: anyone
    /// may cast one of them first, and that must not stop the rest. Reverts for a ballot that could never be counted.
    /// The proofs of those that are not skipped are verified all at once.
    /// @param proposalId The proposal.
    /// @param ballots The ballots, at least one.
    /// @return counted How many were counted.
    function castBallots(
        uint256 proposalId,
        Ballot[] calldata ballots
    ) external returns (uint256 counted);

    /// @notice Returns the group whose members vote.
    /// @return The group.
    function group() external view returns (IPersonhoodGroup);

    /// @notice Returns what verifies the proofs of ballots.
    /// @return The verifier.
    function ballotVerifier() external view returns (ISemaphoreBatchVerifier);

    /// @notice Returns the Semaphore scope of a proposal's ballots.
    /// @param proposalId The proposal.
    /// @return `uint256(keccak256(abi.encode("psephos.ballot.v1", chainId, governor, proposalId)))`.
    function proposalScope(uint256 proposalId) external view returns (uint256);

    /// @notice Returns who may vote: the group as it stood at the proposal's snapshot.
    /// @param proposalId The proposal; reverts while its snapshot is not past, and for an unknown one.
    /// @return root The group's root.
    /// @return size The number of its members.
    /// @return proofDepth The depth at which every ballot is proved: 20 up to 2^20 members, 32 beyond.
    function proposalElectorate(
        uint256 proposalId
    ) external view returns (uint256 root, uint256 size, uint256 proofDepth);

    /// @notice Tells which ballot is counted under a nullifier.
    /// @param proposalId The proposal.
    /// @param nullifier The ballot's anonymous name.
    /// @return counted Whether one is counted.
    /// @return revision Its revision.
    /// @return digest The first 240 bits of its message.
    function ballotOf(
        uint256 proposalId,
        uint256 nullifier
    ) external view returns (bool counted, uint16 revision, bytes30 digest);
}
