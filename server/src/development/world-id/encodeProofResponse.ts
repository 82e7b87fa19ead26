import { hashSignal, rpIdToUint64 } from '@psephos/lib'
import { signDevelopmentProof } from './signDevelopmentProof.ts'
import type { WalletRequest } from './walletRequest.ts'

/** The one credential of pretend people: proof of human. */
const ISSUER_SCHEMA_ID = 1

/** What {@link encodeProofResponse} takes. */
export interface EncodeProofResponseParameters {
  /** A request that was not refused, so that it asks for a proof of human. */
  readonly request: WalletRequest
  /** The development wallet's private key. */
  readonly walletKey: string
  /** The person's nullifier for this relying party and action. */
  readonly nullifier: bigint
}

/** Returns a wallet's answer in the form that IDKit takes for World ID 4, as JSON. */
export function encodeProofResponse(parameters: EncodeProofResponseParameters): string {
  const { request, walletKey, nullifier } = parameters
  const { proof_request: proofRequest } = request
  const responses = proofRequest.proof_requests
    .filter((item) => item.issuer_schema_id === ISSUER_SCHEMA_ID)
    .map((item) => {
      // As World ID does, where the relying party asks for no expiry.
      const expiresAtMin = item.expires_at_min ?? proofRequest.created_at
      const proof = signDevelopmentProof({
        walletKey,
        inputs: {
          nullifier,
          action: proofRequest.action,
          rpId: rpIdToUint64(proofRequest.rp_id),
          nonce: proofRequest.nonce,
          signalHash: item.signal == null ? 0n : hashSignal(item.signal),
          expiresAtMin,
          issuerSchemaId: ISSUER_SCHEMA_ID,
          credentialGenesisIssuedAtMin: item.genesis_issued_at_min ?? 0,
        },
      })
      return {
        identifier: item.identifier,
        issuer_schema_id: ISSUER_SCHEMA_ID,
        proof: proof.map(toWord).join(''),
        nullifier: `nil_${toWord(nullifier)}`,
        expires_at_min: expiresAtMin,
      }
    })
  return JSON.stringify({ id: proofRequest.id, version: 1, responses })
}

function toWord(value: bigint): string {
  return value.toString(16).padStart(64, '0')
}
