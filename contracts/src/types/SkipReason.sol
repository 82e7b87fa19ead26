// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice Why a batch passed over a ballot.
/// @dev RevisionNotHigher: this or a later revision is counted already. ReplacedBallotMismatch: what the ballot says that
/// it replaces is not the ballot that is counted.
enum SkipReason {
    RevisionNotHigher,
    ReplacedBallotMismatch
}
