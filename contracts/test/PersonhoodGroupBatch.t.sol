// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {Enrolment, IPersonhoodGroup} from "../src/interfaces/IPersonhoodGroup.sol";
import {GroupFixture} from "./support/GroupFixture.sol";
import {climb, treeRoot} from "./support/tree.sol";
import {vm} from "./support/Vm.sol";

/// @notice A batch enrols people as one by one would, in one root and one snapshot.
contract PersonhoodGroupBatchTest is GroupFixture {
    function test_EnrolsManyInOrder() public {
        uint256[] memory indexes = group.enrolMany(_batch(1, 5));
        for (uint256 i = 0; i < 5; ++i) {
            require(indexes[i] == i, "index");
            require(group.commitmentOf(i + 1) == 101 + i, "commitment");
            leaves.push(101 + i);
        }
        _requireLeaves();
    }

    function test_EnrolsABatchOfOne() public {
        require(group.enrolMany(_batch(1, 1))[0] == 0, "index");
        require(group.size() == 1 && group.hasMember(101), "one leaf");
    }

    function test_SaysOfEachWhereTheyStandAndTheLastRoot() public {
        _enrolUpTo(2);
        for (uint256 i = 3; i <= 5; ++i) leaves.push(100 + i);
        uint256 root = treeRoot(leaves);
        Enrolment[] memory enrolments = _batch(3, 3);
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectEmit(address(group));
            emit IPersonhoodGroup.PersonEnrolled(3 + i, 103 + i, 2 + i, root);
        }
        group.enrolMany(enrolments);
        _requireLeaves();
    }

    function test_PassesOverWhoIsEnrolledAlready() public {
        _enrolUpTo(3);
        Enrolment[] memory enrolments = _batch(2, 4);
        uint256[] memory indexes = group.enrolMany(enrolments);
        for (uint256 i = 0; i < 4; ++i) require(indexes[i] == i + 1, "index");
        leaves.push(104);
        leaves.push(105);
        _requireLeaves();
    }

    function test_PassesOverTheSamePersonLaterInTheBatch() public {
        Enrolment[] memory enrolments = new Enrolment[](4);
        enrolments[0] = _enrolment(1, 101);
        enrolments[1] = _enrolment(1, 101);
        enrolments[2] = _enrolment(2, 102);
        enrolments[3] = _enrolment(1, 101);
        uint256[] memory indexes = group.enrolMany(enrolments);
        require(indexes[0] == 0 && indexes[1] == 0 && indexes[2] == 1 && indexes[3] == 0, "index");
        leaves.push(101);
        leaves.push(102);
        _requireLeaves();
    }

    function test_ChangesNothingWhenAllAreEnrolled() public {
        _enrolUpTo(3);
        vm.warp(NOW + 10);
        uint256[] memory indexes = group.enrolMany(_batch(1, 3));
        for (uint256 i = 0; i < 3; ++i) require(indexes[i] == i, "index");
        _requireLeaves();
    }

    function test_SurvivesWhoBringsOneOfItsEnrolmentsFirst() public {
        Enrolment[] memory enrolments = _batch(1, 8);
        vm.prank(address(0xBAD));
        group.enrol(enrolments[5].commitment, enrolments[5].credential);
        uint256[] memory indexes = group.enrolMany(enrolments);
        require(indexes[5] == 0 && indexes[0] == 1 && indexes[7] == 7, "index");
        require(group.size() == 8, "size");
    }

    function test_TakesOneSnapshot() public {
        _enrolUpTo(1);
        vm.warp(NOW + 10);
        group.enrolMany(_batch(2, 6));
        uint256 root = group.root();
        vm.warp(NOW + 20);
        _requirePast(NOW + 9, climb(101, 0, 20), 1);
        _requirePast(NOW + 10, root, 7);
    }

    function test_RefusesAnEmptyBatch() public {
        vm.expectRevert(IPersonhoodGroup.GroupBatchEmpty.selector);
        group.enrolMany(new Enrolment[](0));
    }

    function test_RevertsForACommitmentOutsideTheField() public {
        uint256[3] memory outside = [0, SNARK_SCALAR_FIELD, type(uint256).max];
        for (uint256 i = 0; i < outside.length; ++i) {
            Enrolment[] memory enrolments = _batch(1, 3);
            enrolments[1].commitment = outside[i];
            _requireRefused(
                enrolments,
                abi.encodeWithSelector(
                    IPersonhoodGroup.GroupCommitmentOutOfField.selector,
                    outside[i]
                )
            );
        }
    }

    function test_RevertsForAPersonsSecondCommitment() public {
        Enrolment[] memory enrolments = _batch(1, 3);
        enrolments[2] = _enrolment(1, 999);
        bytes memory refusal = abi.encodeWithSelector(
            IPersonhoodGroup.GroupPersonAlreadyEnrolled.selector,
            1,
            101
        );
        _requireRefused(enrolments, refusal);
        _enrolUpTo(1);
        _requireRefused(enrolments, refusal);
    }

    function test_RevertsForAnotherPersonsCommitment() public {
        Enrolment[] memory enrolments = _batch(1, 3);
        enrolments[2] = _enrolment(3, 101);
        bytes memory refusal = abi.encodeWithSelector(
            IPersonhoodGroup.GroupCommitmentAlreadyEnrolled.selector,
            101
        );
        _requireRefused(enrolments, refusal);
        _enrolUpTo(1);
        _requireRefused(enrolments, refusal);
    }

    function test_RevertsForARetiredCommitment() public {
        _enrolUpTo(1);
        _rotate(1, 500);
        _requireRefused(
            _batch(1, 1),
            abi.encodeWithSelector(IPersonhoodGroup.GroupPersonAlreadyEnrolled.selector, 1, 500)
        );
        Enrolment[] memory enrolments = _batch(2, 2);
        enrolments[1].commitment = 101;
        _requireRefused(
            enrolments,
            abi.encodeWithSelector(IPersonhoodGroup.GroupCommitmentRetired.selector, 101)
        );
    }

    function testFuzz_EnrolsAsOneByOneWould(uint256 seed) public {
        uint256 person = 1;
        for (uint256 i = 0; i < 4; ++i) {
            uint256 count = 1 + (uint256(keccak256(abi.encode(seed, i))) % 7);
            group.enrolMany(_batch(person, count));
            for (uint256 j = 0; j < count; ++j) leaves.push(100 + person++);
            _requireLeaves();
        }
    }

    function _requireRefused(Enrolment[] memory enrolments, bytes memory refusal) private {
        uint256 root = group.root();
        uint256 last = enrolments.length;
        uint256 known = group.commitmentOf(last);
        vm.expectRevert(refusal);
        group.enrolMany(enrolments);
        require(group.root() == root && group.commitmentOf(last) == known, "unchanged");
    }
}
