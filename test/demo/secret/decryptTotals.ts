import { optionClass, PsephosError, type WireDecryptionShare, type WireSecrecy } from '@psephos/lib'
import {
  type DevelopmentCommittee,
  developmentCommittee,
} from '@psephos/server/src/development/developmentTrustees.ts'
import { holdKeyGeneration } from '@psephos/server/src/development/holdKeyGeneration.ts'
import { prepareSecretCircuits } from '@psephos/server/src/development/prepareSecretCircuits.ts'
import { proveAsTrustee } from '@psephos/server/src/development/proveAsTrustee.ts'
import type { Election } from '../Election.ts'
import type { PublishedProposal } from '../publishProposal.ts'
import { waitUntil } from '../waitUntil.ts'
import type { CastSecretBallots } from './castSecretBallots.ts'

/** How the totals became known. */
export interface Decryption {
  /** The trustees who were there, by position. */
  readonly present: readonly number[]
  /** With what a wrong share was refused. */
  readonly refused: readonly string[]
}

/** Which trustee stays away, if one may. */
const ABSENT = 2

/**
 * Lets voting end, waits until the relay has fixed the sums, has all trustees but one bring their shares, one of them a wrong one first, and
 * waits for the totals.
 */
export async function decryptTotals(
  election: Election,
  proposal: PublishedProposal,
  ballots: CastSecretBallots,
  committee: DevelopmentCommittee,
  onProgress: (done: number, total: number) => void,
): Promise<Decryption> {
  const { client, governor, checks, space, chain } = election
  await election.moveClockTo(proposal.open.deadline + 1)
  const closed = await waitFor(election, proposal, 'decrypting')
  checks.expect(closed.voters === ballots.latest.length, 'the box counts one ballot for each voter')
  checks.expect(closed.totals === null, 'nobody knows totals before trustees decrypt them')
  checks.expect((await governor.state(proposal.id)) === 1n, 'the proposal waits for its totals')

  const generation = developmentCommittee(committee)
  const { transcript } = await holdKeyGeneration(generation)
  const circuits = await prepareSecretCircuits({ classes: committee.classes })
  const id = `decryption-share-${optionClass(proposal.open.optionCount)}`
  const artifacts = {
    wasm: circuits.files.get(`${id}.wasm`) ?? '',
    zkey: circuits.files.get(`${id}.zkey`) ?? '',
  }
  const mayStayAway = committee.trustees > committee.threshold
  const present = generation.trustees
    .map(({ seed }, index) => ({ position: index + 1, seed }))
    .filter(({ position }) => !(mayStayAway && position === ABSENT))
    .slice(0, committee.threshold)
  const refused: string[] = []
  for (const [index, { position, seed }] of present.entries()) {
    const share = await proveAsTrustee({
      provider: chain,
      governor: space.governor,
      proposalId: proposal.id,
      ...{ seed, transcript, artifacts },
    })
    if (index === 0) refused.push(await postWrongShare(election, proposal, share))
    await client.submitDecryptionShare({ proposal: proposal.id, share })
    onProgress(index + 1, present.length + 1)
    checks.expect(share.position === position, 'a trustee decrypts under their own position')
  }
  const revealed = await waitFor(election, proposal, 'revealed')
  onProgress(present.length + 1, present.length + 1)
  const expected = addUp(ballots.votes, proposal.open.optionCount)
  checks.expect(
    JSON.stringify(revealed.totals, writeBigInt) === JSON.stringify(expected, writeBigInt),
    'the totals are what people voted',
  )
  return { present: present.map(({ position }) => position), refused }
}

async function waitFor(
  { client }: Election,
  { id }: PublishedProposal,
  phase: WireSecrecy['phase'],
): Promise<WireSecrecy> {
  return waitUntil(`the secret proposal is ${phase}`, async () => {
    const secrecy = await client.getSecrecy({ proposal: id })
    return secrecy.phase === phase && secrecy
  })
}

/** Shares of two options swapped: the proof is real, of something else. */
async function postWrongShare(
  { client, checks }: Election,
  { id: proposal }: PublishedProposal,
  share: WireDecryptionShare,
): Promise<string> {
  try {
    const wrong = { ...share, shares: share.shares.toReversed() }
    await client.submitDecryptionShare({ proposal, share: wrong })
  } catch (error) {
    if (error instanceof PsephosError) return error.code
    throw error
  }
  checks.expect(false, 'a wrong share is refused')
  return 'NOT_REFUSED'
}

function addUp(
  ballots: readonly (readonly number[])[],
  optionCount: number,
): { votesFor: bigint; votesAgainst: bigint }[] {
  return Array.from({ length: optionCount }, (_, option) => {
    const votes = ballots.map((ballot) => ballot[option] ?? 0)
    const sum = (values: number[]) => BigInt(values.reduce((total, value) => total + value, 0))
    return {
      votesFor: sum(votes.map((vote) => Math.max(vote, 0))),
      votesAgainst: sum(votes.map((vote) => Math.max(-vote, 0))),
    }
  })
}

function writeBigInt(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
