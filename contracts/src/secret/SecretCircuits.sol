// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGroth16BatchVerifier} from "../interfaces/IGroth16BatchVerifier.sol";
import {ISecretBallotBox} from "../interfaces/ISecretBallotBox.sol";

/// @dev How many public inputs `secret-ballot` has beside two for each option.
uint256 constant BALLOT_INPUTS = 10;
/// @dev How many `decryption-share` has beside two for each option.
uint256 constant SHARE_INPUTS = 4;

/// @title SecretCircuits
/// @notice The circuits of a {SecretBallotBox}: two for each class of proposals, of 2, 4, 8 and 16 options.
abstract contract SecretCircuits is ISecretBallotBox {
    IGroth16BatchVerifier private immutable _ballots2;
    IGroth16BatchVerifier private immutable _ballots4;
    IGroth16BatchVerifier private immutable _ballots8;
    IGroth16BatchVerifier private immutable _ballots16;
    IGroth16BatchVerifier private immutable _shares2;
    IGroth16BatchVerifier private immutable _shares4;
    IGroth16BatchVerifier private immutable _shares8;
    IGroth16BatchVerifier private immutable _shares16;

    /// @notice Binds the box to its circuits, for good.
    /// @param ballotVerifiers Of `secret-ballot` for 2, 4, 8 and 16 options; the zero address for a class not offered.
    /// @param shareVerifiers Of `decryption-share`, for the same.
    constructor(
        IGroth16BatchVerifier[4] memory ballotVerifiers,
        IGroth16BatchVerifier[4] memory shareVerifiers
    ) {
        for (uint256 i = 0; i < 4; ++i) {
            uint256 points = 4 << i;
            bool offered = address(ballotVerifiers[i]) != address(0);
            if (!offered && address(shareVerifiers[i]) == address(0)) continue;
            _requireInputs(ballotVerifiers[i], points + BALLOT_INPUTS);
            _requireInputs(shareVerifiers[i], points + SHARE_INPUTS);
        }
        (_ballots2, _shares2) = (ballotVerifiers[0], shareVerifiers[0]);
        (_ballots4, _shares4) = (ballotVerifiers[1], shareVerifiers[1]);
        (_ballots8, _shares8) = (ballotVerifiers[2], shareVerifiers[2]);
        (_ballots16, _shares16) = (ballotVerifiers[3], shareVerifiers[3]);
    }

    /// @inheritdoc ISecretBallotBox
    function isDevelopment() external view override returns (bool) {
        for (uint256 optionClass = 2; optionClass <= 16; optionClass *= 2) {
            (IGroth16BatchVerifier ballots, IGroth16BatchVerifier shares) = verifiersOf(
                optionClass
            );
            if (address(ballots) == address(0)) continue;
            if (ballots.isDevelopment() || shares.isDevelopment()) return true;
        }
        return false;
    }

    /// @inheritdoc ISecretBallotBox
    function verifiersOf(
        uint256 optionClass
    ) public view override returns (IGroth16BatchVerifier ballots, IGroth16BatchVerifier shares) {
        if (optionClass == 2) return (_ballots2, _shares2);
        if (optionClass == 4) return (_ballots4, _shares4);
        if (optionClass == 8) return (_ballots8, _shares8);
        if (optionClass == 16) return (_ballots16, _shares16);
    }

    /// @dev The smallest class that has room for the options.
    function _classOf(uint256 optionCount) internal pure returns (uint256) {
        if (optionCount == 0 || optionCount > 16) revert SecretOptionCountUnsupported(optionCount);
        if (optionCount > 8) return 16;
        if (optionCount > 4) return 8;
        return optionCount > 2 ? 4 : 2;
    }

    function _requireInputs(IGroth16BatchVerifier verifier, uint256 expected) private view {
        if (verifier.inputCount() != expected) revert SecretVerifierMismatch(verifier, expected);
    }
}
