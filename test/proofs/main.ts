import { rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { generateBallotProof } from '@psephos/lib'
import { createProgressLine } from '../demo/createProgressLine.ts'
import {
  type MemberProofRecord,
  memberProofsPath,
  readMemberProofsFile,
  toMemberProofsFile,
  toWord,
} from './memberProofsFile.ts'
import { createMemberProofsPeople, createMemberProofsPlan } from './memberProofsPlan.ts'

/**
 * Makes the proofs of `test/vectors/memberProofs.json` that are missing or no longer fit the plan,
 * at one to two seconds each: `npm run generate -- proofs`. What it has made it keeps when it is
 * stopped, and goes on from there the next time.
 */
const SAVE_EVERY = 8
const require = createRequire(import.meta.url)

const people = createMemberProofsPeople()
const plan = createMemberProofsPlan(people.map(({ commitment }) => commitment))
const records = keepFitting()
const missing = plan.proposals.flatMap(({ votes }, proposal) =>
  votes.flatMap((_, person) => (records.has(key(proposal, person)) ? [] : [{ proposal, person }])),
)
const progress = createProgressLine(process.stdout)
for (const [done, { proposal, person }] of missing.entries()) {
  progress.show({ phase: 'proofs', done, total: missing.length })
  records.set(key(proposal, person), await prove(proposal, person))
  if (done % SAVE_EVERY === SAVE_EVERY - 1) await save()
}
await save()
progress.show({ phase: 'proofs', done: missing.length, total: missing.length })
progress.end()
// snarkjs keeps its workers for the next proof; there is none.
process.exit(0)

/** The proofs of the file as it stands that are for the plan's group, scope and votes. */
function keepFitting(): Map<string, MemberProofRecord> {
  const kept = new Map<string, MemberProofRecord>()
  const file = readMemberProofsFile()
  if (file?.root !== toWord(plan.group.root) || file.proofDepth !== plan.proofDepth) return kept
  for (const [proposal, { scope, votes }] of plan.proposals.entries()) {
    const ballots = file.proposals.find((each) => each.scope === toWord(scope))?.ballots ?? []
    for (const ballot of ballots) {
      const planned = votes[ballot.person]
      if (JSON.stringify(planned) === JSON.stringify(ballot.votes))
        kept.set(key(proposal, ballot.person), ballot)
    }
  }
  return kept
}

async function prove(proposal: number, person: number): Promise<MemberProofRecord> {
  const { layout, scope, votes } = plan.proposals[proposal] ?? unknown()
  const ballot = await generateBallotProof({
    identity: people[person] ?? unknown(),
    group: plan.group,
    votes: votes[person] ?? unknown(),
    voiceCredits: layout.voiceCredits,
    revision: 0,
    scope,
    proofDepth: plan.proofDepth,
    artifacts: {
      wasm: require.resolve(`@zk-kit/semaphore-artifacts/semaphore-${plan.proofDepth}.wasm`),
      zkey: require.resolve(`@zk-kit/semaphore-artifacts/semaphore-${plan.proofDepth}.zkey`),
    },
  })
  return {
    person,
    votes: ballot.votes,
    nullifier: toWord(ballot.proof.nullifier),
    points: `0x${ballot.proof.points.map((word) => toWord(word).slice(2)).join('')}`,
  }
}

/** Never half written: who stops this in the middle finds the last whole file. */
async function save(): Promise<void> {
  const file = toMemberProofsFile(plan, (...place) => records.get(key(...place)))
  const fresh = `${memberProofsPath}.new`
  await writeFile(fresh, `${JSON.stringify(file, null, 2)}\n`)
  await rename(fresh, memberProofsPath)
}

function key(proposal: number, person: number): string {
  return `${proposal} ${person}`
}

function unknown(): never {
  throw new Error('The plan has no such proposal or person.')
}
