// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IPersonhoodIssuer} from "../../src/interfaces/IPersonhoodIssuer.sol";

/// @notice What no group may have: two issuers in one, that know the same person by two numbers.
contract EitherIssuer is IPersonhoodIssuer {
    IPersonhoodIssuer private immutable _first;
    IPersonhoodIssuer private immutable _second;

    constructor(IPersonhoodIssuer first, IPersonhoodIssuer second) {
        (_first, _second) = (first, second);
    }

    /// @inheritdoc IPersonhoodIssuer
    function verifyPerson(
        uint256 commitment,
        bytes calldata credential
    ) external view override returns (uint256 person) {
        (uint256 which, bytes memory inner) = abi.decode(credential, (uint256, bytes));
        return (which == 0 ? _first : _second).verifyPerson(commitment, inner);
    }
}
