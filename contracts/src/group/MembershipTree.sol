// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PoseidonT3} from "poseidon-solidity/PoseidonT3.sol";

/// @notice A Merkle tree whose leaves all stand at one depth.
/// @param size The number of leaves.
/// @param root The root; 0 while there is no leaf.
/// @param sideNodes For each level, the last node at an even position, which a later leaf may have for its left
/// neighbour.
/// @param positions For each leaf its position, counted from 1.
struct MembershipTreeData {
    uint256 size;
    uint256 root;
    mapping(uint256 level => uint256 node) sideNodes;
    mapping(uint256 leaf => uint256 position) positions;
}

/// @title MembershipTree
/// @notice The two ways in which a group's tree changes.
/// @dev Why it is not the LeanIMT of Semaphore's own groups: Semaphore's circuit keeps the length of a path to itself,
/// up to the depth for which it was made, and a LeanIMT has leaves that stand higher. Leaves and inner nodes are hashes
/// alike, so whoever enrols Poseidon(a, b) for two identities a and b of their own has both of them one level below
/// their leaf: two nullifiers, two ballots, and twice as many with every further level. Here every leaf stands exactly
/// as deep as the circuit can go, so that nothing fits below. A node without a right neighbour is hashed with 0, which
/// is the commitment and the hash of nothing. Proofs are Semaphore's all the same: the circuit takes any path.
library MembershipTree {
    /// @dev Up to 2^20 leaves stand at depth 20, more at depth 32.
    uint256 private constant SMALL_DEPTH = 20;
    uint256 private constant LARGE_DEPTH = 32;

    /// @dev Returns the depth of every leaf, which is the depth at which membership is proved.
    function depthOf(uint256 size) internal pure returns (uint256) {
        return size > 1 << SMALL_DEPTH ? LARGE_DEPTH : SMALL_DEPTH;
    }

    /// @dev Appends the first `count` words of `leaves`, one or more, each of them new, and returns the root. Of the
    /// leaves' positions it assumes that the caller has written them. Overwrites `leaves`.
    function append(
        MembershipTreeData storage self,
        uint256[] memory leaves,
        uint256 count
    ) internal returns (uint256 root) {
        uint256 start = self.size;
        uint256 end = start + count;
        self.size = end;
        uint256 depth = depthOf(end);
        // From here on, `leaves` holds the nodes of one level at the positions from start to end, which are those that
        // change.
        for (uint256 level = 0; level < depth; ++level) {
            _appendLevel(self, leaves, level, start, end);
            (start, end) = (start >> 1, (end + 1) >> 1);
        }
        root = leaves[0];
        // The left neighbour of everything that is appended when all places at this depth are taken.
        self.sideNodes[depth] = root;
        self.root = root;
    }

    /// @dev Puts `newLeaf` where `oldLeaf` stands, and returns the root to which `siblings` lead from either. The caller
    /// reverts unless the first is the tree's root. It gives a sibling for each level, 0 where there is none, and keeps
    /// the leaves' positions.
    function replace(
        MembershipTreeData storage self,
        uint256 index,
        uint256 oldLeaf,
        uint256 newLeaf,
        uint256[] calldata siblings
    ) internal returns (uint256 oldRoot, uint256 newRoot) {
        (oldRoot, newRoot) = (oldLeaf, newLeaf);
        uint256 last = self.size - 1;
        for (uint256 level = 0; level < siblings.length; ++level) {
            if (index & 1 == 1) {
                oldRoot = PoseidonT3.hash([siblings[level], oldRoot]);
                newRoot = PoseidonT3.hash([siblings[level], newRoot]);
            } else {
                if (index == last & ~uint256(1)) self.sideNodes[level] = newRoot;
                oldRoot = PoseidonT3.hash([oldRoot, siblings[level]]);
                newRoot = PoseidonT3.hash([newRoot, siblings[level]]);
            }
            (index, last) = (index >> 1, last >> 1);
        }
        self.sideNodes[siblings.length] = newRoot;
        self.root = newRoot;
    }

    /// @dev Turns the nodes of one level, at the positions from start to end, into those of the next. A parent is
    /// written where neither it nor a later one reads any more.
    function _appendLevel(
        MembershipTreeData storage self,
        uint256[] memory nodes,
        uint256 level,
        uint256 start,
        uint256 end
    ) private {
        uint256 lastEven = (end - 1) & ~uint256(1);
        uint256 left = 0;
        if (start & 1 == 1) left = self.sideNodes[level];
        if (lastEven >= start) self.sideNodes[level] = nodes[lastEven - start];

        uint256 next = 0;
        for (uint256 position = start & ~uint256(1); position < end; position += 2) {
            if (position >= start) left = nodes[position - start];
            uint256 right = position + 1 < end ? nodes[position + 1 - start] : 0;
            nodes[next++] = PoseidonT3.hash([left, right]);
        }
    }
}
