// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PoseidonT3} from "poseidon-solidity/PoseidonT3.sol";
import {MembershipTree, MembershipTreeData} from "../src/group/MembershipTree.sol";
import {QuickHash} from "./support/QuickHash.sol";
import {TREE_DEPTH, climb, treeRoot, treeSiblings} from "./support/tree.sol";
import {vm} from "./support/Vm.sol";

/// @notice A group's tree is what its definition says, after every change.
contract MembershipTreeTest {
    using MembershipTree for MembershipTreeData;

    MembershipTreeData private tree;
    uint256[] private leaves;

    /// @dev The hash is Poseidon's in the tests across rooms; here the fuzzing would take minutes.
    function setUp() public {
        vm.etch(address(PoseidonT3), type(QuickHash).runtimeCode);
    }

    function testFuzz_IsTheTreeOfItsLeavesAfterEveryChange(uint256 seed) public {
        uint256 next = 1;
        for (uint256 i = 0; i < 8; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            if (leaves.length == 0 || random % 2 == 0) {
                uint256 count = 1 + ((random >> 8) % 9);
                _append(next, count);
                next += count;
            } else {
                _replace((random >> 8) % leaves.length, next++);
            }
        }
    }

    function test_AppendsToEverySize() public {
        for (uint256 size = 0; size < 33; ++size) _append(size + 1, 1);
    }

    function test_ReplacesAtEveryPlaceOfEverySize() public {
        uint256 next = 1000;
        for (uint256 size = 1; size < 8; ++size) {
            _append(size, 1);
            for (uint256 index = 0; index < size; ++index) _replace(index, next++);
        }
    }

    function test_AppendsOnlyAsManyAsAreCounted() public {
        uint256[] memory added = new uint256[](4);
        for (uint256 i = 0; i < 4; ++i) added[i] = i + 1;
        uint256 root = tree.append(added, 3);
        for (uint256 i = 1; i < 4; ++i) leaves.push(i);
        require(tree.size == 3 && root == treeRoot(leaves) && tree.root == root, "three");
    }

    function test_LeadsToAnotherRootFromAnotherPath() public {
        _append(1, 5);
        uint256[] memory siblings = treeSiblings(leaves, 2);
        siblings[7] = 1;
        (uint256 oldRoot, ) = this.replace(2, 3, 9, siblings);
        require(oldRoot != treeRoot(leaves), "another");
    }

    function test_StandsEveryLeafAsDeepAsProofsReach() public pure {
        require(MembershipTree.depthOf(0) == 20 && MembershipTree.depthOf(1) == 20, "small");
        require(MembershipTree.depthOf(1 << 20) == 20, "full");
        require(MembershipTree.depthOf((1 << 20) + 1) == 32, "beyond");
        require(MembershipTree.depthOf(1 << 32) == 32, "large");
    }

    function test_GrowsFromDepth20To32WhenAllPlacesAreTaken() public {
        // All places but the last: at each level the node that waits for its right neighbour.
        tree.size = (1 << TREE_DEPTH) - 1;
        uint256 expected = 77;
        for (uint256 level = 0; level < TREE_DEPTH; ++level) {
            tree.sideNodes[level] = 1000 + level;
            expected = PoseidonT3.hash([1000 + level, expected]);
        }
        require(_appendOne(77) == expected, "full");

        uint256 right = climb(88, 0, TREE_DEPTH);
        uint256 beyond = climb(PoseidonT3.hash([expected, right]), TREE_DEPTH + 1, 32);
        require(_appendOne(88) == beyond, "beyond");

        // The next leaf is the right neighbour of the last.
        right = climb(PoseidonT3.hash([uint256(88), 99]), 1, TREE_DEPTH);
        beyond = climb(PoseidonT3.hash([expected, right]), TREE_DEPTH + 1, 32);
        require(_appendOne(99) == beyond, "further");
    }

    function test_GrowsInOneBatchAcrossTheEdge() public {
        tree.size = (1 << TREE_DEPTH) - 1;
        uint256 left = 77;
        for (uint256 level = 0; level < TREE_DEPTH; ++level) {
            tree.sideNodes[level] = 1000 + level;
            left = PoseidonT3.hash([1000 + level, left]);
        }
        uint256[] memory added = new uint256[](2);
        (added[0], added[1]) = (77, 88);
        uint256 right = climb(88, 0, TREE_DEPTH);
        uint256 expected = climb(PoseidonT3.hash([left, right]), TREE_DEPTH + 1, 32);
        require(tree.append(added, 2) == expected, "root");
    }

    /// @dev External, because siblings come from calldata.
    function replace(
        uint256 index,
        uint256 oldLeaf,
        uint256 newLeaf,
        uint256[] calldata siblings
    ) external returns (uint256 oldRoot, uint256 newRoot) {
        return tree.replace(index, oldLeaf, newLeaf, siblings);
    }

    function _append(uint256 first, uint256 count) private {
        uint256[] memory added = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            added[i] = first + i;
            leaves.push(first + i);
        }
        uint256 root = tree.append(added, count);
        require(tree.size == leaves.length && tree.root == root, "shape");
        require(root == treeRoot(leaves), "root");
    }

    function _appendOne(uint256 leaf) private returns (uint256) {
        uint256[] memory added = new uint256[](1);
        added[0] = leaf;
        return tree.append(added, 1);
    }

    function _replace(uint256 index, uint256 newLeaf) private {
        uint256[] memory siblings = treeSiblings(leaves, index);
        uint256 root = tree.root;
        (uint256 oldRoot, uint256 newRoot) = this.replace(index, leaves[index], newLeaf, siblings);
        leaves[index] = newLeaf;
        require(oldRoot == root && newRoot == treeRoot(leaves) && tree.root == newRoot, "roots");
    }
}
