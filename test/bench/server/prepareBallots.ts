import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateBallotProof, toWireBallot } from '@psephos/lib'
import { createProgressLine } from '../../demo/createProgressLine.ts'
import {
  createMemberProofsPerson,
  createMemberProofsPlan,
  type MemberProofsPlan,
  type PlannedProposal,
} from '../../proofs/memberProofsPlan.ts'

/** A ballot as the body of a request, and its nullifier. */
export interface PreparedBallot {
  readonly nullifier: string
  readonly body: string
}

/** A DAO with more people than the recorded one, and ballots of some of them. */
export interface PreparedBallots {
  readonly plan: MemberProofsPlan
  readonly proposal: PlannedProposal
  readonly ballots: readonly PreparedBallot[]
}

/** The most ballots that can be prepared: so many people there are. */
export const PREPARED_PEOPLE = 2_000

const OPTIONS = 4
const folder = fileURLToPath(new URL('../../../cache/bench', import.meta.url))
const require = createRequire(import.meta.url)

/**
 * Returns so many ballots with real proofs, of as many people. Those that were made before are read
 * from `cache/bench`; the others take two seconds each, and what is made is kept when it is stopped.
 */
export async function prepareBallots(count: number): Promise<PreparedBallots> {
  await mkdir(folder, { recursive: true })
  const progress = createProgressLine(process.stderr)
  const plan = createMemberProofsPlan(await readCommitments(progress.show))
  const proposal = plan.proposals.find(({ layout }) => layout.optionCount === OPTIONS)
  if (proposal === undefined) throw new Error(`No planned proposal has ${OPTIONS} options.`)
  // Ballots for another group or proposal stand in another file.
  const name = `ballots-${plan.group.root.toString(16).slice(0, 12)}-${proposal.scope.toString(16).slice(0, 12)}`
  const path = join(folder, `${name}.ndjson`)
  const known = await readBallots(path)
  for (let person = known.length; person < count; person++) {
    progress.show({ phase: 'proofs', done: person, total: count })
    const ballot = await prove(plan, proposal, person)
    await appendFile(path, `${JSON.stringify(ballot)}\n`)
    known.push(ballot)
  }
  progress.end()
  return { plan, proposal, ballots: known.slice(0, count) }
}

type Show = ReturnType<typeof createProgressLine>['show']

/** Identities take a tenth of a second each; the commitments are kept. */
async function readCommitments(show: Show): Promise<bigint[]> {
  const path = join(folder, `commitments-${PREPARED_PEOPLE}.json`)
  const kept = await readFile(path, 'utf8').catch(() => null)
  if (kept !== null) return JSON.parse(kept).map(BigInt)
  const commitments: bigint[] = []
  for (let person = 0; person < PREPARED_PEOPLE; person++) {
    if (person % 50 === 0) show({ phase: 'people', done: person, total: PREPARED_PEOPLE })
    commitments.push(createMemberProofsPerson(person).commitment)
  }
  await writeFile(`${path}.new`, JSON.stringify(commitments.map(String)))
  await rename(`${path}.new`, path)
  return commitments
}

/** In the order of the people. A last line that was only half written is made anew. */
async function readBallots(path: string): Promise<PreparedBallot[]> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole !== text) await writeFile(path, whole)
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

async function prove(
  { group, proofDepth }: MemberProofsPlan,
  { votes, layout, scope }: PlannedProposal,
  person: number,
): Promise<PreparedBallot> {
  const ballot = await generateBallotProof({
    identity: createMemberProofsPerson(person),
    group,
    votes: votes[person] ?? [],
    voiceCredits: layout.voiceCredits,
    revision: 0,
    scope,
    proofDepth,
    artifacts: {
      wasm: require.resolve(`@zk-kit/semaphore-artifacts/semaphore-${proofDepth}.wasm`),
      zkey: require.resolve(`@zk-kit/semaphore-artifacts/semaphore-${proofDepth}.zkey`),
    },
  })
  return {
    nullifier: String(ballot.proof.nullifier),
    body: JSON.stringify(toWireBallot(ballot)),
  }
}
