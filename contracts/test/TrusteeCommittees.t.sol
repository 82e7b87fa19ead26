// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {
    CommitteeConfirmation,
    ITrusteeCommittees,
    TrusteeCommittee
} from "../src/interfaces/ITrusteeCommittees.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {SecretFixture} from "./support/SecretFixture.sol";
import {SmartAccount} from "./support/SmartAccount.sol";
import {typedDigest, signDigest} from "./support/signatures.sol";
import {vm} from "./support/Vm.sol";

/// @notice A committee is registered when enough of its trustees say so, and then says what they said.
contract TrusteeCommitteesTest is SecretFixture {
    TrusteeCommittee private made;
    uint256[] private commitments;

    function setUp() public override {
        super.setUp();
        (TrusteeCommittee memory description, uint256[] memory words) = _describeCommittee(5, 3, 8);
        made = description;
        commitments = words;
    }

    function test_KeepsWhatTrusteesConfirmed() public {
        bytes32 id = committees.hashCommittee(made);
        vm.expectEmit(address(committees));
        emit ITrusteeCommittees.CommitteeRegistered(id, made, commitments);
        require(committees.register(made, commitments, _confirm(id, 2, 3)) == id, "id");
        (uint256 size, uint256 threshold, uint256 capacity) = committees.committeeOf(id);
        require(size == 5 && threshold == 3 && capacity == 8, "numbers");
        uint256[3] memory classes = [uint256(2), 4, 8];
        for (uint256 c = 0; c < 3; ++c) {
            require(committees.keysHashOf(id, classes[c]) == 100 + c, "keys");
            for (uint256 i = 1; i <= 5; ++i) {
                uint256 hash = committees.verificationKeysHashOf(id, i, classes[c]);
                require(hash == 1_000 + (i - 1) * 3 + c, "verification keys");
            }
        }
    }

    function test_DoesNothingTheSecondTime() public {
        bytes32 id = committees.hashCommittee(made);
        committees.register(made, commitments, _confirm(id, 0, 3));
        // Not even without a word from the trustees.
        require(
            committees.register(made, new uint256[](0), new CommitteeConfirmation[](0)) == id,
            "id"
        );
    }

    function test_HashesAsEip712Does() public view {
        bytes32 typeHash = keccak256(
            "TrusteeCommittee(bytes32 session,address[] trustees,uint8 threshold,uint8 capacity,uint256[] keysHashes,uint256[] verificationKeysHashes,bytes32 commitmentsHash)"
        );
        bytes memory trustees;
        for (uint256 i = 0; i < 5; ++i)
            trustees = bytes.concat(trustees, bytes32(uint256(uint160(made.trustees[i]))));
        bytes memory fields = abi.encode(
            typeHash,
            made.session,
            keccak256(trustees),
            uint256(made.threshold),
            uint256(made.capacity),
            keccak256(abi.encodePacked(made.keysHashes)),
            keccak256(abi.encodePacked(made.verificationKeysHashes)),
            made.commitmentsHash
        );
        require(committees.hashCommittee(made) == keccak256(fields), "hash");
    }

    function test_TakesTheWordOfAContract() public {
        SmartAccount account = new SmartAccount(vm.addr(0xB0B));
        made.trustees[4] = address(account);
        bytes32 id = committees.hashCommittee(made);
        CommitteeConfirmation[] memory confirmations = _confirm(id, 2, 3);
        bytes32 digest = typedDigest("TrusteeCommittees", block.chainid, address(committees), id);
        confirmations[2].signature = signDigest(0xBAD, digest);
        _expect(
            abi.encodeWithSelector(ITrusteeCommittees.CommitteeConfirmationInvalid.selector, 5)
        );
        committees.register(made, commitments, confirmations);
        confirmations[2].signature = signDigest(0xB0B, digest);
        committees.register(made, commitments, confirmations);
    }

    function test_WantsEnoughConfirmationsOfDifferentTrustees() public {
        bytes32 id = committees.hashCommittee(made);
        _expect(
            abi.encodeWithSelector(ITrusteeCommittees.CommitteeConfirmationsMissing.selector, 2, 3)
        );
        committees.register(made, commitments, _confirm(id, 0, 2));

        CommitteeConfirmation[] memory confirmations = _confirm(id, 0, 3);
        confirmations[2] = confirmations[1];
        _refuseOrder(confirmations, 2);
        confirmations[2].position = 6;
        _refuseOrder(confirmations, 6);
        confirmations = _confirm(id, 0, 3);
        confirmations[0].position = 0;
        _refuseOrder(confirmations, 0);
        (confirmations[0].position, confirmations[1].position) = (2, 1);
        _expect(
            abi.encodeWithSelector(ITrusteeCommittees.CommitteeConfirmationInvalid.selector, 2)
        );
        committees.register(made, commitments, confirmations);
    }

    function test_BelievesNoConfirmationOfSomethingElse() public {
        bytes32 id = committees.hashCommittee(made);
        CommitteeConfirmation[] memory confirmations = _confirm(id, 0, 3);
        made.keysHashes[1] += 1;
        _expect(
            abi.encodeWithSelector(ITrusteeCommittees.CommitteeConfirmationInvalid.selector, 1)
        );
        committees.register(made, commitments, confirmations);
        made.keysHashes[1] -= 1;
        // Nor for another chain.
        vm.chainId(77);
        _expect(
            abi.encodeWithSelector(ITrusteeCommittees.CommitteeConfirmationInvalid.selector, 1)
        );
        committees.register(made, commitments, confirmations);
    }

    function test_RefusesCommitteesThatCannotBe() public {
        TrusteeCommittee memory good = made;
        made.trustees = new address[](0);
        _refuse(abi.encodeWithSelector(ITrusteeCommittees.CommitteeSizeInvalid.selector, 0));
        made.trustees = new address[](17);
        _refuse(abi.encodeWithSelector(ITrusteeCommittees.CommitteeSizeInvalid.selector, 17));
        made = good;
        made.threshold = 0;
        _refuse(
            abi.encodeWithSelector(ITrusteeCommittees.CommitteeThresholdInvalid.selector, 0, 5)
        );
        made.threshold = 6;
        _refuse(
            abi.encodeWithSelector(ITrusteeCommittees.CommitteeThresholdInvalid.selector, 6, 5)
        );
        made = good;
        made.trustees[3] = address(0);
        _refuse(abi.encodeWithSelector(ITrusteeCommittees.CommitteeTrusteeInvalid.selector, 4));
        made.trustees[3] = made.trustees[0];
        _refuse(abi.encodeWithSelector(ITrusteeCommittees.CommitteeTrusteeInvalid.selector, 4));
        made = good;
        commitments[5] += 1;
        _refuse(
            abi.encodeWithSelector(ITrusteeCommittees.CommitteeCommitmentsMismatch.selector, 48, 48)
        );
        commitments[5] -= 1;
        made.capacity = 5;
        commitments = new uint256[](30);
        made.commitmentsHash = keccak256(abi.encodePacked(commitments));
        _refuse(abi.encodeWithSelector(ITrusteeCommittees.CommitteeCapacityInvalid.selector, 5));
        commitments.pop();
        _refuse(
            abi.encodeWithSelector(ITrusteeCommittees.CommitteeCommitmentsMismatch.selector, 29, 30)
        );
    }

    function test_RefusesHashesThatAreNone() public {
        uint256[2] memory values = [uint256(0), SNARK_SCALAR_FIELD];
        for (uint256 i = 0; i < 2; ++i) {
            made.keysHashes[2] = values[i];
            _refuse(
                abi.encodeWithSelector(ITrusteeCommittees.CommitteeHashInvalid.selector, values[i])
            );
            made.keysHashes[2] = 1;
            made.verificationKeysHashes[14] = values[i];
            _refuse(
                abi.encodeWithSelector(ITrusteeCommittees.CommitteeHashInvalid.selector, values[i])
            );
            made.verificationKeysHashes[14] = 1;
        }
        made.keysHashes.pop();
        _refuse(
            abi.encodeWithSelector(ITrusteeCommittees.CommitteeHashCountMismatch.selector, 2, 3)
        );
        made.keysHashes.push(1);
        made.verificationKeysHashes.push(1);
        _refuse(
            abi.encodeWithSelector(ITrusteeCommittees.CommitteeHashCountMismatch.selector, 16, 15)
        );
    }

    function test_KnowsNothingOfOthers() public {
        bytes32 id = committees.hashCommittee(made);
        bytes memory unknown = abi.encodeWithSelector(
            ITrusteeCommittees.CommitteeUnknown.selector,
            id
        );
        _expect(unknown);
        committees.committeeOf(id);
        _expect(unknown);
        committees.keysHashOf(id, 2);
        _expect(unknown);
        committees.verificationKeysHashOf(id, 1, 2);
        committees.register(made, commitments, _confirm(id, 0, 3));
        uint256[3] memory classes = [uint256(0), 3, 16];
        for (uint256 i = 0; i < 3; ++i) {
            _expect(
                abi.encodeWithSelector(
                    ITrusteeCommittees.CommitteeClassUnknown.selector,
                    id,
                    classes[i]
                )
            );
            committees.keysHashOf(id, classes[i]);
        }
        for (uint256 position = 0; position < 12; position += 6) {
            _expect(
                abi.encodeWithSelector(
                    ITrusteeCommittees.CommitteePositionUnknown.selector,
                    id,
                    position
                )
            );
            committees.verificationKeysHashOf(id, position, 2);
        }
    }

    function _refuseOrder(CommitteeConfirmation[] memory confirmations, uint256 position) private {
        _expect(
            abi.encodeWithSelector(
                ITrusteeCommittees.CommitteeConfirmationOutOfOrder.selector,
                position
            )
        );
        committees.register(made, commitments, confirmations);
    }

    function _refuse(bytes memory reason) private {
        bytes32 id = committees.hashCommittee(made);
        CommitteeConfirmation[] memory confirmations = _confirm(id, 0, 3);
        _expect(reason);
        committees.register(made, commitments, confirmations);
    }

    function _expect(bytes memory reason) private {
        vm.expectRevert(reason);
    }
}
