// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {
    ISemaphoreBatchVerifier,
    MemberProof
} from "../../src/interfaces/ISemaphoreBatchVerifier.sol";

/// @notice A test double of the verifier, for tests that need more ballots than can be proved: it
/// believes every proof but those that begin with {REFUSED}. Real proofs are cast in the tests
/// across rooms.
contract BelievingBallotVerifier is ISemaphoreBatchVerifier {
    /// @notice The first word of a proof that is refused.
    uint256 public constant REFUSED = 1;

    /// @inheritdoc ISemaphoreBatchVerifier
    function verifyProofs(
        uint256,
        uint256,
        uint256,
        MemberProof[] calldata proofs
    ) external pure override returns (bool valid) {
        for (uint256 i = 0; i < proofs.length; ++i) {
            if (proofs[i].points[0] == REFUSED) return false;
        }
        return true;
    }
}
