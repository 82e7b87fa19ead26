// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {IPersonhoodIssuer} from "./IPersonhoodIssuer.sol";

/// @title A group of unique people
/// @notice Each person stands in the group with one Semaphore identity commitment, a leaf of a LeanIMT. The group as
/// it stood at any past timepoint can be read, which is what makes a snapshot.
interface IPersonhoodGroup is IERC6372 {
    /// @notice A person enrolled a commitment.
    /// @param person The number by which the issuer knows the person in this group.
    /// @param commitment The new leaf.
    /// @param index The leaf's position, from 0.
    /// @param root The root after the enrolment.
    event PersonEnrolled(
        uint256 indexed person,
        uint256 indexed commitment,
        uint256 index,
        uint256 root
    );

    /// @notice The commitment is zero or not below the BN254 scalar field.
    /// @param commitment The commitment given.
    error GroupCommitmentOutOfField(uint256 commitment);

    /// @notice The commitment is a leaf already, enrolled by another person.
    /// @param commitment The commitment given.
    error GroupCommitmentAlreadyEnrolled(uint256 commitment);

    /// @notice The person is enrolled already, with another commitment.
    /// @param person The person.
    /// @param commitment The commitment with which the person is enrolled.
    error GroupPersonAlreadyEnrolled(uint256 person, uint256 commitment);

    /// @notice The group at a timepoint that is not past yet cannot be known.
    /// @param timepoint The timepoint asked for.
    /// @param clock The current timepoint.
    error GroupFutureLookup(uint256 timepoint, uint48 clock);

    /// @notice The commitment is not a leaf of the group.
    /// @param commitment The commitment given.
    error GroupCommitmentUnknown(uint256 commitment);

    /// @notice Enrols `commitment` for the person whom `credential` proves.
    /// @dev Anyone may call: the credential binds the commitment. Idempotent on (person, commitment): a repetition with
    /// a valid credential changes nothing and returns the same index.
    /// @param commitment The Semaphore identity commitment, 0 < commitment < the BN254 scalar field.
    /// @param credential What the group's issuer takes.
    /// @return index The leaf's position, from 0.
    function enrol(uint256 commitment, bytes calldata credential) external returns (uint256 index);

    /// @notice Returns who vouches for the uniqueness of the group's people. It never changes: two issuers would let one
    /// person enrol twice.
    /// @return The issuer.
    function issuer() external view returns (IPersonhoodIssuer);

    /// @notice Returns the current root of the LeanIMT, 0 while the group is empty.
    /// @return The root.
    function root() external view returns (uint256);

    /// @notice Returns the current depth of the LeanIMT.
    /// @return The depth, 0 to 32.
    function depth() external view returns (uint256);

    /// @notice Returns how many people are enrolled.
    /// @return The number of leaves.
    function size() external view returns (uint256);

    /// @notice Tells whether `commitment` is a leaf of the group.
    /// @param commitment The commitment.
    /// @return True if it is.
    function hasMember(uint256 commitment) external view returns (bool);

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
