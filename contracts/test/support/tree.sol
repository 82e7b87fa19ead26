// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PoseidonT3} from "poseidon-solidity/PoseidonT3.sol";

uint256 constant TREE_DEPTH = 20;

/// @dev The root of a group with up to 2^20 leaves, by its definition: all leaves stand at depth 20, and what is missing
/// is 0.
function treeRoot(uint256[] memory leaves) pure returns (uint256) {
    if (leaves.length == 0) return 0;
    uint256[] memory nodes = leaves;
    for (uint256 level = 0; level < TREE_DEPTH; ++level) nodes = _parents(nodes);
    return nodes[0];
}

/// @dev The siblings of a leaf, from the leaf up.
function treeSiblings(
    uint256[] memory leaves,
    uint256 index
) pure returns (uint256[] memory siblings) {
    siblings = new uint256[](TREE_DEPTH);
    uint256[] memory nodes = leaves;
    for (uint256 level = 0; level < TREE_DEPTH; ++level) {
        uint256 neighbour = index ^ 1;
        if (neighbour < nodes.length) siblings[level] = nodes[neighbour];
        index /= 2;
        nodes = _parents(nodes);
    }
}

/// @dev Where a path of nodes without right neighbours ends.
function climb(uint256 node, uint256 from, uint256 to) pure returns (uint256) {
    for (uint256 level = from; level < to; ++level) node = PoseidonT3.hash([node, 0]);
    return node;
}

function _parents(uint256[] memory nodes) pure returns (uint256[] memory parents) {
    parents = new uint256[]((nodes.length + 1) / 2);
    for (uint256 i = 0; i < parents.length; ++i) {
        uint256 right = 2 * i + 1 < nodes.length ? nodes[2 * i + 1] : 0;
        parents[i] = PoseidonT3.hash([nodes[2 * i], right]);
    }
}
