// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGroth16BatchVerifier} from "../../src/interfaces/IGroth16BatchVerifier.sol";

/// @notice A test double of the verifier of any circuit, for tests that are not about proofs: it believes every proof but
/// those that begin with {REFUSED}.
contract BelievingGroth16Verifier is IGroth16BatchVerifier {
    /// @notice The first word of a proof that is refused.
    uint256 public constant REFUSED = 1;

    uint256 public immutable override inputCount;
    bool public override isDevelopment;

    constructor(uint256 inputs) {
        inputCount = inputs;
    }

    /// @notice Has it say of itself that its key is for development, or not.
    function setDevelopment(bool development) external {
        isDevelopment = development;
    }

    /// @inheritdoc IGroth16BatchVerifier
    function verifyProofs(
        uint256,
        uint256[] calldata shared,
        uint256[] calldata proofs
    ) external view override returns (bool) {
        uint256 words = inputCount - shared.length + 8;
        require(proofs.length != 0 && proofs.length % words == 0, "words");
        for (uint256 at = words - 8; at < proofs.length; at += words) {
            if (proofs[at] == REFUSED) return false;
        }
        return true;
    }

    /// @inheritdoc IGroth16BatchVerifier
    function verificationKey() external pure override returns (uint256[] memory key) {
        return key;
    }
}
