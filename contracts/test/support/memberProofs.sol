// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {MemberProof} from "../../src/interfaces/ISemaphoreBatchVerifier.sol";
import {encodeVotes} from "./ballots.sol";
import {vm} from "./Vm.sol";

/// @dev Real proofs, and what they are about.
struct ProvenElection {
    uint256 root;
    uint256 scope;
    uint256 depth;
    MemberProof[] proofs;
}

/// @dev Reads the first `count` ballots on the proposal with four options out of
/// `test/vectors/memberProofs.json`.
function readProvenElection(uint256 count) view returns (ProvenElection memory election) {
    string memory json = vm.readFile("test/vectors/memberProofs.json");
    election.root = vm.parseJsonUint(json, ".root");
    election.depth = vm.parseJsonUint(json, ".proofDepth");
    election.scope = vm.parseJsonUint(json, ".proposals[0].scope");
    election.proofs = new MemberProof[](count);
    for (uint256 i = 0; i < count; ++i) {
        string memory ballot = string.concat(".proposals[0].ballots[", Strings.toString(i), "]");
        int256[] memory votes = vm.parseJsonIntArray(json, string.concat(ballot, ".votes"));
        MemberProof memory proof = election.proofs[i];
        proof.nullifier = vm.parseJsonUint(json, string.concat(ballot, ".nullifier"));
        // Revision and words, as the governor makes a message of them.
        proof.message = uint256(keccak256(abi.encodePacked(uint16(0), encodeVotes(votes))));
        bytes memory points = vm.parseJsonBytes(json, string.concat(ballot, ".points"));
        proof.points = abi.decode(points, (uint256[8]));
    }
}
