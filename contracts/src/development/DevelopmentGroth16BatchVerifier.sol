// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGroth16BatchVerifier} from "../interfaces/IGroth16BatchVerifier.sol";
import {Groth16BatchVerifier} from "../verifiers/Groth16BatchVerifier.sol";

/// @title DevelopmentGroth16BatchVerifier
/// @notice FOR DEVELOPMENT ONLY: a verifier whose key was made without a ceremony. Whoever made it can prove whatever they
/// like: cast as many secret ballots as they want, and pass wrong decryption shares.
/// @dev Refuses chains on which something is at stake, unless whoever deploys it insists.
contract DevelopmentGroth16BatchVerifier is Groth16BatchVerifier {
    /// @notice The chain is one of production, and nobody insisted.
    /// @param chainId The chain.
    error DevelopmentKeyInProduction(uint256 chainId);

    /// @notice Keeps the key.
    /// @param key As that of {Groth16BatchVerifier}.
    /// @param overrideProductionCheck True to deploy it on a chain of production all the same.
    constructor(uint256[] memory key, bool overrideProductionCheck) Groth16BatchVerifier(key) {
        if (!overrideProductionCheck && _isProduction(block.chainid))
            revert DevelopmentKeyInProduction(block.chainid);
    }

    /// @inheritdoc IGroth16BatchVerifier
    function isDevelopment() external pure override returns (bool) {
        return true;
    }

    function _isProduction(uint256 chainId) private pure returns (bool) {
        uint24[20] memory chains = [
            1, // Ethereum
            10, // OP Mainnet
            25, // Cronos
            30, // Rootstock
            56, // BNB Smart Chain
            100, // Gnosis
            130, // Unichain
            137, // Polygon PoS
            146, // Sonic
            250, // Fantom
            324, // ZKsync Era
            480, // World Chain
            1_101, // Polygon zkEVM
            5_000, // Mantle
            8_453, // Base
            42_161, // Arbitrum One
            42_220, // Celo
            43_114, // Avalanche C-Chain
            59_144, // Linea
            534_352 // Scroll
        ];
        for (uint256 i = 0; i < chains.length; ++i) {
            if (chains[i] == chainId) return true;
        }
        return false;
    }
}
