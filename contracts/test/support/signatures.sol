// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {vm} from "./Vm.sol";

/// @dev EIP-712's digest of a struct, in the domain of `verifyingContract` on the chain `chainId`.
function typedDigest(
    string memory name,
    uint256 chainId,
    address verifyingContract,
    bytes32 structHash
) pure returns (bytes32) {
    bytes32 domain = keccak256(
        abi.encode(
            keccak256(
                "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
            ),
            keccak256(bytes(name)),
            keccak256("1"),
            chainId,
            verifyingContract
        )
    );
    return keccak256(abi.encodePacked(hex"1901", domain, structHash));
}

/// @dev The 65 bytes of a signature.
function signDigest(uint256 key, bytes32 digest) pure returns (bytes memory) {
    (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
    return abi.encodePacked(r, s, v);
}
