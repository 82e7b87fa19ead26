// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ISemaphoreVerifier} from "@semaphore-protocol/contracts/interfaces/ISemaphoreVerifier.sol";

/// @notice A test double of Semaphore's verifier, for tests that need more ballots than can be
/// proved: it believes every proof but those that begin with {REFUSED}. Real proofs are cast in
/// the tests across rooms.
contract BelievingBallotVerifier is ISemaphoreVerifier {
    /// @notice The first word of a proof that is refused.
    uint256 public constant REFUSED = 1;

    /// @inheritdoc ISemaphoreVerifier
    function verifyProof(
        uint256[2] calldata a,
        uint256[2][2] calldata,
        uint256[2] calldata,
        uint256[4] calldata,
        uint256
    ) external pure override returns (bool) {
        return a[0] != REFUSED;
    }
}
