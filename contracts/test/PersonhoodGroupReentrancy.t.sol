// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Enrolment, IPersonhoodGroup} from "../src/interfaces/IPersonhoodGroup.sol";
import {BelievingIssuer} from "./support/BelievingIssuer.sol";
import {CallingPolicy} from "./support/CallingPolicy.sol";
import {deployGroup} from "./support/deployGroup.sol";
import {climb, treeRoot} from "./support/tree.sol";
import {vm} from "./support/Vm.sol";

/// @notice A policy that calls the group back finds it complete, and gains nothing.
contract PersonhoodGroupReentrancyTest {
    CallingPolicy private policy;
    IPersonhoodGroup private group;

    function setUp() public {
        policy = new CallingPolicy();
        group = deployGroup(new BelievingIssuer(), policy);
    }

    function test_FindsTheEnrolmentDone() public {
        group.enrolEligible(_enrolment(1, 101, address(this), ""));
        require(policy.sizes(0) == 1 && policy.roots(0) == climb(101, 0, 20), "complete");
    }

    function test_FindsTheWholeBatchDone() public {
        Enrolment[] memory enrolments = new Enrolment[](2);
        enrolments[0] = _enrolment(1, 101, address(this), "");
        enrolments[1] = _enrolment(2, 102, address(this), "");
        group.enrolMany(enrolments);
        for (uint256 i = 0; i < 2; ++i) {
            require(policy.sizes(i) == 2 && policy.roots(i) == group.root(), "complete");
        }
    }

    function test_EnrolsNobodyTwice() public {
        group.enrolEligible(_enrolment(1, 101, address(this), _callback(1, 101)));
        require(group.size() == 1 && policy.asked() == 1, "once");
        require(policy.refusal() == bytes4(0), "a repetition");
    }

    function test_EnrolsNoPersonWithASecondCommitment() public {
        group.enrolEligible(_enrolment(1, 101, address(this), _callback(1, 999)));
        require(group.size() == 1 && group.commitmentOf(1) == 101, "once");
        require(
            policy.refusal() == IPersonhoodGroup.GroupPersonAlreadyEnrolled.selector,
            "refused"
        );
    }

    function test_EnrolsAnotherPersonAfterwards() public {
        (uint256 alone, uint256 root) = (climb(101, 0, 20), _root(101, 102));
        Enrolment memory enrolment = _enrolment(1, 101, address(this), _callback(2, 102));
        vm.expectEmit(address(group));
        emit IPersonhoodGroup.PersonEnrolled(1, 101, 0, alone);
        vm.expectEmit(address(group));
        emit IPersonhoodGroup.PersonEnrolled(2, 102, 1, root);
        group.enrolEligible(enrolment);
        require(group.root() == root && group.size() == 2, "both");
        require(policy.asked() == 2, "asked for each");
    }

    function test_CarriesABatchThroughACallback() public {
        Enrolment[] memory enrolments = new Enrolment[](3);
        enrolments[0] = _enrolment(1, 101, address(this), _callback(3, 103));
        enrolments[1] = _enrolment(2, 102, address(this), _callback(4, 104));
        enrolments[2] = _enrolment(3, 103, address(this), "");
        uint256[] memory indexes = group.enrolMany(enrolments);
        require(indexes[0] == 0 && indexes[1] == 1 && indexes[2] == 2, "indexes");
        uint256[] memory leaves = new uint256[](4);
        for (uint256 i = 0; i < 4; ++i) leaves[i] = 101 + i;
        require(group.root() == treeRoot(leaves) && group.size() == 4, "all");
        require(policy.asked() == 4, "asked for each once");
    }

    function test_RotatesWhoIsJustEnrolled() public {
        bytes memory callback = abi.encodeCall(
            group.rotate,
            (500, new uint256[](20), abi.encode(1))
        );
        group.enrolEligible(_enrolment(1, 101, address(this), callback));
        require(group.root() == climb(500, 0, 20) && group.commitmentOf(1) == 500, "rotated");
        require(group.isRetired(101) && group.size() == 1, "retired");
    }

    /// @dev What the policy calls: an enrolment by which it is the holder itself.
    function _callback(uint256 person, uint256 commitment) private view returns (bytes memory) {
        return
            abi.encodeCall(
                group.enrolEligible,
                (_enrolment(person, commitment, address(policy), ""))
            );
    }

    function _enrolment(
        uint256 person,
        uint256 commitment,
        address holder,
        bytes memory evidence
    ) private pure returns (Enrolment memory) {
        return Enrolment(commitment, abi.encode(person), holder, evidence, "");
    }

    function _root(uint256 first, uint256 second) private pure returns (uint256) {
        uint256[] memory leaves = new uint256[](2);
        (leaves[0], leaves[1]) = (first, second);
        return treeRoot(leaves);
    }
}
