// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGroth16BatchVerifier} from "./IGroth16BatchVerifier.sol";
import {ITrusteeCommittees} from "./ITrusteeCommittees.sol";
import {SkipReason} from "../types/SkipReason.sol";

/// @notice One person's encrypted votes on every option of a secret proposal, with the proof that they may cast them and
/// that they are a ballot.
/// @param nullifier Semaphore's nullifier for the proposal's scope: the ballot's one anonymous name.
/// @param revision 0 for a first ballot; a higher revision replaces a lower one.
/// @param points x and y of R, then of C for each option.
/// @param replacedPoints The points of the counted ballot that this one replaces; empty if there is none.
/// @param proof The Groth16 proof of `secret-ballot`: A.x, A.y, B.x1, B.x0, B.y1, B.y0, C.x, C.y.
struct SecretBallot {
    uint256 nullifier;
    uint16 revision;
    uint256[] points;
    uint256[] replacedPoints;
    uint256[8] proof;
}

/// @title Where secret ballots are cast, added up and revealed
/// @notice Keeps, for each secret proposal of any governor that names this box, the encrypted sums of all ballots, and
/// brings the governor the totals once enough trustees have published their shares. Nobody owns it, and nobody who calls
/// it decides anything.
/// @dev docs/secret-ballots.md has the protocol. What is kept stands under the governor's address, and so does the scope
/// that ballots are proved for: what another contract pretends about its proposals concerns no one else's, and a ballot
/// of one governor can neither be cast nor decrypted under another. Trustees must decrypt only what this box keeps, for
/// governors that they serve: whoever has a trustee's share for one ballot's R reads that ballot.
interface ISecretBallotBox {
    /// @notice A person's first ballot on a secret proposal was counted.
    /// @param governor The governor.
    /// @param proposalId Its proposal.
    /// @param nullifier The ballot's anonymous name.
    /// @param revision Its revision.
    /// @param points x and y of R, then of C for each option.
    event SecretBallotCast(
        address indexed governor,
        uint256 indexed proposalId,
        uint256 indexed nullifier,
        uint16 revision,
        uint256[] points
    );

    /// @notice A later ballot of the same person took the place of the one that was counted.
    /// @param governor The governor.
    /// @param proposalId Its proposal.
    /// @param nullifier The ballot's anonymous name.
    /// @param replacedRevision The revision that no longer counts.
    /// @param revision The revision that counts now.
    /// @param points x and y of R, then of C for each option.
    event SecretBallotReplaced(
        address indexed governor,
        uint256 indexed proposalId,
        uint256 indexed nullifier,
        uint16 replacedRevision,
        uint16 revision,
        uint256[] points
    );

    /// @notice A batch passed over a ballot; everything else in it was counted.
    /// @param governor The governor.
    /// @param proposalId Its proposal.
    /// @param nullifier The ballot's anonymous name.
    /// @param revision Its revision.
    /// @param reason Why.
    event SecretBallotSkipped(
        address indexed governor,
        uint256 indexed proposalId,
        uint256 indexed nullifier,
        uint16 revision,
        SkipReason reason
    );

    /// @notice The sums of a proposal will not change any more, and can be decrypted.
    /// @param governor The governor.
    /// @param proposalId Its proposal.
    /// @param voters How many people's ballots are in them.
    /// @param sums x and y of ΣR, then of ΣC for each option; empty if there are no ballots.
    event SecretBallotsClosed(
        address indexed governor,
        uint256 indexed proposalId,
        uint256 voters,
        uint256[] sums
    );

    /// @notice A trustee's share of the decryption was brought, and holds.
    /// @param governor The governor.
    /// @param proposalId Its proposal.
    /// @param position The trustee's position in the committee.
    /// @param points x and y of the trustee's share of ΣR for each option.
    event DecryptionShareSubmitted(
        address indexed governor,
        uint256 indexed proposalId,
        uint256 indexed position,
        uint256[] points
    );

    /// @notice The totals of a proposal are known.
    /// @param governor The governor.
    /// @param proposalId Its proposal.
    /// @param voters How many people's ballots are in them.
    /// @param positions The trustees whose shares decrypted them; none if there were no ballots.
    /// @param totals For each option, votes for + 2^32 · votes against.
    event SecretTallyFinalised(
        address indexed governor,
        uint256 indexed proposalId,
        uint256 voters,
        uint256[] positions,
        uint256[] totals
    );

    /// @notice A verifier is for a circuit with another number of public inputs.
    /// @param verifier The verifier.
    /// @param expected How many public inputs it should have.
    error SecretVerifierMismatch(IGroth16BatchVerifier verifier, uint256 expected);

    /// @notice A secret proposal has 1 to 16 options, of a class that this box has verifiers for.
    /// @param optionCount The number of options.
    error SecretOptionCountUnsupported(uint256 optionCount);

    /// @notice The committee has no election keys for so many options.
    /// @param optionCount The number of options.
    /// @param capacity For how many it has them.
    error SecretOptionsExceedCapacity(uint256 optionCount, uint256 capacity);

    /// @notice The proposal's ballots are open: they are cast through its governor.
    /// @param proposalId The proposal.
    error SecretProposalOpen(uint256 proposalId);

    /// @notice The governor has another ballot box, or none.
    /// @param governor The governor.
    error SecretBallotBoxNotOf(address governor);

    /// @notice Voting has not begun, or the proposal was cancelled or decided already.
    /// @param proposalId The proposal.
    error SecretProposalNotActive(uint256 proposalId);

    /// @notice Voting is over.
    /// @param proposalId The proposal.
    /// @param deadline When it ended.
    error SecretVotingOver(uint256 proposalId, uint256 deadline);

    /// @notice Voting is not over.
    /// @param proposalId The proposal.
    /// @param deadline When it ends.
    error SecretVotingNotOver(uint256 proposalId, uint256 deadline);

    /// @notice Nobody was enrolled at the proposal's snapshot, so no ballot can count.
    /// @param proposalId The proposal.
    error SecretElectorateEmpty(uint256 proposalId);

    /// @notice A batch holds no ballot.
    error SecretBallotBatchEmpty();

    /// @notice No more than 2^24 ballots count on a secret proposal, so that totals stay below what is encrypted.
    /// @param proposalId The proposal.
    error SecretBallotsFull(uint256 proposalId);

    /// @notice The nullifier is not below the BN254 scalar field, so it could stand for a person twice.
    /// @param nullifier The nullifier given.
    error SecretBallotNullifierOutOfField(uint256 nullifier);

    /// @notice A ballot has the coordinates of one point, and of one more for each option.
    /// @param given How many words it has.
    /// @param expected How many it must have.
    error SecretBallotPointsMismatch(uint256 given, uint256 expected);

    /// @notice This or a later revision of the ballot is counted already.
    /// @param nullifier The ballot's anonymous name.
    /// @param counted The revision that counts.
    /// @param given The revision given.
    error SecretBallotRevisionNotHigher(uint256 nullifier, uint16 counted, uint16 given);

    /// @notice `replacedPoints` are not the points of the ballot that is counted.
    /// @param nullifier The ballot's anonymous name.
    error SecretBallotReplacedPointsMismatch(uint256 nullifier);

    /// @notice The proof does not show that a member made this ballot, of votes within their budget, for this proposal.
    /// @param nullifier The ballot's anonymous name.
    error SecretBallotProofInvalid(uint256 nullifier);

    /// @notice At least one proof of the batch does not hold; none of its ballots was counted. Halving the batch finds it.
    /// @param ballots How many ballots were verified together.
    error SecretBallotBatchProofInvalid(uint256 ballots);

    /// @notice The proposal is not closed: {close} says what is to be decrypted.
    /// @param proposalId The proposal.
    error SecretBallotsNotClosed(uint256 proposalId);

    /// @notice There are no ballots, so there is nothing to decrypt: {finalise} takes no shares.
    /// @param proposalId The proposal.
    error SecretBallotsNone(uint256 proposalId);

    /// @notice A share has the coordinates of one point for each option.
    /// @param given How many words it has.
    /// @param expected How many it must have.
    error DecryptionSharePointsMismatch(uint256 given, uint256 expected);

    /// @notice The trustee's share is here already, and is another.
    /// @param position The trustee's position.
    error DecryptionShareConflict(uint256 position);

    /// @notice The proof does not show that this is the trustee's share of this decryption.
    /// @param position The trustee's position.
    error DecryptionShareInvalid(uint256 position);

    /// @notice As many shares decrypt as the committee's threshold says, or none where there are no ballots.
    /// @param given How many positions or shares were given.
    /// @param expected How many there must be.
    error DecryptionShareCountMismatch(uint256 given, uint256 expected);

    /// @notice Positions stand in ascending order, so that each share counts once.
    /// @param position The position that does not follow.
    error DecryptionShareOutOfOrder(uint256 position);

    /// @notice These are not the points that were submitted and verified for this position.
    /// @param position The position.
    error DecryptionShareUnknown(uint256 position);

    /// @notice There is one total for each option.
    /// @param given How many were given.
    /// @param expected How many there must be.
    error SecretTotalsMismatch(uint256 given, uint256 expected);

    /// @notice So many votes cannot have been cast by so many people, or the words hold more than votes.
    /// @param option The option.
    error SecretTotalOutOfRange(uint256 option);

    /// @notice The total is not what the option's ballots add up to.
    /// @param option The option.
    error SecretTotalWrong(uint256 option);

    /// @notice The totals of this proposal are known.
    /// @param proposalId The proposal.
    error SecretTallyFinal(uint256 proposalId);

    /// @notice Casts one secret ballot on an active secret proposal.
    /// @dev Reverts unless it is counted. Anyone may call, for anyone.
    /// @param governor The governor.
    /// @param proposalId Its proposal.
    /// @param ballot The ballot.
    function castSecretBallot(
        address governor,
        uint256 proposalId,
        SecretBallot calldata ballot
    ) external;

    /// @notice Casts many secret ballots on an active secret proposal.
    /// @dev Skips, with {SecretBallotSkipped}, each ballot that is counted already or replaces another than it says:
    /// anyone may cast one of them first, and that must not stop the rest. Reverts for a ballot that could never be
    /// counted. The proofs of those that are not skipped are verified all at once.
    /// @param governor The governor.
    /// @param proposalId Its proposal.
    /// @param ballots The ballots, at least one.
    /// @return counted How many were counted.
    function castSecretBallots(
        address governor,
        uint256 proposalId,
        SecretBallot[] calldata ballots
    ) external returns (uint256 counted);

    /// @notice Says, once voting is over, what is to be decrypted. Anyone may call; the second time nothing happens.
    /// @param governor The governor.
    /// @param proposalId Its proposal.
    function close(address governor, uint256 proposalId) external;

    /// @notice Takes a trustee's share of a closed proposal's decryption. Anyone may carry it; the same again does nothing.
    /// @param governor The governor.
    /// @param proposalId Its proposal.
    /// @param position The trustee's position in the committee.
    /// @param points x and y of the trustee's share of ΣR for each option.
    /// @param proof The Groth16 proof of `decryption-share`.
    function submitShare(
        address governor,
        uint256 proposalId,
        uint256 position,
        uint256[] calldata points,
        uint256[8] calldata proof
    ) external;

    /// @notice Takes a closed proposal's totals, checks them, and brings them to its governor. Anyone may call.
    /// @dev For each option j it holds that D·ΣCⱼ = Σ D·λᵢ·Dᵢⱼ + D·totalⱼ·G, where λᵢ are Lagrange's coefficients of the
    /// positions and D the smallest number by which they become whole.
    /// @param governor The governor.
    /// @param proposalId Its proposal.
    /// @param positions Whose shares decrypt, in ascending order: as many as the committee's threshold, or none if there
    /// are no ballots.
    /// @param shares The points of each, as submitted.
    /// @param totals For each option, votes for + 2^32 · votes against.
    function finalise(
        address governor,
        uint256 proposalId,
        uint256[] calldata positions,
        uint256[][] calldata shares,
        uint256[] calldata totals
    ) external;

    /// @notice Reverts unless a proposal with so many options may name this committee.
    /// @param committee The committee.
    /// @param optionCount The number of options.
    function checkCommittee(bytes32 committee, uint256 optionCount) external view;

    /// @notice Returns what a secret proposal has gathered.
    /// @param governor The governor.
    /// @param proposalId Its proposal.
    /// @return voters How many people's ballots are counted.
    /// @return closed Whether it is closed.
    /// @return final_ Whether its totals are known.
    /// @return sums x and y of ΣR, then of ΣC for each option; empty if there are no ballots.
    function electionOf(
        address governor,
        uint256 proposalId
    ) external view returns (uint256 voters, bool closed, bool final_, uint256[] memory sums);

    /// @notice Tells which secret ballot is counted under a nullifier.
    /// @param governor The governor.
    /// @param proposalId Its proposal.
    /// @param nullifier The ballot's anonymous name.
    /// @return counted Whether one is counted.
    /// @return revision Its revision.
    /// @return digest The first 240 bits of keccak256 of revision (two bytes) and points.
    function secretBallotOf(
        address governor,
        uint256 proposalId,
        uint256 nullifier
    ) external view returns (bool counted, uint16 revision, bytes30 digest);

    /// @notice Returns what is kept of a trustee's share.
    /// @param governor The governor.
    /// @param proposalId Its proposal.
    /// @param position The trustee's position in the committee.
    /// @return keccak256 of its points; 0 if it is not here.
    function shareOf(
        address governor,
        uint256 proposalId,
        uint256 position
    ) external view returns (bytes32);

    /// @notice Returns where the committees are registered.
    /// @return The registry.
    function committees() external view returns (ITrusteeCommittees);

    /// @notice Returns what verifies ballots and shares of a class.
    /// @param optionClass 2, 4, 8 or 16.
    /// @return ballots The verifier of `secret-ballot`; the zero address if the class is not supported.
    /// @return shares The verifier of `decryption-share`.
    function verifiersOf(
        uint256 optionClass
    ) external view returns (IGroth16BatchVerifier ballots, IGroth16BatchVerifier shares);

    /// @notice Tells whether any verifier's key was made for development, so that whoever made it can forge ballots.
    /// @return True if one was.
    function isDevelopment() external view returns (bool);
}
