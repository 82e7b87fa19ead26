// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PoseidonT3} from "poseidon-solidity/PoseidonT3.sol";

/// @dev The root of a LeanIMT, by its definition: the contracts know none of the leaves' order.
function leanRoot(uint256[] memory leaves) pure returns (uint256) {
    uint256[] memory nodes = leaves;
    while (nodes.length > 1) nodes = _parents(nodes);
    return nodes.length == 0 ? 0 : nodes[0];
}

/// @dev The siblings of a leaf from the leaf up, without the levels at which it has none.
function leanSiblings(
    uint256[] memory leaves,
    uint256 index
) pure returns (uint256[] memory siblings) {
    uint256[] memory found = new uint256[](32);
    uint256 count = 0;
    for (uint256[] memory nodes = leaves; nodes.length > 1; nodes = _parents(nodes)) {
        uint256 neighbour = index ^ 1;
        if (neighbour < nodes.length) found[count++] = nodes[neighbour];
        index /= 2;
    }
    siblings = new uint256[](count);
    for (uint256 i = 0; i < count; ++i) siblings[i] = found[i];
}

function _parents(uint256[] memory nodes) pure returns (uint256[] memory parents) {
    parents = new uint256[]((nodes.length + 1) / 2);
    for (uint256 i = 0; i < parents.length; ++i) {
        parents[i] =
            2 * i + 1 < nodes.length
                ? PoseidonT3.hash([nodes[2 * i], nodes[2 * i + 1]])
                : nodes[2 * i];
    }
}
