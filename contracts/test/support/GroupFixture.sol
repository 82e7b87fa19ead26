// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Enrolment, IPersonhoodGroup} from "../../src/interfaces/IPersonhoodGroup.sol";
import {PoseidonT3} from "poseidon-solidity/PoseidonT3.sol";
import {BelievingIssuer} from "./BelievingIssuer.sol";
import {deployGroup} from "./deployGroup.sol";
import {QuickHash} from "./QuickHash.sol";
import {treeRoot, treeSiblings} from "./tree.sol";
import {vm} from "./Vm.sol";

/// @notice A group whose issuer believes anybody, and the leaves that it should have.
abstract contract GroupFixture {
    uint256 internal constant NOW = 1_800_000_000;

    IPersonhoodGroup internal group;
    uint256[] internal leaves;

    function setUp() public virtual {
        vm.warp(NOW);
        // The roots that Poseidon makes are compared in the tests across rooms; here it would take minutes.
        vm.etch(address(PoseidonT3), type(QuickHash).runtimeCode);
        group = deployGroup(new BelievingIssuer());
    }

    function _enrol(uint256 person, uint256 commitment) internal returns (uint256 index) {
        index = group.enrol(commitment, abi.encode(person));
        if (index == leaves.length) leaves.push(commitment);
    }

    /// @dev Enrols people 1 to `size`, person i with commitment 100 + i.
    function _enrolUpTo(uint256 size) internal {
        for (uint256 person = leaves.length + 1; person <= size; ++person) {
            _enrol(person, 100 + person);
        }
    }

    function _rotate(uint256 person, uint256 commitment) internal returns (uint256 index) {
        uint256[] memory siblings = _siblingsOf(person);
        index = group.rotate(commitment, siblings, abi.encode(person));
        leaves[index] = commitment;
    }

    function _siblingsOf(uint256 person) internal view returns (uint256[] memory) {
        return treeSiblings(leaves, group.indexOf(group.commitmentOf(person)));
    }

    /// @dev An enrolment where there is no policy.
    function _enrolment(
        uint256 person,
        uint256 commitment
    ) internal pure returns (Enrolment memory enrolment) {
        enrolment.commitment = commitment;
        enrolment.credential = abi.encode(person);
    }

    /// @dev Enrolments of `count` people from `first` on, person i with commitment 100 + i.
    function _batch(
        uint256 first,
        uint256 count
    ) internal pure returns (Enrolment[] memory enrolments) {
        enrolments = new Enrolment[](count);
        for (uint256 i = 0; i < count; ++i) enrolments[i] = _enrolment(first + i, 100 + first + i);
    }

    function _requireLeaves() internal view {
        require(group.size() == leaves.length, "size");
        require(group.root() == treeRoot(leaves), "root");
        for (uint256 i = 0; i < leaves.length; ++i) {
            require(group.indexOf(leaves[i]) == i, "index");
        }
    }

    function _requirePast(uint256 timepoint, uint256 root, uint256 size) internal view {
        (uint256 pastRoot, uint256 pastDepth, uint256 pastSize) = group.getPastGroup(timepoint);
        require(pastRoot == root, "root");
        require(pastDepth == 20, "depth");
        require(pastSize == size, "size");
    }
}
