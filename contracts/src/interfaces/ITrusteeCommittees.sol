// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice A committee as its key generation left it: who its trustees are and what their keys are hashed to. A class is
/// 2, 4, 8 or 16, how many options a circuit is made for; the committee has one of each up to its capacity.
/// @param session keccak256 of the invitation that the trustees accepted.
/// @param trustees Their addresses; a trustee's position is 1 and up in this list, of at most 16.
/// @param threshold How many of them decrypt totals, 1 to the number of trustees.
/// @param capacity For how many options there are election keys: 2, 4, 8 or 16.
/// @param keysHashes For each class, the hash of its election keys.
/// @param verificationKeysHashes Trustee by trustee, for each class the hash of the trustee's verification keys.
/// @param commitmentsHash keccak256 of the words of the summed Feldman commitments.
struct TrusteeCommittee {
    bytes32 session;
    address[] trustees;
    uint8 threshold;
    uint8 capacity;
    uint256[] keysHashes;
    uint256[] verificationKeysHashes;
    bytes32 commitmentsHash;
}

/// @notice A trustee's word that the key generation came out as a committee says.
/// @param position The trustee's position, from 1.
/// @param signature EIP-712 signature of the committee: 65 bytes, or what a contract at the address accepts (ERC-1271).
struct CommitteeConfirmation {
    uint256 position;
    bytes signature;
}

/// @title The committees that can decrypt totals
/// @notice Whoever has enough trustees' confirmations registers their committee, once; its id is the hash of what it says.
/// @dev That the hashes are those of keys which follow from the commitments is NOT checked: on-chain it would cost
/// millions of gas. As many trustees as can decrypt have confirmed it; fewer dishonest ones cannot do that alone, and so
/// many could decrypt anyway. Everybody can check it against the commitments in the event, and voters' programs must.
interface ITrusteeCommittees {
    /// @notice A committee was registered.
    /// @param committee Its id.
    /// @param description What it says.
    /// @param commitments The summed Feldman commitments, from which every key follows: for each option position, the
    /// points (x, y) of its polynomial's coefficients, the constant one first.
    event CommitteeRegistered(
        bytes32 indexed committee,
        TrusteeCommittee description,
        uint256[] commitments
    );

    /// @notice A committee has 1 to 16 trustees.
    /// @param trustees The number given.
    error CommitteeSizeInvalid(uint256 trustees);

    /// @notice The threshold is 1 to the number of trustees.
    /// @param threshold The threshold given.
    /// @param trustees The number of trustees.
    error CommitteeThresholdInvalid(uint256 threshold, uint256 trustees);

    /// @notice The capacity is 2, 4, 8 or 16.
    /// @param capacity The capacity given.
    error CommitteeCapacityInvalid(uint256 capacity);

    /// @notice A trustee's address is zero, or another trustee's as well.
    /// @param position The trustee's position.
    error CommitteeTrusteeInvalid(uint256 position);

    /// @notice There is one hash of election keys for each class, and one of verification keys for each trustee and class.
    /// @param given How many hashes were given.
    /// @param expected How many there are.
    error CommitteeHashCountMismatch(uint256 given, uint256 expected);

    /// @notice A hash of keys is 0, or not below the BN254 scalar field.
    /// @param hash The hash given.
    error CommitteeHashInvalid(uint256 hash);

    /// @notice The commitments are not those that the committee is about: their number or their hash differs.
    /// @param words How many words were given.
    /// @param expected How many there are.
    error CommitteeCommitmentsMismatch(uint256 words, uint256 expected);

    /// @notice Fewer trustees than the threshold have confirmed.
    /// @param given How many have.
    /// @param threshold How many must.
    error CommitteeConfirmationsMissing(uint256 given, uint256 threshold);

    /// @notice Confirmations stand in ascending order of positions that the committee has, so that each counts once.
    /// @param position The position that does not follow.
    error CommitteeConfirmationOutOfOrder(uint256 position);

    /// @notice The signature is not that trustee's for this committee.
    /// @param position The trustee's position.
    error CommitteeConfirmationInvalid(uint256 position);

    /// @notice No such committee is registered.
    /// @param committee The id given.
    error CommitteeUnknown(bytes32 committee);

    /// @notice The committee has no such trustee.
    /// @param committee The committee.
    /// @param position The position given.
    error CommitteePositionUnknown(bytes32 committee, uint256 position);

    /// @notice The committee has no keys for so many options.
    /// @param committee The committee.
    /// @param optionClass The class given.
    error CommitteeClassUnknown(bytes32 committee, uint256 optionClass);

    /// @notice Registers a committee. Anyone may call; once it is registered nothing happens.
    /// @param description The committee.
    /// @param commitments The summed Feldman commitments, as {CommitteeRegistered} has them.
    /// @param confirmations At least as many as the threshold, in ascending order of positions.
    /// @return committee Its id.
    function register(
        TrusteeCommittee calldata description,
        uint256[] calldata commitments,
        CommitteeConfirmation[] calldata confirmations
    ) external returns (bytes32 committee);

    /// @notice Returns a committee's id: EIP-712's hash of the struct `TrusteeCommittee(bytes32 session,address[]
    /// trustees,uint8 threshold,uint8 capacity,uint256[] keysHashes,uint256[] verificationKeysHashes,bytes32
    /// commitmentsHash)`. Trustees sign that struct, in the domain `TrusteeCommittees`, version 1, of this contract.
    /// @param description The committee.
    /// @return The id.
    function hashCommittee(TrusteeCommittee calldata description) external pure returns (bytes32);

    /// @notice Returns the numbers of a registered committee; reverts for another.
    /// @param committee The committee.
    /// @return trustees How many trustees it has.
    /// @return threshold How many of them decrypt totals.
    /// @return capacity For how many options it has election keys.
    function committeeOf(
        bytes32 committee
    ) external view returns (uint256 trustees, uint256 threshold, uint256 capacity);

    /// @notice Returns the hash of the first `optionClass` election keys.
    /// @param committee The committee; reverts if it is not registered.
    /// @param optionClass 2, 4, 8 or 16, at most the capacity.
    /// @return The hash.
    function keysHashOf(bytes32 committee, uint256 optionClass) external view returns (uint256);

    /// @notice Returns the hash of a trustee's first `optionClass` verification keys.
    /// @param committee The committee; reverts if it is not registered.
    /// @param position The trustee's position, from 1.
    /// @param optionClass 2, 4, 8 or 16, at most the capacity.
    /// @return The hash.
    function verificationKeysHashOf(
        bytes32 committee,
        uint256 position,
        uint256 optionClass
    ) external view returns (uint256);
}
