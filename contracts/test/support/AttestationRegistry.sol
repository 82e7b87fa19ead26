// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEAS} from "excubiae/extensions/eas/IEAS.sol";

/// @notice Stands in for the Ethereum Attestation Service, which speaks an older Solidity: keeps
/// attestations and answers what Excubiae's checker asks.
contract AttestationRegistry is IEAS {
    mapping(bytes32 uid => Attestation) private _attestations;

    function attest(bytes32 schema, address recipient) external returns (bytes32 uid) {
        uid = keccak256(abi.encode(schema, recipient, msg.sender, block.timestamp));
        Attestation storage attestation = _attestations[uid];
        (attestation.uid, attestation.schema) = (uid, schema);
        (attestation.recipient, attestation.attester) = (recipient, msg.sender);
        (attestation.time, attestation.revocable) = (uint64(block.timestamp), true);
    }

    function revoke(bytes32 uid) external {
        require(_attestations[uid].attester == msg.sender, "not yours");
        _attestations[uid].revocationTime = uint64(block.timestamp);
    }

    /// @inheritdoc IEAS
    function getAttestation(bytes32 uid) external view override returns (Attestation memory) {
        return _attestations[uid];
    }
}
