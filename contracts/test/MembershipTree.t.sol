// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {InternalLeanIMT, LeanIMTData} from "@zk-kit/lean-imt.sol/InternalLeanIMT.sol";
import {MembershipTree} from "../src/group/MembershipTree.sol";
import {leanRoot, leanSiblings} from "./support/leanIMT.sol";

/// @notice A group's tree is changed as zk-kit's library changes it, node by node.
contract MembershipTreeTest {
    using InternalLeanIMT for LeanIMTData;
    using MembershipTree for LeanIMTData;

    LeanIMTData private ours;
    LeanIMTData private theirs;
    uint256[] private leaves;

    function testFuzz_ChangesATreeAsZkKitDoes(uint256 seed) public {
        uint256 next = 1;
        for (uint256 i = 0; i < 10; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            if (leaves.length == 0 || random % 2 == 0) {
                uint256 count = 1 + ((random >> 8) % 9);
                _append(next, count);
                next += count;
            } else {
                _replace((random >> 8) % leaves.length, next++);
            }
            _requireSame();
        }
    }

    function test_AppendsToEverySize() public {
        for (uint256 size = 0; size < 33; ++size) {
            _append(size + 1, 1);
            _requireSame();
        }
    }

    function test_AppendsOnlyAsManyAsAreCounted() public {
        uint256[] memory added = new uint256[](4);
        for (uint256 i = 0; i < 4; ++i) added[i] = leaves.length + i + 1;
        ours.append(added, 3);
        require(ours.size == 3 && ours.depth == 2, "three");
        for (uint256 i = 1; i < 4; ++i) leaves.push(i);
        require(ours._root() == leanRoot(leaves), "root");
    }

    function test_CountsTheSiblingsOfEveryLeafAtEverySize() public {
        for (uint256 size = 1; size < 20; ++size) {
            leaves.push(size);
            ours.size = size;
            for (uint256 index = 0; index < size; ++index) {
                uint256 expected = leanSiblings(leaves, index).length;
                require(ours.countSiblings(index) == expected, "siblings");
            }
        }
    }

    /// @dev External, because both libraries take siblings from calldata, and zk-kit's the leaves.
    function appendTheirs(uint256[] calldata added) external {
        theirs._insertMany(added);
    }

    function replaceBoth(uint256 index, uint256 newLeaf, uint256[] calldata siblings) external {
        uint256 root = ours._root();
        theirs._update(leaves[index], newLeaf, siblings);
        (uint256 oldRoot, uint256 newRoot) = ours.replace(index, leaves[index], newLeaf, siblings);
        require(oldRoot == root && newRoot == theirs._root(), "roots");
    }

    function _append(uint256 first, uint256 count) private {
        uint256[] memory added = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            added[i] = first + i;
            leaves.push(first + i);
        }
        this.appendTheirs(added);
        require(ours.append(added, count) == theirs._root(), "root");
    }

    function _replace(uint256 index, uint256 newLeaf) private {
        this.replaceBoth(index, newLeaf, leanSiblings(leaves, index));
        leaves[index] = newLeaf;
    }

    function _requireSame() private view {
        require(ours.size == theirs.size && ours.depth == theirs.depth, "shape");
        for (uint256 level = 0; level <= ours.depth; ++level) {
            require(ours.sideNodes[level] == theirs.sideNodes[level], "side node");
        }
        require(ours._root() == leanRoot(leaves), "root");
    }
}
