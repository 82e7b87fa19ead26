// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Enrolment} from "../src/interfaces/IPersonhoodGroup.sol";
import {GroupFixture} from "./support/GroupFixture.sol";
import {treeSiblings} from "./support/tree.sol";
import {vm} from "./support/Vm.sol";

/// @notice What holds of a group whatever is called, in whatever order: 256 runs of 48 calls.
contract PersonhoodGroupPropertiesTest is GroupFixture {
    struct Snapshot {
        uint256 timepoint;
        uint256 root;
        uint256 size;
    }

    uint256 private constant CALLS = 48;
    /// @dev Few, so that the same ones meet again: in their place, another's, and retired.
    uint256 private constant PEOPLE = 24;
    uint256 private constant COMMITMENTS = 60;

    uint256[] private enrolled;
    uint256[] private retired;
    mapping(uint256 person => uint256 commitment) private commitments;
    mapping(uint256 commitment => uint256 person) private owners;
    mapping(uint256 commitment => bool) private wasRetired;
    Snapshot[] private snapshots;
    uint256 private time;

    function testFuzz_KeepsOneLiveCommitmentForEachPersonAndEveryPastSnapshot(uint256 seed) public {
        time = NOW;
        for (uint256 i = 0; i < CALLS; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            if (random % 3 == 0) _moveClock(1 + ((random >> 240) % 5));
            uint256 kind = (random >> 8) % 8;
            uint256 person = 1 + ((random >> 16) % PEOPLE);
            uint256 commitment = 1 + ((random >> 32) % COMMITMENTS);
            if (kind < 3) _tryEnrol(person, commitment);
            else if (kind < 5) _tryEnrolMany(random >> 64);
            else _tryRotate(person, commitment, kind == 7);
            _requireShape();
        }
        _moveClock(1);
        _requireEverything();
    }

    function _tryEnrol(uint256 person, uint256 commitment) private {
        bool expected = _mayEnrol(person, commitment);
        (bool done, ) = address(group).call(
            abi.encodeCall(group.enrol, (commitment, abi.encode(person)))
        );
        require(done == expected, "enrol");
        if (done) _noteEnrolled(person, commitment);
    }

    /// @dev Up to 6 people who may enrol, and now and then one who may not, which spoils the batch.
    function _tryEnrolMany(uint256 random) private {
        uint256 count = 1 + (random % 6);
        Enrolment[] memory enrolments = new Enrolment[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 draw = uint256(keccak256(abi.encode(random, i)));
            uint256 person = 1 + (draw % PEOPLE);
            uint256 commitment = commitments[person];
            if (commitment == 0 || draw >> 250 == 0) {
                commitment = 1 + ((draw >> 32) % COMMITMENTS);
            }
            enrolments[i] = _enrolment(person, commitment);
        }
        uint256 size = group.size();
        uint256 root = group.root();
        try group.enrolMany(enrolments) returns (uint256[] memory indexes) {
            for (uint256 i = 0; i < count; ++i) {
                uint256 person = abi.decode(enrolments[i].credential, (uint256));
                require(_mayEnrol(person, enrolments[i].commitment), "may");
                _noteEnrolled(person, enrolments[i].commitment);
                require(leaves[indexes[i]] == enrolments[i].commitment, "index");
            }
        } catch {
            require(!_mayEnrolAll(enrolments), "may not");
            require(group.size() == size && group.root() == root, "unchanged");
        }
    }

    function _tryRotate(uint256 person, uint256 commitment, bool spoilt) private {
        uint256 replaced = commitments[person];
        uint256[] memory siblings;
        if (replaced != 0) siblings = treeSiblings(leaves, group.indexOf(replaced));
        if (spoilt && siblings.length > 0) siblings[siblings.length - 1] ^= 1;
        bool expected = replaced != 0 && _isFree(commitment) && !(spoilt && siblings.length > 0);
        (bool done, ) = address(group).call(
            abi.encodeCall(group.rotate, (commitment, siblings, abi.encode(person)))
        );
        require(done == expected, "rotate");
        if (!done) return;
        leaves[group.indexOf(commitment)] = commitment;
        (wasRetired[replaced], owners[replaced]) = (true, 0);
        retired.push(replaced);
        (commitments[person], owners[commitment]) = (commitment, person);
    }

    function _noteEnrolled(uint256 person, uint256 commitment) private {
        if (commitments[person] == commitment) return;
        leaves.push(commitment);
        enrolled.push(person);
        (commitments[person], owners[commitment]) = (commitment, person);
    }

    /// @dev Ends a second, as the history must remember it.
    function _moveClock(uint256 seconds_) private {
        snapshots.push(Snapshot(time, group.root(), group.size()));
        time += seconds_;
        vm.warp(time);
    }

    function _isFree(uint256 commitment) private view returns (bool) {
        return owners[commitment] == 0 && !wasRetired[commitment];
    }

    function _mayEnrol(uint256 person, uint256 commitment) private view returns (bool) {
        uint256 known = commitments[person];
        return known == commitment || (known == 0 && _isFree(commitment));
    }

    function _mayEnrolAll(Enrolment[] memory enrolments) private view returns (bool) {
        for (uint256 i = 0; i < enrolments.length; ++i) {
            bytes32 credential = keccak256(enrolments[i].credential);
            uint256 person = abi.decode(enrolments[i].credential, (uint256));
            if (!_mayEnrol(person, enrolments[i].commitment)) return false;
            for (uint256 j = 0; j < i; ++j) {
                bool samePerson = keccak256(enrolments[j].credential) == credential;
                bool sameLeaf = enrolments[j].commitment == enrolments[i].commitment;
                if (samePerson != sameLeaf) return false;
            }
        }
        return true;
    }

    function _requireShape() private view {
        require(group.size() == enrolled.length && group.size() == leaves.length, "size");
        require(group.depth() == 20, "depth");
    }

    function _requireEverything() private view {
        _requireLeaves();
        for (uint256 i = 0; i < enrolled.length; ++i) {
            uint256 commitment = commitments[enrolled[i]];
            require(group.commitmentOf(enrolled[i]) == commitment, "commitment");
            require(group.hasMember(commitment) && !group.isRetired(commitment), "live");
        }
        for (uint256 i = 0; i < retired.length; ++i) {
            require(group.isRetired(retired[i]) && !group.hasMember(retired[i]), "retired");
        }
        for (uint256 i = 0; i < snapshots.length; ++i) {
            Snapshot memory past = snapshots[i];
            uint256 next = i + 1 < snapshots.length ? snapshots[i + 1].timepoint : time;
            _requirePast(past.timepoint, past.root, past.size);
            _requirePast(next - 1, past.root, past.size);
        }
    }
}
