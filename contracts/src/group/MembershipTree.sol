// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {LeanIMTData} from "@zk-kit/lean-imt.sol/InternalLeanIMT.sol";
import {PoseidonT3} from "poseidon-solidity/PoseidonT3.sol";

/// @title MembershipTree
/// @notice The two ways in which a group changes its LeanIMT, on the storage of zk-kit's.
/// @dev The library of zk-kit appends many leaves from calldata only, where a batch of enrolments does not have them in
/// a row, and it names neither the value nor the reason when an update fails. These two take what the group has checked
/// already and say what they found. A tree that they change is one that zk-kit reads, and the tests compare both.
/// Source: the LeanIMT paper, https://zkkit.org/leanimt-paper.pdf.
library MembershipTree {
    /// @dev Appends the first `count` words of `leaves`, one or more, each of them new, and returns the root. Of the
    /// tree's map from leaf to position it assumes that the caller has written it. Overwrites `leaves`.
    function append(
        LeanIMTData storage self,
        uint256[] memory leaves,
        uint256 count
    ) internal returns (uint256 root) {
        uint256 start = self.size;
        uint256 end = start + count;
        uint256 depth = self.depth;
        while (1 << depth < end) ++depth;
        (self.size, self.depth) = (end, depth);

        // From here on, `leaves` holds the nodes of one level at the positions from start to end, which are those that
        // change. A parent is written where neither it nor a later one reads any more.
        for (uint256 level = 0; level < depth; ++level) {
            // The last node at an even position is the one that a later leaf may have for its left neighbour.
            uint256 lastEven = (end - 1) & ~uint256(1);
            uint256 left = 0;
            if (start & 1 == 1) left = self.sideNodes[level];
            if (lastEven >= start) self.sideNodes[level] = leaves[lastEven - start];

            uint256 parentStart = start >> 1;
            uint256 parentEnd = (end + 1) >> 1;
            for (uint256 parent = parentStart; parent < parentEnd; ++parent) {
                uint256 position = parent << 1;
                if (position >= start) left = leaves[position - start];
                // A node without a right neighbour goes up as it is.
                leaves[parent - parentStart] =
                    position + 1 < end
                        ? PoseidonT3.hash([left, leaves[position + 1 - start]])
                        : left;
            }
            (start, end) = (parentStart, parentEnd);
        }
        root = leaves[0];
        self.sideNodes[depth] = root;
    }

    /// @dev Puts `newLeaf` where `oldLeaf` stands, and returns the root to which `siblings` lead from either. The caller
    /// reverts unless the first is the tree's root. It gives as many siblings as {countSiblings} says, and keeps the map
    /// from leaf to position.
    function replace(
        LeanIMTData storage self,
        uint256 index,
        uint256 oldLeaf,
        uint256 newLeaf,
        uint256[] calldata siblings
    ) internal returns (uint256 oldRoot, uint256 newRoot) {
        (oldRoot, newRoot) = (oldLeaf, newLeaf);
        uint256 depth = self.depth;
        uint256 last = self.size - 1;
        uint256 used = 0;
        for (uint256 level = 0; level < depth; ++level) {
            if (index & 1 == 1) {
                uint256 sibling = siblings[used++];
                oldRoot = PoseidonT3.hash([sibling, oldRoot]);
                newRoot = PoseidonT3.hash([sibling, newRoot]);
            } else {
                if (index == last & ~uint256(1)) self.sideNodes[level] = newRoot;
                if (index < last) {
                    uint256 sibling = siblings[used++];
                    oldRoot = PoseidonT3.hash([oldRoot, sibling]);
                    newRoot = PoseidonT3.hash([newRoot, sibling]);
                }
            }
            (index, last) = (index >> 1, last >> 1);
        }
        self.sideNodes[depth] = newRoot;
    }

    /// @dev Returns how many siblings the leaf at `index` has on its path: one for each level, but for those at which
    /// its ancestor is the last node and stands at an even position.
    function countSiblings(
        LeanIMTData storage self,
        uint256 index
    ) internal view returns (uint256 count) {
        for (uint256 last = self.size - 1; last > 0; last >>= 1) {
            if (index & 1 == 1 || index < last) ++count;
            index >>= 1;
        }
    }
}
