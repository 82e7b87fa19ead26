import { setTimeout as sleep } from 'node:timers/promises'
import {
  ChainUnavailableError,
  GroupPathStaleError,
  NotAMemberError,
  TooManyRequestsError,
  type WireEnrolment,
} from '@psephos/lib'
import { nameChainFailure } from '../chain/nameChainFailure.ts'
import type { LatestGroups } from '../group/createLatestGroups.ts'
import { AlreadyCarriedError, toRotationClaim } from '../relay/Outbox.ts'
import { type Answer, bindAnswer, readAnswer } from './acceptAnswer.ts'
import { type EnrolPersonParameters, MINING_TIMEOUT } from './enrolPerson.ts'
import type { PreparedEnrolment } from './prepareEnrolment.ts'
import { prepareRotation } from './prepareRotation.ts'

/** What {@link rotatePerson} takes. The rotations of one group take turns. */
export interface RotatePersonParameters extends EnrolPersonParameters {
  readonly groups: LatestGroups
  /** How long the index may take to see what the chain has, in milliseconds. */
  readonly patience?: number
}

type Rotation = RotatePersonParameters & Answer

/** How often it is tried when others change the group meanwhile. */
const ATTEMPTS = 5
/** The most rotations of one person that are paid for until the first of them is final. */
const MOST_ROTATIONS = 5
/** About as long as it takes until a transaction is final, in seconds. */
const FINALITY = 15 * 60
/** In milliseconds. */
const PATIENCE = 20_000
const LOOK_INTERVAL = 500

/**
 * Puts a new commitment in the place of the one that a person has, and returns once it is mined.
 * Saying the same again is answered as done, and a failure on the way can be retried with the same
 * result. Also a result that was to enrol the commitment serves: World ID vouches for the person
 * and the commitment alike.
 * @throws what {@link readAnswer} and {@link bindAnswer} throw, and what issuer and group refuse.
 * @throws {@link NotAMemberError} when the person is not enrolled.
 * @throws {@link GroupPathStaleError} when the group kept changing, or is not indexed up to now.
 * @throws {@link TooManyRequestsError} when the person has lately done so often.
 */
export async function rotatePerson(parameters: RotatePersonParameters): Promise<WireEnrolment> {
  const { prisma, chain, turns, space } = parameters
  const answer = await readAnswer(parameters)
  const rotation = { ...parameters, ...answer }
  try {
    const place = await readPlace(rotation)
    if (place.done !== null) return place.done
    await bindAnswer(prisma, answer)
    return await turns.run(`${space.id}/rotations`, () => rotateOnce(rotation))
  } catch (error) {
    throw nameChainFailure(error, chain.chainId)
  }
}

/** What the group has for a person: the commitment to replace, or the new one already. */
async function readPlace({
  chain,
  space,
  person,
  commitment,
}: Rotation): Promise<{ replaced: bigint; done: WireEnrolment | null }> {
  const group = chain.group(space)
  const replaced = await group.commitmentOf(person)
  if (replaced === 0n) throw new NotAMemberError()
  if (replaced !== commitment) return { replaced, done: null }
  const index = Number(await group.indexOf(commitment))
  return { replaced, done: { commitment, index, transaction: null, alreadyEnrolled: true } }
}

/** Counts what was sent, not what was asked: anybody can ask in the name of a nullifier. */
async function requireFew({ prisma, space, person }: Rotation): Promise<void> {
  const carries = { has: toRotationClaim(space.id, person) }
  const where = { spaceId: space.id, purpose: 'rotation', isFinal: false, carries }
  const count = await prisma.relayTransaction.count({ where })
  if (count >= MOST_ROTATIONS) throw new TooManyRequestsError({ retryAfter: FINALITY })
}

async function rotateOnce(rotation: Rotation): Promise<WireEnrolment> {
  const { chain, outbox } = rotation
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { replaced, done } = await readPlace(rotation)
    if (done !== null) return done
    const call = await prepare(rotation, replaced)
    await requireFew(rotation)
    // What another process sent may have been mined while this one was prepared.
    if ((await readPlace(rotation)).replaced !== replaced) continue
    const sent = await send(rotation, call)
    const ended = sent === null ? null : await outbox.wait(sent, MINING_TIMEOUT)
    // It goes on without us; who asks again later finds it done, or waits on.
    if (ended?.state === 'PENDING') throw new ChainUnavailableError({ chainId: chain.chainId })
    const after = await readPlace(rotation)
    if (after.done !== null) {
      return { ...after.done, alreadyEnrolled: false, transaction: ended?.minedHash ?? null }
    }
  }
  throw new GroupPathStaleError({ reason: 'the group keeps changing' })
}

/** Waits while the group's last change is not indexed. */
async function prepare(rotation: Rotation, replaced: bigint): Promise<PreparedEnrolment> {
  const { chain, outbox, groups, space, commitment, credential, patience = PATIENCE } = rotation
  const deadline = Date.now() + patience
  for (;;) {
    try {
      return await prepareRotation({
        group: chain.group(space),
        issuer: chain.issuer(space),
        from: outbox.account,
        commitment,
        credential,
        findPath: () => groups.findPath(space, replaced),
      })
    } catch (error) {
      const named = nameChainFailure(error, chain.chainId)
      if (!(named instanceof GroupPathStaleError) || Date.now() >= deadline) throw named
    }
    await sleep(LOOK_INTERVAL)
  }
}

/** Returns the rotation to wait for: another process may have sent one meanwhile. Null if it has ended. */
async function send(
  { prisma, outbox, space, person }: Rotation,
  call: PreparedEnrolment,
): Promise<string | null> {
  const key = toRotationClaim(space.id)
  const carries = [key, toRotationClaim(space.id, person)]
  try {
    const request = { spaceId: space.id, purpose: 'rotation', proposalId: null } as const
    return (await outbox.send({ ...request, carries, ...call })).id
  } catch (error) {
    if (!(error instanceof AlreadyCarriedError)) throw error
    const taken = await prisma.relayClaim.findUnique({ where: { key } })
    return taken?.transactionId ?? null
  }
}
