// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {PoseidonT3} from "poseidon-solidity/PoseidonT3.sol";
import {IPersonhoodGroup} from "../src/interfaces/IPersonhoodGroup.sol";
import {EitherIssuer} from "./support/EitherIssuer.sol";
import {BelievingIssuer} from "./support/BelievingIssuer.sol";
import {GroupFixture} from "./support/GroupFixture.sol";
import {deployGroup} from "./support/deployGroup.sol";
import {climb} from "./support/tree.sol";
import {vm} from "./support/Vm.sol";

/// @notice Each person enrols one commitment, and the group of any past second can be read.
contract PersonhoodGroupTest is GroupFixture {
    function test_IsEmptyAtFirst() public view {
        require(group.root() == 0 && group.depth() == 20 && group.size() == 0, "empty");
        require(!group.hasMember(5) && group.commitmentOf(1) == 0, "nobody");
    }

    function test_EnrolsACommitmentForAPerson() public {
        require(_enrol(1, 5) == 0, "index");
        require(group.root() == climb(5, 0, 20) && group.size() == 1, "one leaf");
        require(group.hasMember(5) && group.indexOf(5) == 0, "member");
        require(group.commitmentOf(1) == 5, "commitment");
    }

    function test_StandsCommitmentsAtOneDepthInOrder() public {
        _enrol(1, 5);
        require(_enrol(2, 6) == 1, "second");
        uint256 pair = PoseidonT3.hash([uint256(5), 6]);
        require(group.root() == climb(pair, 1, 20), "two leaves");
        require(_enrol(3, 7) == 2, "third");
        uint256 four = PoseidonT3.hash([pair, PoseidonT3.hash([uint256(7), 0])]);
        require(group.root() == climb(four, 2, 20), "three leaves");
        require(group.depth() == 20 && group.size() == 3, "depth");
    }

    function test_SaysWhoEnrolledWhereAndWithWhichRoot() public {
        _enrol(1, 5);
        uint256 root = climb(PoseidonT3.hash([uint256(5), 6]), 1, 20);
        vm.expectEmit(address(group));
        emit IPersonhoodGroup.PersonEnrolled(2, 6, 1, root);
        _enrol(2, 6);
    }

    function test_EnrolsThePersonWhoseNumberIsZero() public {
        _enrol(0, 5);
        require(_enrol(0, 5) == 0 && group.size() == 1, "again");
        vm.expectRevert(
            abi.encodeWithSelector(IPersonhoodGroup.GroupPersonAlreadyEnrolled.selector, 0, 5)
        );
        _enrol(0, 6);
    }

    function test_AnswersTheSameIndexToARepetition() public {
        _enrol(1, 5);
        _enrol(2, 6);
        uint256 root = group.root();
        vm.warp(NOW + 10);
        require(_enrol(1, 5) == 0 && _enrol(2, 6) == 1, "index");
        require(group.root() == root && group.size() == 2, "unchanged");
    }

    function test_RefusesAPersonsSecondCommitment() public {
        _enrol(1, 5);
        vm.expectRevert(
            abi.encodeWithSelector(IPersonhoodGroup.GroupPersonAlreadyEnrolled.selector, 1, 5)
        );
        _enrol(1, 6);
    }

    function test_RefusesAnotherPersonsCommitment() public {
        _enrol(1, 5);
        vm.expectRevert(
            abi.encodeWithSelector(IPersonhoodGroup.GroupCommitmentAlreadyEnrolled.selector, 5)
        );
        _enrol(2, 5);
        require(group.commitmentOf(2) == 0, "not enrolled");
    }

    function test_RefusesACommitmentOutsideTheField() public {
        uint256[3] memory outside = [0, SNARK_SCALAR_FIELD, type(uint256).max];
        for (uint256 i = 0; i < outside.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IPersonhoodGroup.GroupCommitmentOutOfField.selector,
                    outside[i]
                )
            );
            _enrol(1, outside[i]);
        }
        _enrol(1, 1);
        _enrol(2, SNARK_SCALAR_FIELD - 1);
    }

    function test_KnowsNoIndexOfAStranger() public {
        vm.expectRevert(
            abi.encodeWithSelector(IPersonhoodGroup.GroupCommitmentUnknown.selector, 5)
        );
        group.indexOf(5);
    }

    function test_ReadsTheGroupOfAnyPastSecond() public {
        vm.warp(NOW + 10);
        _enrol(1, 5);
        vm.warp(NOW + 20);
        _enrol(2, 6);
        uint256 pair = group.root();
        vm.warp(NOW + 30);
        _enrol(3, 7);
        uint256 three = group.root();
        vm.warp(NOW + 40);

        _requirePast(0, 0, 0);
        _requirePast(NOW + 9, 0, 0);
        _requirePast(NOW + 10, climb(5, 0, 20), 1);
        _requirePast(NOW + 19, climb(5, 0, 20), 1);
        _requirePast(NOW + 20, pair, 2);
        _requirePast(NOW + 29, pair, 2);
        _requirePast(NOW + 30, three, 3);
        _requirePast(NOW + 39, three, 3);
    }

    function test_ReadsASecondAsItEnded() public {
        _enrol(1, 5);
        _enrol(2, 6);
        _enrol(3, 7);
        uint256 root = group.root();
        vm.warp(NOW + 1);
        _enrol(4, 8);
        _requirePast(NOW, root, 3);
    }

    function test_DoesNotTellTheFuture() public {
        _enrol(1, 5);
        uint256[3] memory notPast = [NOW, NOW + 1, type(uint256).max];
        for (uint256 i = 0; i < notPast.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IPersonhoodGroup.GroupFutureLookup.selector,
                    notPast[i],
                    uint48(NOW)
                )
            );
            group.getPastGroup(notPast[i]);
        }
        _requirePast(NOW - 1, 0, 0);
    }

    function test_KeepsTimeInSeconds() public view {
        require(group.clock() == NOW, "clock");
        require(keccak256(bytes(group.CLOCK_MODE())) == keccak256("mode=timestamp"), "mode");
    }

    /// @dev People enrol at the given distances; every second is then read and compared.
    function testFuzz_RemembersEveryChange(uint8[12] calldata pauses) public {
        uint256[13] memory times;
        uint256[13] memory roots;
        times[0] = NOW;
        for (uint256 i = 0; i < pauses.length; ++i) {
            times[i + 1] = times[i] + (pauses[i] % 4);
            vm.warp(times[i + 1]);
            _enrol(i + 1, i + 100);
            roots[i + 1] = group.root();
        }
        vm.warp(times[12] + 1);
        for (uint256 t = NOW; t <= times[12]; ++t) {
            uint256 expected = 0;
            for (uint256 i = 1; i <= 12; ++i) if (times[i] <= t) expected = i;
            (uint256 root, , uint256 size) = group.getPastGroup(t);
            require(root == roots[expected] && size == expected, "past");
        }
    }

    function test_AsksTheOneIssuerItWasMadeWith() public {
        BelievingIssuer issuer = new BelievingIssuer();
        IPersonhoodGroup made = deployGroup(issuer);
        require(address(made.issuer()) == address(issuer), "issuer");
        require(address(made.policy()) == address(0), "no policy");
    }

    /// @dev Why there is one issuer, and no way to add another: nobody can tell that two numbers of
    /// two issuers are one person's.
    function test_WouldEnrolAPersonTwiceByTwoIssuers() public {
        IPersonhoodGroup twice = deployGroup(
            new EitherIssuer(new BelievingIssuer(), new BelievingIssuer())
        );
        (uint256 numberAtFirst, uint256 numberAtSecond) = (1, 2);
        twice.enrol(5, abi.encode(0, abi.encode(numberAtFirst)));
        twice.enrol(6, abi.encode(1, abi.encode(numberAtSecond)));
        require(twice.size() == 2, "one person, two members");
    }
}
