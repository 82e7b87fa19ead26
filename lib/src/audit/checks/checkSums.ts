import { letOthersRun } from '../../async/letOthersRun.ts'
import { CurvePointInvalidError } from '../../errors/secretErrors.ts'
import { toCurvePoint } from '../../secret/CurvePoint.ts'
import { addEncryptedVotes, type EncryptedVotes } from '../../secret/EncryptedVotes.ts'
import type { AuditCheck } from '../AuditReport.ts'
import type { ArchivedSecretBallot, SecretArchive } from '../wireArchive.ts'
import { countOf, createCheck } from './createCheck.ts'
import { toPoints } from './holdSecretProofs.ts'

const { confirm, refute, leave } = createCheck('sums')
/** How many ballots are added up before others run: some hundredths of a second. */
const PART = 128

/** What {@link checkSums} takes beside the election. */
export interface CheckSumsParameters {
  /** The ballots whose proofs hold. */
  readonly holding: ReadonlySet<ArchivedSecretBallot>
  readonly signal?: AbortSignal | undefined
}

/** What is decrypted is what the ballots that count add up to. */
export async function checkSums(
  { proposal, ballots, block, secrecy: { closed } }: SecretArchive,
  { holding, signal }: CheckSumsParameters,
): Promise<AuditCheck> {
  const counted = keepCounted(ballots)
  const facts = { voters: counted.length, closedVoters: closed?.voters ?? null }
  if (closed === null) {
    return block.timestamp <= proposal.deadline
      ? leave('Voting is not over, so there are no sums yet.', facts)
      : leave('Voting is over, but nobody has closed it: there are no sums yet.', facts)
  }
  if (closed.voters !== counted.length) {
    return refute('The sums are of another number of ballots than those that count.', facts)
  }
  if (ballots.some((ballot) => ballot.block > closed.block)) {
    return refute('Ballots were counted after the sums were closed.', facts)
  }
  const summed = await addUp(counted, { holding, signal })
  if (summed === null) return refute('A ballot that counts is no points of the group.', facts)
  const words = [summed].flatMap(({ r, c }) => [r, ...c]).flatMap(({ x, y }) => [x, y])
  const expected = counted.length === 0 ? [] : words
  if (expected.join() !== closed.sums.join()) {
    return refute('The encrypted ballots do not add up to the sums that were decrypted.', facts)
  }
  return confirm(
    `${countOf(counted.length, 'encrypted ballot')} add${counted.length === 1 ? 's' : ''} up to the sums that are decrypted.`,
    facts,
  )
}

/** Returns how many people's ballots count. */
export function countVoters(ballots: SecretArchive['ballots']): number {
  return keepCounted(ballots).length
}

/** The last ballot of each nullifier; by text, because engines hash bigints by their lowest bits. */
function keepCounted(ballots: SecretArchive['ballots']): ArchivedSecretBallot[] {
  return [...new Map(ballots.map((each) => [each.nullifier.toString(16), each])).values()]
}

/** Adds up ballots; null if one is no points of the group, or of another number of options. */
async function addUp(
  ballots: readonly ArchivedSecretBallot[],
  { holding, signal }: CheckSumsParameters,
): Promise<EncryptedVotes | null> {
  let sum: EncryptedVotes | null = null
  for (let start = 0; start < ballots.length; start += PART) {
    await letOthersRun(signal)
    const part = ballots.slice(start, start + PART).map((each) => toVotes(each, holding))
    const votes = part.filter((each) => each !== null)
    const length = sum?.c.length ?? votes[0]?.c.length
    if (votes.length < part.length || votes.some(({ c }) => c.length !== length)) return null
    sum = addEncryptedVotes(...(sum === null ? [] : [sum]), ...votes)
  }
  return sum ?? { r: IDENTITY, c: [] }
}

const IDENTITY = /* @__PURE__ */ toCurvePoint({ x: 0n, y: 1n })

/** That points are of the group a proof says; without one it takes a while to find out. */
function toVotes(
  ballot: ArchivedSecretBallot,
  holding: ReadonlySet<ArchivedSecretBallot>,
): EncryptedVotes | null {
  const points = toPoints(ballot.points)
  try {
    const [r, ...c] = holding.has(ballot) ? points : points.map(toCurvePoint)
    return r === undefined ? null : { r, c }
  } catch (error) {
    if (error instanceof CurvePointInvalidError) return null
    throw error
  }
}
