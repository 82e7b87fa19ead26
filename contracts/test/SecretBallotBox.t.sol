// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {PersonhoodGovernor} from "../src/governance/PersonhoodGovernor.sol";
import {IGovernorSecretBallots} from "../src/interfaces/IGovernorSecretBallots.sol";
import {IGroth16BatchVerifier} from "../src/interfaces/IGroth16BatchVerifier.sol";
import {ISecretBallotBox, SecretBallot} from "../src/interfaces/ISecretBallotBox.sol";
import {ITrusteeCommittees} from "../src/interfaces/ITrusteeCommittees.sol";
import {SkipReason} from "../src/types/SkipReason.sol";
import {BabyPoint, addBaby} from "./support/babyPoints.sol";
import {BelievingGroth16Verifier} from "./support/BelievingGroth16Verifier.sol";
import {SecretFixture} from "./support/SecretFixture.sol";
import {deployCode} from "./support/deployCode.sol";
import {votesOf} from "./support/ballots.sol";
import {vm} from "./support/Vm.sol";

/// @notice What a box of secret ballots takes, adds up and reveals, and what it refuses. The verifiers believe what they
/// are told; test/SecretElection.t.sol has proofs.
contract SecretBallotBoxTest is SecretFixture {
    uint256 private id;
    uint256[8] private proof;
    uint256[8] private refused;

    function setUp() public override {
        super.setUp();
        _enrolUpTo(6);
        id = _proposeSecret(3).id;
        refused[0] = 1;
        _open(id);
    }

    function test_AddsUpWhatIsCastAndReplaced() public {
        SecretBallot memory first = _ballot(1, 5, votesOf(3, -2, 0));
        _boxBallot(first, id);
        _requireSums(5, 3 + (0 << 32), 2 << 32, 0);
        SecretBallot[] memory ballots = new SecretBallot[](3);
        ballots[0] = _ballot(2, 7, votesOf(-1, 1, 1));
        ballots[1] = _revision(first, 8, votesOf(0, 0, -4));
        ballots[2] = _ballot(3, 9, votesOf(2, 2, 2));
        require(box.castSecretBallots(address(governor), id, ballots) == 3, "counted");
        _requireSums(24, 2 + (1 << 32), 3, 3 + (4 << 32));
        (bool counted, uint16 revision, bytes30 digest) = box.secretBallotOf(
            address(governor),
            id,
            1
        );
        require(counted && revision == 1, "record");
        bytes32 whole = keccak256(abi.encodePacked(uint16(1), ballots[1].points));
        require(digest == bytes30(whole), "digest");
        (uint256 voters, bool closed, bool done, ) = box.electionOf(address(governor), id);
        require(voters == 3 && !closed && !done, "election");
    }

    function test_TellsOfEveryBallot() public {
        SecretBallot memory first = _ballot(1, 5, votesOf(3, -2, 0));
        vm.expectEmit(address(box));
        emit ISecretBallotBox.SecretBallotCast(address(governor), id, 1, 0, first.points);
        _boxBallot(first, id);
        SecretBallot memory second = _revision(first, 6, votesOf(1, 1, 1));
        vm.expectEmit(address(box));
        emit ISecretBallotBox.SecretBallotReplaced(address(governor), id, 1, 0, 1, second.points);
        _boxBallot(second, id);
    }

    function test_PassesOverBallotsThatAreCountedOrReplaceAnother() public {
        SecretBallot memory first = _ballot(1, 5, votesOf(3, -2, 0));
        _boxBallot(first, id);
        SecretBallot[] memory ballots = new SecretBallot[](4);
        ballots[0] = first;
        ballots[1] = _revision(_ballot(1, 6, votesOf(3, -2, 0)), 5, votesOf(1, 1, 1));
        ballots[2] = _revision(_ballot(2, 6, votesOf(3, -2, 0)), 5, votesOf(1, 1, 1));
        ballots[3] = _ballot(3, 4, votesOf(1, 0, 0));
        vm.expectEmit(address(box));
        emit ISecretBallotBox.SecretBallotSkipped(
            address(governor),
            id,
            1,
            0,
            SkipReason.RevisionNotHigher
        );
        vm.expectEmit(address(box));
        emit ISecretBallotBox.SecretBallotSkipped(
            address(governor),
            id,
            1,
            1,
            SkipReason.ReplacedBallotMismatch
        );
        vm.expectEmit(address(box));
        emit ISecretBallotBox.SecretBallotSkipped(
            address(governor),
            id,
            2,
            1,
            SkipReason.ReplacedBallotMismatch
        );
        require(box.castSecretBallots(address(governor), id, ballots) == 1, "counted");
        _requireSums(9, 4, 2 << 32, 0);

        _expect(
            abi.encodeWithSelector(ISecretBallotBox.SecretBallotRevisionNotHigher.selector, 1, 0, 0)
        );
        _boxBallot(first, id);
        for (uint256 i = 1; i < 3; ++i) {
            _expect(
                abi.encodeWithSelector(
                    ISecretBallotBox.SecretBallotReplacedPointsMismatch.selector,
                    i
                )
            );
            _boxBallot(ballots[i], id);
        }
        SecretBallot[] memory counted = new SecretBallot[](1);
        counted[0] = first;
        require(box.castSecretBallots(address(governor), id, counted) == 0, "none");
    }

    function test_RefusesBallotsThatCanNeverCount() public {
        SecretBallot memory ballot = _ballot(SNARK_SCALAR_FIELD, 5, votesOf(1, 1, 1));
        _expect(
            abi.encodeWithSelector(
                ISecretBallotBox.SecretBallotNullifierOutOfField.selector,
                SNARK_SCALAR_FIELD
            )
        );
        _boxBallot(ballot, id);
        ballot = _ballot(1, 5, votesOf(1, 1));
        _expect(abi.encodeWithSelector(ISecretBallotBox.SecretBallotPointsMismatch.selector, 6, 8));
        _boxBallot(ballot, id);
        ballot = _ballot(1, 5, votesOf(1, 1, 1));
        ballot.proof = refused;
        _expect(abi.encodeWithSelector(ISecretBallotBox.SecretBallotProofInvalid.selector, 1));
        _boxBallot(ballot, id);
        SecretBallot[] memory ballots = new SecretBallot[](1);
        ballots[0] = ballot;
        _expect(abi.encodeWithSelector(ISecretBallotBox.SecretBallotProofInvalid.selector, 1));
        box.castSecretBallots(address(governor), id, ballots);
        ballots = new SecretBallot[](2);
        (ballots[0], ballots[1]) = (_ballot(2, 6, votesOf(1, 1, 1)), ballot);
        _expect(abi.encodeWithSelector(ISecretBallotBox.SecretBallotBatchProofInvalid.selector, 2));
        box.castSecretBallots(address(governor), id, ballots);
        _expect(abi.encodeWithSelector(ISecretBallotBox.SecretBallotBatchEmpty.selector));
        box.castSecretBallots(address(governor), id, new SecretBallot[](0));
        (, , , uint256[] memory sums) = box.electionOf(address(governor), id);
        require(sums.length == 0, "nothing counted");
    }

    function test_TakesBallotsWhileVotingIsOpenOnly() public {
        uint256 next = _proposeSecret(2).id;
        SecretBallot memory ballot = _ballot(1, 5, votesOf(1, 1));
        _expect(abi.encodeWithSelector(ISecretBallotBox.SecretProposalNotActive.selector, next));
        _boxBallot(ballot, next);
        vm.warp(governor.proposalDeadline(id));
        ballot = _ballot(1, 5, votesOf(1, 1, 1));
        _boxBallot(ballot, id);
        _close(id);
        SecretBallot memory late = _ballot(2, 5, votesOf(1, 1, 1));
        _expect(
            abi.encodeWithSelector(
                ISecretBallotBox.SecretVotingOver.selector,
                id,
                governor.proposalDeadline(id)
            )
        );
        _boxBallot(late, id);
    }

    function test_TakesNoOpenProposalAndNoStranger() public {
        uint256 open = _proposePayments(3, 0).id;
        _open(open);
        SecretBallot memory ballot = _ballot(1, 5, votesOf(1, 1, 1));
        _expect(abi.encodeWithSelector(ISecretBallotBox.SecretProposalOpen.selector, open));
        _boxBallot(ballot, open);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorNonexistentProposal.selector, 99));
        _boxBallot(ballot, 99);

        // Another box, which the governor does not name.
        ISecretBallotBox other = ISecretBallotBox(
            deployCode(BOX, abi.encode(committees, ballotVerifiers, shareVerifiers))
        );
        _expect(abi.encodeWithSelector(ISecretBallotBox.SecretBallotBoxNotOf.selector, governor));
        other.castSecretBallot(address(governor), id, ballot);
    }

    /// @dev The root of an empty group is one for which anybody can make a proof.
    function test_TakesNoBallotsWhereNobodyWasEnrolled() public {
        group = deployer.deployGroup(group.issuer());
        governor = deployer.deployGovernor(_settings());
        uint256 empty = _proposeSecret(2).id;
        _open(empty);
        SecretBallot memory ballot = _ballot(1, 5, votesOf(1, 1));
        _expect(abi.encodeWithSelector(ISecretBallotBox.SecretElectorateEmpty.selector, empty));
        _boxBallot(ballot, empty);
    }

    function test_CountsNoMoreBallotsThanTotalsHaveRoomFor() public {
        _boxBallot(_ballot(1, 5, votesOf(1, 1, 1)), id);
        // The number of voters stands first in what is kept of a proposal.
        bytes32 outer = keccak256(abi.encode(address(governor), uint256(0)));
        bytes32 slot = keccak256(abi.encode(id, outer));
        require(uint256(vm.load(address(box), slot)) == 1, "slot");
        vm.store(address(box), slot, bytes32(uint256(2 ** 24)));
        SecretBallot memory ballot = _ballot(2, 5, votesOf(1, 1, 1));
        _expect(abi.encodeWithSelector(ISecretBallotBox.SecretBallotsFull.selector, id));
        _boxBallot(ballot, id);
    }

    function test_ClosesOnceVotingIsOver() public {
        _boxBallot(_ballot(1, 5, votesOf(1, 1, 1)), id);
        _expect(
            abi.encodeWithSelector(
                ISecretBallotBox.SecretVotingNotOver.selector,
                id,
                governor.proposalDeadline(id)
            )
        );
        box.close(address(governor), id);
        _close(id);
        (, , , uint256[] memory sums) = box.electionOf(address(governor), id);
        vm.expectEmit(address(box));
        emit ISecretBallotBox.SecretBallotsClosed(address(governor), id, 1, sums);
        box.close(address(governor), id);
        // The second time nothing happens.
        box.close(address(governor), id);
        (, bool closed, , ) = box.electionOf(address(governor), id);
        require(closed, "closed");
    }

    function test_TakesSharesOfAClosedElection() public {
        _boxBallot(_ballot(1, 5, votesOf(1, 1, 1)), id);
        uint256[] memory share = _share(2, 5, 3);
        _expect(abi.encodeWithSelector(ISecretBallotBox.SecretBallotsNotClosed.selector, id));
        box.submitShare(address(governor), id, 2, share, proof);
        _end();
        _expect(abi.encodeWithSelector(ISecretBallotBox.DecryptionShareInvalid.selector, 2));
        box.submitShare(address(governor), id, 2, share, refused);
        _expect(
            abi.encodeWithSelector(ISecretBallotBox.DecryptionSharePointsMismatch.selector, 7, 6)
        );
        box.submitShare(address(governor), id, 2, new uint256[](7), proof);
        for (uint256 position = 0; position <= 4; position += 4) {
            _expect(
                abi.encodeWithSelector(
                    ITrusteeCommittees.CommitteePositionUnknown.selector,
                    committee,
                    position
                )
            );
            box.submitShare(address(governor), id, position, share, proof);
        }
        vm.expectEmit(address(box));
        emit ISecretBallotBox.DecryptionShareSubmitted(address(governor), id, 2, share);
        box.submitShare(address(governor), id, 2, share, proof);
        require(
            box.shareOf(address(governor), id, 2) == keccak256(abi.encodePacked(share)),
            "share"
        );
        // The same again does nothing, whatever proof comes with it; another is refused.
        box.submitShare(address(governor), id, 2, share, refused);
        share[0] += 1;
        _expect(abi.encodeWithSelector(ISecretBallotBox.DecryptionShareConflict.selector, 2));
        box.submitShare(address(governor), id, 2, share, proof);
    }

    function test_RevealsTheTotalsAndNothingElse() public {
        _castTwo();
        _end();
        (uint256[] memory positions, uint256[][] memory shares) = _submit(1, 3);
        uint256[] memory totals = _totals();
        _requireState(id, IGovernor.ProposalState.Active);
        vm.expectEmit(address(box));
        emit ISecretBallotBox.SecretTallyFinalised(address(governor), id, 2, positions, totals);
        vm.expectEmit(address(governor));
        emit IGovernorSecretBallots.SecretTallyRecorded(id, 2, totals);
        box.finalise(address(governor), id, positions, shares, totals);
        _requireState(id, IGovernor.ProposalState.Succeeded);
        _expect(abi.encodeWithSelector(ISecretBallotBox.SecretTallyFinal.selector, id));
        box.finalise(address(governor), id, positions, shares, totals);
        uint256[] memory late = _share(2, 12, 3);
        _expect(abi.encodeWithSelector(ISecretBallotBox.SecretTallyFinal.selector, id));
        box.submitShare(address(governor), id, 2, late, proof);
    }

    /// @dev Any two of the three trustees will do.
    function test_RevealsTheSameWhoeverIsAbsent() public {
        _castTwo();
        _end();
        for (uint256 position = 1; position <= 3; ++position)
            box.submitShare(address(governor), id, position, _share(position, 12, 3), proof);
        uint256[2][3] memory pairs = [[uint256(1), 2], [uint256(1), 3], [uint256(2), 3]];
        for (uint256 i = 0; i < 3; ++i) {
            (uint256[] memory positions, uint256[][] memory shares) = _shares(
                pairs[i][0],
                pairs[i][1],
                12,
                3
            );
            uint256[] memory totals = _totals();
            totals[1] += 1;
            _expect(abi.encodeWithSelector(ISecretBallotBox.SecretTotalWrong.selector, 1));
            box.finalise(address(governor), id, positions, shares, totals);
            totals[1] -= 1;
            if (i == 2) box.finalise(address(governor), id, positions, shares, totals);
        }
    }

    function test_RefusesTotalsThatAreOffByOneVoteAnywhere() public {
        _castTwo();
        _end();
        (uint256[] memory positions, uint256[][] memory shares) = _submit(1, 2);
        for (uint256 j = 0; j < 3; ++j) {
            uint256[4] memory wrong = [
                _totals()[j] + 1,
                _totals()[j] + (1 << 32),
                _totals()[j] == 0 ? 2 : _totals()[j] ^ 1,
                (_totals()[j] >> 32) | (uint256(uint32(_totals()[j])) << 32)
            ];
            for (uint256 i = 0; i < 4; ++i) {
                uint256[] memory totals = _totals();
                if (wrong[i] == totals[j]) continue;
                totals[j] = wrong[i];
                _expect(abi.encodeWithSelector(ISecretBallotBox.SecretTotalWrong.selector, j));
                box.finalise(address(governor), id, positions, shares, totals);
            }
        }
        // More than two people can cast of 100 voice credits, and what is no total at all.
        uint256[3] memory beyond = [uint256(21), 21 << 32, 1 << 64];
        for (uint256 i = 0; i < 3; ++i) {
            uint256[] memory totals = _totals();
            totals[2] = beyond[i];
            _expect(abi.encodeWithSelector(ISecretBallotBox.SecretTotalOutOfRange.selector, 2));
            box.finalise(address(governor), id, positions, shares, totals);
        }
        _expect(abi.encodeWithSelector(ISecretBallotBox.SecretTotalsMismatch.selector, 2, 3));
        box.finalise(address(governor), id, positions, shares, new uint256[](2));
    }

    function test_RefusesOtherSharesThanWereSubmitted() public {
        _castTwo();
        _end();
        (uint256[] memory positions, uint256[][] memory shares) = _submit(1, 2);
        uint256[] memory totals = _totals();
        uint256[] memory one = new uint256[](1);
        one[0] = 1;
        _expect(
            abi.encodeWithSelector(ISecretBallotBox.DecryptionShareCountMismatch.selector, 1, 2)
        );
        box.finalise(address(governor), id, one, shares, totals);
        _expect(
            abi.encodeWithSelector(ISecretBallotBox.DecryptionShareCountMismatch.selector, 3, 2)
        );
        box.finalise(address(governor), id, positions, new uint256[][](3), totals);
        (positions[1], shares[1]) = (1, shares[0]);
        _expect(abi.encodeWithSelector(ISecretBallotBox.DecryptionShareOutOfOrder.selector, 1));
        box.finalise(address(governor), id, positions, shares, totals);
        (positions[1], shares[1]) = (2, _share(2, 12, 3));
        shares[1][3] += 1;
        _expect(abi.encodeWithSelector(ISecretBallotBox.DecryptionShareUnknown.selector, 2));
        box.finalise(address(governor), id, positions, shares, totals);
        // Not submitted, and no trustee's; nor does nothing pass for what is not there.
        for (uint256 position = 3; position < 6; ++position) {
            (positions[1], shares[1]) = (position, new uint256[](0));
            _expect(
                abi.encodeWithSelector(ISecretBallotBox.DecryptionShareUnknown.selector, position)
            );
            box.finalise(address(governor), id, positions, shares, totals);
        }
    }

    function test_FinalisesNothingBeforeItIsClosed() public {
        _castTwo();
        _close(id);
        (uint256[] memory positions, uint256[][] memory shares) = _shares(1, 2, 12, 3);
        uint256[] memory totals = _totals();
        _expect(abi.encodeWithSelector(ISecretBallotBox.SecretBallotsNotClosed.selector, id));
        box.finalise(address(governor), id, positions, shares, totals);
    }

    function test_FinalisesWithoutSharesWhereThereAreNoBallots() public {
        _end();
        uint256[] memory share = _share(1, 5, 3);
        _expect(abi.encodeWithSelector(ISecretBallotBox.SecretBallotsNone.selector, id));
        box.submitShare(address(governor), id, 1, share, proof);
        uint256[] memory totals = new uint256[](3);
        totals[1] = 1;
        _expect(abi.encodeWithSelector(ISecretBallotBox.SecretTotalOutOfRange.selector, 1));
        box.finalise(address(governor), id, new uint256[](0), new uint256[][](0), totals);
        totals[1] = 0;
        box.finalise(address(governor), id, new uint256[](0), new uint256[][](0), totals);
        _requireState(id, IGovernor.ProposalState.Defeated);
    }

    function test_SaysWhatItIsMadeOf() public {
        require(box.committees() == committees && !box.isDevelopment(), "facts");
        for (uint256 i = 0; i < 4; ++i) {
            (IGroth16BatchVerifier ballots, IGroth16BatchVerifier shares) = box.verifiersOf(2 << i);
            require(ballots == ballotVerifiers[i] && shares == shareVerifiers[i], "verifiers");
        }
        BelievingGroth16Verifier(address(shareVerifiers[3])).setDevelopment(true);
        require(box.isDevelopment(), "development");
    }

    function test_ChecksCommitteesAgainstOptionsAndClasses() public {
        box.checkCommittee(committee, 4);
        _expect(
            abi.encodeWithSelector(ISecretBallotBox.SecretOptionsExceedCapacity.selector, 5, 4)
        );
        box.checkCommittee(committee, 5);
        _expect(
            abi.encodeWithSelector(ITrusteeCommittees.CommitteeUnknown.selector, bytes32("other"))
        );
        box.checkCommittee("other", 1);
        _expect(abi.encodeWithSelector(ISecretBallotBox.SecretOptionCountUnsupported.selector, 0));
        box.checkCommittee(committee, 0);

        // A box with one class, and one whose circuits are mistaken for each other.
        IGroth16BatchVerifier[4] memory ballots;
        IGroth16BatchVerifier[4] memory shares;
        (ballots[0], shares[0]) = (ballotVerifiers[0], shareVerifiers[0]);
        ISecretBallotBox small = ISecretBallotBox(
            deployCode(BOX, abi.encode(committees, ballots, shares))
        );
        small.checkCommittee(committee, 2);
        _expect(abi.encodeWithSelector(ISecretBallotBox.SecretOptionCountUnsupported.selector, 3));
        small.checkCommittee(committee, 3);
        (ballots[0], shares[0]) = (shareVerifiers[0], ballotVerifiers[0]);
        _expect(
            abi.encodeWithSelector(
                ISecretBallotBox.SecretVerifierMismatch.selector,
                shareVerifiers[0],
                14
            )
        );
        this.deployBox(ballots, shares);
    }

    /// @notice Deploys from a call of its own, so that it can be seen to revert.
    function deployBox(
        IGroth16BatchVerifier[4] calldata ballots,
        IGroth16BatchVerifier[4] calldata shares
    ) external returns (address) {
        return deployCode(BOX, abi.encode(committees, ballots, shares));
    }

    /// @dev Whatever is cast and replaced, by whom and in whatever batches: the sums are those of the ballots that count.
    function testFuzz_KeepsTheSumsOfTheBallotsThatCount(uint256 seed) public {
        SecretBallot[4] memory counted;
        for (uint256 round = 0; round < 2; ++round) {
            SecretBallot[] memory ballots = new SecretBallot[](3);
            for (uint256 i = 0; i < 3; ++i) {
                uint256 random = uint256(keccak256(abi.encode(seed, round, i)));
                // Others than the ones before, so that each counts.
                uint256 person = (random + i) % 4;
                for (uint256 k = 0; k < i; ++k) {
                    if (ballots[k].nullifier == person) person = (person + 1) % 4;
                    if (ballots[0].nullifier == person) person = (person + 1) % 4;
                }
                ballots[i].nullifier = person;
                ballots[i].points = new uint256[](8);
                for (uint256 j = 0; j < 4; ++j)
                    _put(ballots[i].points, j, 1 + ((random >> (8 + 6 * j)) & 7));
                if (counted[person].points.length != 0) {
                    ballots[i].revision = counted[person].revision + 1;
                    ballots[i].replacedPoints = counted[person].points;
                }
            }
            require(box.castSecretBallots(address(governor), id, ballots) == 3, "counted");
            for (uint256 i = 0; i < 3; ++i) counted[ballots[i].nullifier] = ballots[i];
        }
        (uint256 voters, , , uint256[] memory sums) = box.electionOf(address(governor), id);
        uint256 expected;
        for (uint256 j = 0; j < 4; ++j) {
            BabyPoint memory sum = BabyPoint(0, 1);
            expected = 0;
            for (uint256 person = 0; person < 4; ++person) {
                uint256[] memory points = counted[person].points;
                if (points.length == 0) continue;
                ++expected;
                sum = addBaby(sum, BabyPoint(points[2 * j], points[2 * j + 1]));
            }
            require(sums[2 * j] == sum.x && sums[2 * j + 1] == sum.y, "sum");
        }
        require(voters == expected, "voters");
    }

    /// @dev R adds up to 12.
    function _castTwo() private {
        _boxBallot(_ballot(1, 5, votesOf(3, -2, 0)), id);
        _boxBallot(_ballot(2, 7, votesOf(4, 1, -5)), id);
    }

    function _totals() private pure returns (uint256[] memory totals) {
        totals = new uint256[](3);
        (totals[0], totals[1], totals[2]) = (7, 1 + (2 << 32), 5 << 32);
    }

    function _end() private {
        _close(id);
        box.close(address(governor), id);
    }

    function _submit(
        uint256 first,
        uint256 second
    ) private returns (uint256[] memory positions, uint256[][] memory shares) {
        (positions, shares) = _shares(first, second, 12, 3);
        for (uint256 i = 0; i < 2; ++i)
            box.submitShare(address(governor), id, positions[i], shares[i], proof);
    }

    /// @dev ΣR = r·G, and ΣC = r·Pⱼ + total·G.
    function _requireSums(uint256 r, uint256 a, uint256 b, uint256 c) private view {
        uint256[3] memory totals = [a, b, c];
        uint256[] memory expected = new uint256[](8);
        _put(expected, 0, r);
        for (uint256 j = 0; j < 3; ++j) _put(expected, j + 1, r * _electionSecret(j) + totals[j]);
        (, , , uint256[] memory sums) = box.electionOf(address(governor), id);
        require(keccak256(abi.encode(sums)) == keccak256(abi.encode(expected)), "sums");
    }

    function _expect(bytes memory reason) private {
        vm.expectRevert(reason);
    }
}
