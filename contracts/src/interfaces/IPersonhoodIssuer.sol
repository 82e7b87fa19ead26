// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Who vouches that a person is unique
/// @notice A group asks its issuer who stands behind a credential. The issuer answers with a number that is the same
/// for the same person each time that group asks, and different for every two people.
interface IPersonhoodIssuer {
    /// @notice Returns the person whom `credential` proves, for the group that calls.
    /// @dev Reverts unless the credential is valid, was made for `msg.sender` (the group) and binds `commitment`, so
    /// that nobody who sees it in the mempool can enrol another commitment with it.
    /// @param commitment The Semaphore identity commitment that the person enrols.
    /// @param credential What the issuer needs to be convinced; its encoding is the issuer's own.
    /// @return person The person's number: stable for one group, below the BN254 scalar field, linkable to nobody
    /// outside the issuer.
    function verifyPerson(
        uint256 commitment,
        bytes calldata credential
    ) external view returns (uint256 person);
}
