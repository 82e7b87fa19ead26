// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IPersonhoodIssuer} from "../../src/interfaces/IPersonhoodIssuer.sol";

/// @notice A test double of an issuer, for tests that are not about one: it believes whatever
/// number of a person stands in the credential.
contract BelievingIssuer is IPersonhoodIssuer {
    /// @inheritdoc IPersonhoodIssuer
    function verifyPerson(
        uint256,
        bytes calldata credential
    ) external pure override returns (uint256 person) {
        return abi.decode(credential, (uint256));
    }
}
