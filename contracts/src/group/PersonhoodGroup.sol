// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {IEligibilityPolicy} from "../interfaces/IEligibilityPolicy.sol";
import {Enrolment, IPersonhoodGroup} from "../interfaces/IPersonhoodGroup.sol";
import {IPersonhoodIssuer} from "../interfaces/IPersonhoodIssuer.sol";
import {MembershipTree, MembershipTreeData} from "./MembershipTree.sol";

/// @title PersonhoodGroup
/// @notice The people of a DAO: one Semaphore commitment for each, as it stands and as it stood.
/// @dev Timestamp clock. The history is a checkpoint per timepoint in which the group changed: its value packs that
/// timepoint and the size, and the root stands in a mapping by the timepoint, because a root does not fit a
/// checkpoint's 208 bits.
/// The issuer and ERC-1271 holders are called statically. The policy is called last, when the group stands as it will
/// and has said so: what it enrols when it calls back is another enrolment after this one.
contract PersonhoodGroup is IPersonhoodGroup, EIP712 {
    using MembershipTree for MembershipTreeData;
    using Checkpoints for Checkpoints.Trace208;

    uint256 private constant SIZE_BITS = 40;
    bytes32 private constant ENROLMENT_TYPEHASH = keccak256("Enrolment(uint256 commitment)");

    /// @inheritdoc IPersonhoodGroup
    IPersonhoodIssuer public immutable override issuer;
    /// @inheritdoc IPersonhoodGroup
    IEligibilityPolicy public immutable override policy;

    MembershipTreeData private _tree;
    mapping(uint256 person => uint256 commitment) private _commitments;
    mapping(uint256 timepoint => uint256 root) private _roots;
    Checkpoints.Trace208 private _history;

    /// @inheritdoc IPersonhoodGroup
    mapping(uint256 commitment => bool) public override isRetired;

    /// @notice Creates an empty group.
    /// @param issuer_ Who vouches for the uniqueness of its people, for good.
    /// @param policy_ Who says which of them are eligible, for good; zero if all are.
    constructor(
        IPersonhoodIssuer issuer_,
        IEligibilityPolicy policy_
    ) EIP712("PersonhoodGroup", "1") {
        issuer = issuer_;
        policy = policy_;
    }

    /// @inheritdoc IPersonhoodGroup
    function enrol(
        uint256 commitment,
        bytes calldata credential
    ) external override returns (uint256 index) {
        if (address(policy) != address(0)) revert GroupEligibilityRequired(policy);
        (index, ) = _enrol(commitment, credential);
    }

    /// @inheritdoc IPersonhoodGroup
    function enrolEligible(Enrolment calldata enrolment) external override returns (uint256 index) {
        _requireHolder(enrolment);
        bool added;
        (index, added) = _enrol(enrolment.commitment, enrolment.credential);
        if (added) _enforcePolicy(enrolment);
    }

    /// @inheritdoc IPersonhoodGroup
    function enrolMany(
        Enrolment[] calldata enrolments
    ) external override returns (uint256[] memory indexes) {
        if (enrolments.length == 0) revert GroupBatchEmpty();
        uint256 start = _tree.size;
        uint256 end = start;
        indexes = new uint256[](enrolments.length);
        uint256[] memory people = new uint256[](enrolments.length);
        uint256[] memory leaves = new uint256[](enrolments.length);
        for (uint256 i = 0; i < enrolments.length; ++i) {
            Enrolment calldata enrolment = enrolments[i];
            _requireHolder(enrolment);
            (people[i], indexes[i]) = _admit(enrolment.commitment, enrolment.credential, end);
            if (indexes[i] == end) leaves[end++ - start] = enrolment.commitment;
        }
        if (end == start) return indexes;

        uint256 newRoot = _tree.append(leaves, end - start);
        _record(newRoot);
        // The new ones are those that follow upon each other from where the group ended.
        uint256 next = start;
        for (uint256 i = 0; i < enrolments.length; ++i) {
            if (indexes[i] != next) continue;
            emit PersonEnrolled(people[i], enrolments[i].commitment, next++, newRoot);
        }
        next = start;
        for (uint256 i = 0; i < enrolments.length; ++i) {
            if (indexes[i] != next) continue;
            ++next;
            _enforcePolicy(enrolments[i]);
        }
    }

    /// @inheritdoc IPersonhoodGroup
    function rotate(
        uint256 newCommitment,
        uint256[] calldata siblings,
        bytes calldata credential
    ) external override returns (uint256 index) {
        _requireInField(newCommitment);
        uint256 person = issuer.verifyPerson(newCommitment, credential);
        uint256 replaced = _commitments[person];
        if (replaced == 0) revert GroupPersonUnknown(person);
        if (replaced == newCommitment) revert GroupCommitmentUnchanged(person, newCommitment);
        _requireFree(newCommitment);
        index = _tree.positions[replaced] - 1;
        _requireSiblings(siblings);

        uint256 root_ = _tree.root;
        (uint256 givenRoot, uint256 newRoot) = _tree.replace(
            index,
            replaced,
            newCommitment,
            siblings
        );
        if (givenRoot != root_) revert GroupSiblingsStale(givenRoot, root_);
        delete _tree.positions[replaced];
        _tree.positions[newCommitment] = index + 1;
        isRetired[replaced] = true;
        _commitments[person] = newCommitment;
        _record(newRoot);
        emit PersonRotated(person, newCommitment, replaced, index, newRoot);
    }

    /// @inheritdoc IPersonhoodGroup
    function root() external view override returns (uint256) {
        return _tree.root;
    }

    /// @inheritdoc IPersonhoodGroup
    function depth() external view override returns (uint256) {
        return MembershipTree.depthOf(_tree.size);
    }

    /// @inheritdoc IPersonhoodGroup
    function size() external view override returns (uint256) {
        return _tree.size;
    }

    /// @inheritdoc IPersonhoodGroup
    function hasMember(uint256 commitment) external view override returns (bool) {
        return _tree.positions[commitment] != 0;
    }

    /// @inheritdoc IPersonhoodGroup
    function indexOf(uint256 commitment) external view override returns (uint256) {
        uint256 position = _tree.positions[commitment];
        if (position == 0) revert GroupCommitmentUnknown(commitment);
        return position - 1;
    }

    /// @inheritdoc IPersonhoodGroup
    function commitmentOf(uint256 person) external view override returns (uint256) {
        return _commitments[person];
    }

    /// @inheritdoc IPersonhoodGroup
    function getPastGroup(
        uint256 timepoint
    ) external view override returns (uint256 pastRoot, uint256 pastDepth, uint256 pastSize) {
        uint48 current = clock();
        if (timepoint >= current) revert GroupFutureLookup(timepoint, current);
        uint256 packed = _history.upperLookupRecent(SafeCast.toUint48(timepoint));
        pastSize = packed & ((1 << SIZE_BITS) - 1);
        pastDepth = MembershipTree.depthOf(pastSize);
        pastRoot = _roots[packed >> SIZE_BITS];
    }

    /// @inheritdoc IERC6372
    function clock() public view override returns (uint48) {
        return Time.timestamp();
    }

    /// @inheritdoc IERC6372
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() external pure override returns (string memory) {
        return "mode=timestamp";
    }

    /// @dev Enrols one person, or finds them enrolled.
    function _enrol(
        uint256 commitment,
        bytes calldata credential
    ) private returns (uint256 index, bool added) {
        uint256 next = _tree.size;
        uint256 person;
        (person, index) = _admit(commitment, credential, next);
        added = index == next;
        if (added) {
            uint256[] memory leaves = new uint256[](1);
            leaves[0] = commitment;
            uint256 newRoot = _tree.append(leaves, 1);
            _record(newRoot);
            emit PersonEnrolled(person, commitment, index, newRoot);
        }
    }

    /// @dev Gives the person behind `credential` the position `next`, or returns the one that they have with this very
    /// commitment. The leaf itself is the caller's to append.
    function _admit(
        uint256 commitment,
        bytes calldata credential,
        uint256 next
    ) private returns (uint256 person, uint256 index) {
        _requireInField(commitment);
        person = issuer.verifyPerson(commitment, credential);
        uint256 enrolled = _commitments[person];
        if (enrolled == commitment) return (person, _tree.positions[commitment] - 1);
        if (enrolled != 0) revert GroupPersonAlreadyEnrolled(person, enrolled);
        _requireFree(commitment);
        _commitments[person] = commitment;
        _tree.positions[commitment] = next + 1;
        return (person, next);
    }

    function _enforcePolicy(Enrolment calldata enrolment) private {
        if (address(policy) != address(0)) policy.enforce(enrolment.holder, enrolment.evidence);
    }

    /// @dev Later changes within one timepoint replace the earlier: a past timepoint is read as it ended. The size fits
    /// its 40 bits because a tree that Semaphore can prove has at most 2^32 leaves.
    function _record(uint256 newRoot) private {
        uint48 timepoint = clock();
        uint256 packed = (uint256(timepoint) << SIZE_BITS) | _tree.size;
        _roots[timepoint] = newRoot;
        _history.push(timepoint, SafeCast.toUint208(packed));
    }

    /// @dev Reverts unless the enrolment names a holder who agrees, where there is a policy, and nobody elsewhere.
    function _requireHolder(Enrolment calldata enrolment) private view {
        address holder = enrolment.holder;
        bytes calldata signature = enrolment.signature;
        if (address(policy) == address(0)) {
            uint256 evidenceLength = enrolment.evidence.length;
            if (holder != address(0) || evidenceLength != 0 || signature.length != 0)
                revert GroupEligibilityUnexpected(holder, evidenceLength, signature.length);
            return;
        }
        if (holder == msg.sender) return;
        uint256 commitment = enrolment.commitment;
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(ENROLMENT_TYPEHASH, commitment)));
        if (!SignatureChecker.isValidSignatureNowCalldata(holder, digest, signature))
            revert GroupHolderSignatureInvalid(holder, commitment);
    }

    function _requireFree(uint256 commitment) private view {
        if (_tree.positions[commitment] != 0) revert GroupCommitmentAlreadyEnrolled(commitment);
        if (isRetired[commitment]) revert GroupCommitmentRetired(commitment);
    }

    function _requireSiblings(uint256[] calldata siblings) private view {
        uint256 expected = MembershipTree.depthOf(_tree.size);
        if (siblings.length != expected)
            revert GroupSiblingCountMismatch(siblings.length, expected);
        for (uint256 i = 0; i < expected; ++i) {
            if (siblings[i] >= SNARK_SCALAR_FIELD) revert GroupSiblingOutOfField(siblings[i]);
        }
    }

    function _requireInField(uint256 commitment) private pure {
        if (commitment == 0 || commitment >= SNARK_SCALAR_FIELD)
            revert GroupCommitmentOutOfField(commitment);
    }
}
