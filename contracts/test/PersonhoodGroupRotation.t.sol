// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {IPersonhoodGroup} from "../src/interfaces/IPersonhoodGroup.sol";
import {GroupFixture} from "./support/GroupFixture.sol";
import {treeRoot} from "./support/tree.sol";
import {climb} from "./support/tree.sol";
import {vm} from "./support/Vm.sol";

/// @notice A person replaces a lost identity in its place, and what was replaced never returns.
contract PersonhoodGroupRotationTest is GroupFixture {
    function test_ReplacesALeafInItsPlace() public {
        _enrolUpTo(5);
        require(_rotate(3, 500) == 2, "index");
        _requireLeaves();
        require(group.commitmentOf(3) == 500 && group.indexOf(500) == 2, "the new one");
        require(!group.hasMember(103) && group.isRetired(103), "the old one");
        require(group.hasMember(500) && !group.isRetired(500), "live");
    }

    function test_ReplacesTheOnlyLeaf() public {
        _enrolUpTo(1);
        require(_rotate(1, 500) == 0, "index");
        require(group.root() == climb(500, 0, 20) && group.size() == 1, "one leaf");
    }

    function test_SaysWhoReplacedWhatAndTheNewRoot() public {
        _enrolUpTo(5);
        uint256[] memory siblings = _siblingsOf(3);
        leaves[2] = 500;
        uint256 root = treeRoot(leaves);
        vm.expectEmit(address(group));
        emit IPersonhoodGroup.PersonRotated(3, 500, 103, 2, root);
        group.rotate(500, siblings, abi.encode(3));
    }

    function test_RotatesEveryoneAtEverySize() public {
        uint256 next = 1000;
        for (uint256 size = 1; size <= 17; ++size) {
            _enrolUpTo(size);
            for (uint256 person = 1; person <= size; ++person) _rotate(person, next++);
            _requireLeaves();
        }
    }

    function test_LetsAnybodyBringTheCredential() public {
        _enrolUpTo(2);
        uint256[] memory siblings = _siblingsOf(1);
        vm.prank(address(0xBEEF));
        group.rotate(500, siblings, abi.encode(1));
        require(group.commitmentOf(1) == 500, "rotated");
    }

    function test_LeavesEarlierSnapshotsAlone() public {
        _enrolUpTo(3);
        uint256 before = group.root();
        vm.warp(NOW + 10);
        _rotate(2, 500);
        uint256 rotated = group.root();
        vm.warp(NOW + 20);
        _requirePast(NOW, before, 3);
        _requirePast(NOW + 9, before, 3);
        _requirePast(NOW + 10, rotated, 3);
    }

    function test_NeverTakesAStolenIdentityBack() public {
        _enrolUpTo(3);
        bytes memory publicCredential = abi.encode(2);
        _rotate(2, 500);
        uint256[] memory siblings = _siblingsOf(2);
        vm.expectRevert(
            abi.encodeWithSelector(IPersonhoodGroup.GroupCommitmentRetired.selector, 102)
        );
        group.rotate(102, siblings, publicCredential);
        vm.expectRevert(
            abi.encodeWithSelector(IPersonhoodGroup.GroupPersonAlreadyEnrolled.selector, 2, 500)
        );
        group.enrol(102, publicCredential);

        _rotate(2, 501);
        siblings = _siblingsOf(2);
        uint256[2] memory stolen = [uint256(102), 500];
        for (uint256 i = 0; i < stolen.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IPersonhoodGroup.GroupCommitmentRetired.selector, stolen[i])
            );
            group.rotate(stolen[i], siblings, publicCredential);
        }
        _requireLeaves();
    }

    function test_GivesARetiredCommitmentToNobodyElse() public {
        _enrolUpTo(3);
        _rotate(2, 500);
        vm.expectRevert(
            abi.encodeWithSelector(IPersonhoodGroup.GroupCommitmentRetired.selector, 102)
        );
        group.enrol(102, abi.encode(9));
        uint256[] memory siblings = _siblingsOf(3);
        vm.expectRevert(
            abi.encodeWithSelector(IPersonhoodGroup.GroupCommitmentRetired.selector, 102)
        );
        group.rotate(102, siblings, abi.encode(3));
    }

    function test_RefusesAPersonWhoIsNotEnrolled() public {
        _enrolUpTo(2);
        vm.expectRevert(abi.encodeWithSelector(IPersonhoodGroup.GroupPersonUnknown.selector, 9));
        group.rotate(500, new uint256[](1), abi.encode(9));
    }

    function test_RefusesWhenNobodyIsEnrolled() public {
        vm.expectRevert(abi.encodeWithSelector(IPersonhoodGroup.GroupPersonUnknown.selector, 1));
        group.rotate(500, new uint256[](0), abi.encode(1));
    }

    function test_RefusesTheSameCommitment() public {
        _enrolUpTo(2);
        uint256[] memory siblings = _siblingsOf(1);
        vm.expectRevert(
            abi.encodeWithSelector(IPersonhoodGroup.GroupCommitmentUnchanged.selector, 1, 101)
        );
        group.rotate(101, siblings, abi.encode(1));
    }

    function test_RefusesAnotherPersonsCommitment() public {
        _enrolUpTo(2);
        uint256[] memory siblings = _siblingsOf(1);
        vm.expectRevert(
            abi.encodeWithSelector(IPersonhoodGroup.GroupCommitmentAlreadyEnrolled.selector, 102)
        );
        group.rotate(102, siblings, abi.encode(1));
    }

    function test_RefusesACommitmentOutsideTheField() public {
        _enrolUpTo(2);
        uint256[] memory siblings = _siblingsOf(1);
        uint256[3] memory outside = [0, SNARK_SCALAR_FIELD, type(uint256).max];
        for (uint256 i = 0; i < outside.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IPersonhoodGroup.GroupCommitmentOutOfField.selector,
                    outside[i]
                )
            );
            group.rotate(outside[i], siblings, abi.encode(1));
        }
        _rotate(1, 1);
        _rotate(2, SNARK_SCALAR_FIELD - 1);
        _requireLeaves();
    }

    function test_RefusesAnotherNumberOfSiblings() public {
        _enrolUpTo(5);
        uint256[4] memory wrong = [uint256(0), 19, 21, 32];
        for (uint256 i = 0; i < wrong.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IPersonhoodGroup.GroupSiblingCountMismatch.selector,
                    wrong[i],
                    20
                )
            );
            group.rotate(500, new uint256[](wrong[i]), abi.encode(1));
        }
        _requireLeaves();
    }

    function test_RefusesASiblingOutsideTheField() public {
        _enrolUpTo(5);
        for (uint256 i = 0; i < 20; ++i) {
            uint256[] memory siblings = _siblingsOf(2);
            siblings[i] += SNARK_SCALAR_FIELD;
            vm.expectRevert(
                abi.encodeWithSelector(
                    IPersonhoodGroup.GroupSiblingOutOfField.selector,
                    siblings[i]
                )
            );
            group.rotate(500, siblings, abi.encode(2));
        }
    }

    function test_RefusesSiblingsOfAnEarlierGroup() public {
        _enrolUpTo(5);
        uint256[] memory siblings = _siblingsOf(1);
        uint256 given = group.root();
        _enrolUpTo(6);
        bytes memory refusal = abi.encodeWithSelector(
            IPersonhoodGroup.GroupSiblingsStale.selector,
            given,
            group.root()
        );
        vm.expectRevert(refusal);
        group.rotate(500, siblings, abi.encode(1));
        _requireLeaves();
        _rotate(1, 500);
        _requireLeaves();
    }

    function test_RefusesEachSiblingThatIsWrong() public {
        _enrolUpTo(6);
        for (uint256 i = 0; i < 3; ++i) {
            uint256[] memory siblings = _siblingsOf(4);
            siblings[i] ^= 1;
            (bool taken, bytes memory refusal) = address(group).call(
                abi.encodeCall(group.rotate, (500, siblings, abi.encode(4)))
            );
            require(!taken, "taken");
            require(bytes4(refusal) == IPersonhoodGroup.GroupSiblingsStale.selector, "refusal");
        }
        _requireLeaves();
    }

    function testFuzz_EnrolsRightAfterRotating(uint256 seed) public {
        for (uint256 i = 0; i < 12; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            if (leaves.length == 0 || random % 2 == 0) _enrolUpTo(leaves.length + 1);
            else _rotate(1 + ((random >> 8) % leaves.length), 1000 + i);
            _requireLeaves();
        }
    }
}
