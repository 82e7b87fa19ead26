// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {InternalLeanIMT, LeanIMTData} from "@zk-kit/lean-imt.sol/InternalLeanIMT.sol";
import {IPersonhoodGroup} from "../interfaces/IPersonhoodGroup.sol";
import {IPersonhoodIssuer} from "../interfaces/IPersonhoodIssuer.sol";

/// @title PersonhoodGroup
/// @dev Timestamp clock. The history is a checkpoint per timepoint in which the group changed: its value packs that
/// timepoint, the depth and the size, and the root stands in a mapping by the timepoint, because a root does not fit a
/// checkpoint's 208 bits.
contract PersonhoodGroup is IPersonhoodGroup {
    using InternalLeanIMT for LeanIMTData;
    using Checkpoints for Checkpoints.Trace208;

    uint256 private constant SIZE_BITS = 40;
    uint256 private constant DEPTH_BITS = 8;

    /// @inheritdoc IPersonhoodGroup
    IPersonhoodIssuer public immutable override issuer;

    LeanIMTData private _tree;
    mapping(uint256 person => uint256 commitment) private _commitments;
    mapping(uint256 timepoint => uint256 root) private _roots;
    Checkpoints.Trace208 private _history;

    /// @notice Creates an empty group.
    /// @param issuer_ Who vouches for the uniqueness of its people, for good.
    constructor(IPersonhoodIssuer issuer_) {
        issuer = issuer_;
    }

    /// @inheritdoc IPersonhoodGroup
    function enrol(
        uint256 commitment,
        bytes calldata credential
    ) external override returns (uint256 index) {
        if (commitment == 0 || commitment >= SNARK_SCALAR_FIELD)
            revert GroupCommitmentOutOfField(commitment);
        uint256 person = issuer.verifyPerson(commitment, credential);

        uint256 enrolled = _commitments[person];
        if (enrolled == commitment) return _tree._indexOf(commitment);
        if (enrolled != 0) revert GroupPersonAlreadyEnrolled(person, enrolled);
        if (_tree._has(commitment)) revert GroupCommitmentAlreadyEnrolled(commitment);

        _commitments[person] = commitment;
        index = _tree.size;
        uint256 newRoot = _tree._insert(commitment);
        _record(newRoot);
        emit PersonEnrolled(person, commitment, index, newRoot);
    }

    /// @inheritdoc IPersonhoodGroup
    function root() external view override returns (uint256) {
        return _tree._root();
    }

    /// @inheritdoc IPersonhoodGroup
    function depth() external view override returns (uint256) {
        return _tree.depth;
    }

    /// @inheritdoc IPersonhoodGroup
    function size() external view override returns (uint256) {
        return _tree.size;
    }

    /// @inheritdoc IPersonhoodGroup
    function hasMember(uint256 commitment) external view override returns (bool) {
        return _tree._has(commitment);
    }

    /// @inheritdoc IPersonhoodGroup
    function indexOf(uint256 commitment) external view override returns (uint256) {
        if (!_tree._has(commitment)) revert GroupCommitmentUnknown(commitment);
        return _tree._indexOf(commitment);
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
        pastDepth = (packed >> SIZE_BITS) & ((1 << DEPTH_BITS) - 1);
        pastRoot = _roots[packed >> (SIZE_BITS + DEPTH_BITS)];
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

    /// @dev Later changes within one timepoint replace the earlier: a past timepoint is read as it ended. The size fits
    /// its 40 bits because a LeanIMT that Semaphore can prove has at most 2^32 leaves.
    function _record(uint256 newRoot) private {
        uint48 timepoint = clock();
        uint256 packed =
            (uint256(timepoint) << (SIZE_BITS + DEPTH_BITS)) |
                (_tree.depth << SIZE_BITS) |
                _tree.size;
        _roots[timepoint] = newRoot;
        _history.push(timepoint, SafeCast.toUint208(packed));
    }
}
