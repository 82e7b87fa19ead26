// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {IEligibilityPolicy} from "./IEligibilityPolicy.sol";
import {IPersonhoodIssuer} from "./IPersonhoodIssuer.sol";

/// @notice One person's enrolment. In a group without a policy `holder` is zero, `evidence` and
/// `signature` are empty.
/// @param commitment The Semaphore identity commitment, 0 < commitment < the BN254 scalar field.
/// @param credential What the group's issuer takes.
/// @param holder The address by which the person is eligible.
/// @param evidence What the group's policy takes for that address.
/// @param signature The holder's EIP-712 signature of `Enrolment(uint256 commitment)` in the group's
/// domain, or ERC-1271's; not looked at when the holder sends the transaction.
struct Enrolment {
    uint256 commitment;
    bytes credential;
    address holder;
    bytes evidence;
    bytes signature;
}

/// @title A group of unique people
/// @notice Each person stands in the group with one Semaphore identity commitment, a leaf of a Merkle tree. The group as
/// it stood at any past timepoint can be read, which is what makes a snapshot.
/// @dev The leaves are not kept in order on-chain, which would cost each person a storage slot more: whoever needs the
/// members reads the events, which say where each leaf stands, and compares the root. A contract asks {hasMember},
/// {indexOf} and {commitmentOf}.
interface IPersonhoodGroup is IERC6372 {
    /// @notice A person enrolled a commitment.
    /// @param person The number by which the issuer knows the person in this group.
    /// @param commitment The new leaf.
    /// @param index The leaf's position, from 0.
    /// @param root The root after the enrolment, or after all of its batch.
    event PersonEnrolled(
        uint256 indexed person,
        uint256 indexed commitment,
        uint256 index,
        uint256 root
    );

    /// @notice A person replaced their commitment.
    /// @param person The number by which the issuer knows the person in this group.
    /// @param commitment The new leaf.
    /// @param replacedCommitment The leaf that stood there, retired for ever.
    /// @param index The leaf's position, from 0.
    /// @param root The root after the rotation.
    event PersonRotated(
        uint256 indexed person,
        uint256 indexed commitment,
        uint256 replacedCommitment,
        uint256 index,
        uint256 root
    );

    /// @notice The commitment is zero or not below the BN254 scalar field.
    /// @param commitment The commitment given.
    error GroupCommitmentOutOfField(uint256 commitment);

    /// @notice The commitment is a leaf already, enrolled by another person.
    /// @param commitment The commitment given.
    error GroupCommitmentAlreadyEnrolled(uint256 commitment);

    /// @notice The commitment was replaced once. It never returns: the credential that enrolled it is public, and with
    /// it anybody could bring a stolen identity back.
    /// @param commitment The commitment given.
    error GroupCommitmentRetired(uint256 commitment);

    /// @notice The person stands in the group with this very commitment: there is nothing to replace.
    /// @param person The person.
    /// @param commitment The commitment given.
    error GroupCommitmentUnchanged(uint256 person, uint256 commitment);

    /// @notice The commitment is not a leaf of the group.
    /// @param commitment The commitment given.
    error GroupCommitmentUnknown(uint256 commitment);

    /// @notice The person is enrolled already, with another commitment.
    /// @param person The person.
    /// @param commitment The commitment with which the person is enrolled.
    error GroupPersonAlreadyEnrolled(uint256 person, uint256 commitment);

    /// @notice The person is not enrolled, so there is no commitment to replace.
    /// @param person The person.
    error GroupPersonUnknown(uint256 person);

    /// @notice The group has a policy, so an enrolment must name the address that is eligible.
    /// @param policy The group's policy.
    error GroupEligibilityRequired(IEligibilityPolicy policy);

    /// @notice The group has no policy, so an enrolment names no holder and carries neither evidence nor signature.
    /// @param holder The holder given.
    /// @param evidenceLength The bytes of evidence given.
    /// @param signatureLength The bytes of signature given.
    error GroupEligibilityUnexpected(
        address holder,
        uint256 evidenceLength,
        uint256 signatureLength
    );

    /// @notice The holder neither sends the transaction nor signed this commitment for this group on this chain.
    /// @param holder The holder given.
    /// @param commitment The commitment given.
    error GroupHolderSignatureInvalid(address holder, uint256 commitment);

    /// @notice A batch must enrol somebody.
    error GroupBatchEmpty();

    /// @notice The path to the root has another number of siblings.
    /// @param given The siblings given.
    /// @param expected The depth of the tree.
    error GroupSiblingCountMismatch(uint256 given, uint256 expected);

    /// @notice A sibling is not below the BN254 scalar field.
    /// @param sibling The sibling given.
    error GroupSiblingOutOfField(uint256 sibling);

    /// @notice The siblings lead to another root: they are wrong, or the group changed since they were read.
    /// @param given The root to which they lead.
    /// @param root The group's root.
    error GroupSiblingsStale(uint256 given, uint256 root);

    /// @notice The group at a timepoint that is not past yet cannot be known.
    /// @param timepoint The timepoint asked for.
    /// @param clock The current timepoint.
    error GroupFutureLookup(uint256 timepoint, uint48 clock);

    /// @notice Enrols `commitment` for the person whom `credential` proves, in a group without a policy.
    /// @dev Anyone may call: the credential binds the commitment. Idempotent on (person, commitment): a repetition with
    /// a valid credential changes nothing and returns the same index. With a policy it reverts with
    /// {GroupEligibilityRequired}: the sender may be a relay, so it is nobody's address unless {enrolEligible} says so.
    /// @param commitment The Semaphore identity commitment, 0 < commitment < the BN254 scalar field.
    /// @param credential What the group's issuer takes.
    /// @return index The leaf's position, from 0.
    function enrol(uint256 commitment, bytes calldata credential) external returns (uint256 index);

    /// @notice Enrols a person who is eligible by an address.
    /// @dev Anyone may call with the holder's signature, which counts for this commitment in this group on this chain;
    /// the holder needs none. The policy says how often an address is eligible; it says nothing of who the person is,
    /// so a holder may admit whom they like in their own place. Idempotent like {enrol}; a repetition asks the policy
    /// nothing. Without a policy it is {enrol}.
    /// @param enrolment The enrolment.
    /// @return index The leaf's position, from 0.
    function enrolEligible(Enrolment calldata enrolment) external returns (uint256 index);

    /// @notice Enrols many people, each for less than alone: one root and one snapshot for all.
    /// @dev Passes over a person who is enrolled with this very commitment, before or earlier in the batch, so that
    /// nobody stops a batch by bringing one of its enrolments first. Any other fault reverts the whole.
    /// @param enrolments One or more enrolments.
    /// @return indexes The position of each enrolment's leaf, from 0.
    function enrolMany(Enrolment[] calldata enrolments) external returns (uint256[] memory indexes);

    /// @notice Replaces the commitment of the person whom `credential` proves, in the same place.
    /// @dev Anyone may call: the credential binds the new commitment. The replaced one is retired for ever. At a snapshot
    /// taken before, it counts still and the new one does not, so a rotation gives nobody a second vote. The policy is
    /// not asked again: it admitted the person, who may have lost the address together with the identity, and a policy
    /// that counts an address once would refuse.
    /// @param newCommitment The new commitment, 0 < newCommitment < the BN254 scalar field.
    /// @param siblings The siblings of the person's leaf on its path to the root, from the leaf up, one for each level, 0
    /// where there is none. Not part of the credential: whoever brings it reads them anew if the group changed.
    /// @param credential A fresh one, that proves the person and binds `newCommitment`.
    /// @return index The leaf's position, from 0.
    function rotate(
        uint256 newCommitment,
        uint256[] calldata siblings,
        bytes calldata credential
    ) external returns (uint256 index);

    /// @notice Returns who vouches for the uniqueness of the group's people. It never changes: two issuers would let one
    /// person enrol twice.
    /// @return The issuer.
    function issuer() external view returns (IPersonhoodIssuer);

    /// @notice Returns the policy that says who is eligible, or zero when every person is. It never changes.
    /// @return The policy, an Excubiae `BasePolicy`.
    function policy() external view returns (IEligibilityPolicy);

    /// @notice Returns the current root of the tree, 0 while the group is empty.
    /// @return The root.
    function root() external view returns (uint256);

    /// @notice Returns the depth of every leaf, which is the depth at which membership is proved.
    /// @return 20 for up to 2^20 members, 32 for more.
    function depth() external view returns (uint256);

    /// @notice Returns how many people are enrolled.
    /// @return The number of leaves.
    function size() external view returns (uint256);

    /// @notice Tells whether `commitment` is a leaf of the group.
    /// @param commitment The commitment.
    /// @return True if it is.
    function hasMember(uint256 commitment) external view returns (bool);

    /// @notice Tells whether `commitment` was a leaf once and was replaced.
    /// @param commitment The commitment.
    /// @return True if it was.
    function isRetired(uint256 commitment) external view returns (bool);

    /// @notice Returns the position of `commitment`.
    /// @param commitment The commitment; reverts if it is not a leaf.
    /// @return The position, from 0.
    function indexOf(uint256 commitment) external view returns (uint256);

    /// @notice Returns the commitment with which `person` is enrolled, or 0.
    /// @param person The number by which the issuer knows the person in this group.
    /// @return The commitment.
    function commitmentOf(uint256 person) external view returns (uint256);

    /// @notice Returns the group as it stood at the end of `timepoint`.
    /// @param timepoint A timepoint of the group's clock, in the past; reverts with {GroupFutureLookup} otherwise.
    /// @return pastRoot The root then, 0 if the group was empty.
    /// @return pastDepth The depth then.
    /// @return pastSize The number of leaves then.
    function getPastGroup(
        uint256 timepoint
    ) external view returns (uint256 pastRoot, uint256 pastDepth, uint256 pastSize);
}
