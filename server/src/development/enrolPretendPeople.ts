import {
  commitmentSignal,
  createIdentity,
  enrolmentAction,
  hashAction,
  hashSignal,
  PersonhoodGroup__factory,
  rpIdToUint64,
  type WireSpace,
} from '@psephos/lib'
import { hexlify, randomBytes } from 'ethers'
import { sendEnrolment } from '../enrolments/sendEnrolment.ts'
import type { TransactionQueue } from '../relay/createTransactionQueue.ts'
import { developmentRpId } from './readDevelopmentKeys.ts'
import { generateNullifier } from './world-id/generateNullifier.ts'
import { signDevelopmentProof } from './world-id/signDevelopmentProof.ts'

/** What {@link enrolPretendPeople} takes. */
export interface EnrolPretendPeopleParameters {
  readonly queue: TransactionQueue
  readonly space: WireSpace
  readonly walletKey: string
  /** Their numbers in the development wallet. */
  readonly people: readonly number[]
}

const DAY = 86_400

/** Enrols pretend people who will not vote, so that a newcomer is not alone in the group. */
export async function enrolPretendPeople({
  queue,
  space,
  walletKey,
  people,
}: EnrolPretendPeopleParameters): Promise<void> {
  const { signer } = queue
  const group = PersonhoodGroup__factory.connect(space.group, signer)
  const action = hashAction(enrolmentAction({ group: space.group, epoch: 0n }))
  for (const person of people) {
    const { commitment } = createIdentity()
    const nullifier = generateNullifier({ walletKey, person, rpId: developmentRpId, action })
    const nonce = BigInt(hexlify(randomBytes(31)))
    const expiresAtMin = Math.floor(Date.now() / 1_000) + DAY
    const proof = signDevelopmentProof({
      walletKey,
      inputs: {
        nullifier,
        action,
        rpId: rpIdToUint64(developmentRpId),
        nonce,
        signalHash: hashSignal(commitmentSignal(commitment)),
        expiresAtMin,
        issuerSchemaId: 1,
        credentialGenesisIssuedAtMin: 0,
      },
    })
    const credential = { nullifier, nonce, expiresAtMin: BigInt(expiresAtMin), proof }
    const sent = await queue.run(() => sendEnrolment({ group, signer, commitment, credential }))
    await sent.wait()
  }
}
