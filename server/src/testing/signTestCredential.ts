import {
  commitmentSignal,
  enrolmentAction,
  hashAction,
  hashSignal,
  rpIdToUint64,
  type WireSpace,
  type WorldIdCredential,
} from '@psephos/lib'
import { hexlify, randomBytes } from 'ethers'
import { generateNullifier } from '../development/world-id/generateNullifier.ts'
import { signDevelopmentProof } from '../development/world-id/signDevelopmentProof.ts'
import { walletKey } from './startDevelopmentWorldId.ts'

/** What {@link signTestCredential} takes. */
export interface SignTestCredentialParameters {
  readonly space: Pick<WireSpace, 'group'>
  readonly rpId: string
  readonly commitment: bigint
  /** The pretend person's number. */
  readonly person: number
}

const DAY = 86_400

/** Returns a credential as a pretend person gets it, without asking a bridge for it. */
export function signTestCredential({
  space,
  rpId,
  commitment,
  person,
}: SignTestCredentialParameters): WorldIdCredential {
  const action = hashAction(enrolmentAction({ group: space.group, epoch: 0n }))
  const nullifier = generateNullifier({ walletKey, person, rpId, action })
  const nonce = BigInt(hexlify(randomBytes(31)))
  const expiresAtMin = Math.floor(Date.now() / 1_000) + DAY
  const proof = signDevelopmentProof({
    walletKey,
    inputs: {
      nullifier,
      action,
      rpId: rpIdToUint64(rpId),
      nonce,
      signalHash: hashSignal(commitmentSignal(commitment)),
      expiresAtMin,
      issuerSchemaId: 1,
      credentialGenesisIssuedAtMin: 0,
    },
  })
  return { nullifier, nonce, expiresAtMin: BigInt(expiresAtMin), proof }
}
