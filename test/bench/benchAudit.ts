import {
  auditProposal,
  ballotMessage,
  type ContractBallot,
  createGroup,
  encodeArchive,
  encodeBallot,
  exportArchive,
  parseArchive,
  type VerifyProofs,
  verifyProofs,
} from '@psephos/lib'
import { dataSlice } from 'ethers'
import { believeProofs } from '../contracts/support/believeProofs.ts'
import { type Dao, deployDao } from '../contracts/support/deployDao.ts'
import { type Chain, openChain } from '../contracts/support/openChain.ts'
import { readMemberProofsFile } from '../proofs/memberProofsFile.ts'
import type { Measurement } from './Bench.ts'

const BALLOTS = 10_000
const CAST_AT_ONCE = 128
const OPTIONS = 4
const limit = { gasLimit: 16_777_216 }

/**
 * Measures what it takes to audit 10 000 ballots in a group of 10 000 people: to read them from a node on this
 * machine, and to recompute everything from what was read.
 *
 * Real are the chain, the ballots on it, their reading, every check, and the work of verifying. Two things are
 * not, because they would take half a day to make:
 * - 10 000 proofs. The ballots carry the 256 of the fixture again and again, which hold for another election.
 *   The chain believes them (a double stands in its verifier's place), and the audit has as many proofs
 *   verified that hold: the fixture's, for the fixture's election. That is the same work, since nothing is
 *   kept from one proof to the next.
 * - 10 000 enrolments. Three people are enrolled; what was read is then given 10 000 members and their root,
 *   so that as many are hashed. Their events, some megabytes, are not read.
 */
export async function* benchAudit(): AsyncGenerator<Measurement> {
  const proofs = readFixture()
  const chain = await openChain()
  try {
    const { dao, proposalId } = await holdElection(chain, proofs)
    const governor = await dao.governor.getAddress()
    const read = await measure(() =>
      exportArchive({ provider: chain.provider, governor, proposalId }),
    )
    const archive = enlargeGroup(read.result)
    const audited = await measure(() =>
      auditProposal({ archive, verifyProofs: verifyFixture(proofs) }),
    )
    requireConfirmed(audited.result.checks)
    const seconds = read.seconds + audited.seconds
    yield figure('audit n=10000', seconds, 's')
    yield figure('audit n=10000 rate', BALLOTS / seconds, 'ballots/s')
    yield figure('audit n=10000 reading', read.seconds, 's')
    yield figure('audit n=10000 recomputing', audited.seconds, 's')
  } finally {
    await chain.close()
  }
}

async function holdElection(
  chain: Chain,
  proofs: Fixture,
): Promise<{ dao: Dao; proposalId: bigint }> {
  const dao = await deployDao(chain)
  for (const person of [1n, 2n, 3n]) await dao.enrol(person, person)
  const proposalId = await dao.propose({ optionCount: OPTIONS })
  await dao.open(proposalId)
  await believeProofs(chain, dao.governor)
  const ballots = Array.from({ length: BALLOTS }, (_, index): ContractBallot => {
    const votes = [index % 7, -(index % 3), (index % 5) - 2, 0]
    return {
      nullifier: BigInt(index + 1),
      revision: 0,
      words: encodeBallot({ votes }),
      replacedWords: [],
      proof: (proofs.proofs[index % proofs.proofs.length] ?? missing()).points,
    }
  })
  for (let start = 0; start < BALLOTS; start += CAST_AT_ONCE) {
    const part = ballots.slice(start, start + CAST_AT_ONCE)
    await (await dao.governor.castBallots(proposalId, part, limit)).wait()
  }
  await chain.moveClockTo((await dao.governor.proposalDeadline(proposalId)) + 1n)
  return { dao, proposalId }
}

/** Returns the archive with 10 000 members and their root. */
function enlargeGroup(text: string): string {
  const archive = parseArchive(text)
  const members = Array.from({ length: BALLOTS }, (_, index) => BigInt(index + 1))
  const { root } = createGroup({ members })
  const outcome = { ...archive.outcome, root, size: BALLOTS }
  return encodeArchive({ ...archive, members, outcome })
}

/** Real proofs, and what they are for. */
interface Fixture {
  readonly root: bigint
  readonly scope: bigint
  readonly proofDepth: number
  readonly proofs: readonly {
    readonly nullifier: bigint
    readonly message: bigint
    readonly points: [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint]
  }[]
}

/** Reads the fixture as it stands: whether it is for the planned DAO makes no difference here. */
function readFixture(): Fixture {
  const file = readMemberProofsFile() ?? missing()
  const { scope, ballots } =
    file.proposals.find(({ optionCount }) => optionCount === OPTIONS) ?? missing()
  return {
    root: BigInt(file.root),
    scope: BigInt(scope),
    proofDepth: file.proofDepth,
    proofs: ballots.map(({ votes, nullifier, points }) => {
      const point = (index: number): bigint =>
        BigInt(dataSlice(points, 32 * index, 32 * (index + 1)))
      return {
        nullifier: BigInt(nullifier),
        message: ballotMessage({ revision: 0, words: encodeBallot({ votes }) }),
        points: [point(0), point(1), point(2), point(3), point(4), point(5), point(6), point(7)],
      }
    }),
  }
}

/** Verifies as many proofs of the fixture as it is asked about. */
function verifyFixture({ root, scope, proofDepth, proofs: real }: Fixture): VerifyProofs {
  return ({ proofs, onProgress, signal }) =>
    verifyProofs({
      proofs: proofs.map((_, index) => real[index % real.length] ?? missing()),
      root,
      scope,
      proofDepth,
      onProgress,
      signal,
    })
}

/** An audit that stops early would be fast. */
function requireConfirmed(
  checks: readonly { readonly name: string; readonly verdict: string }[],
): void {
  const others = checks.filter(({ name, verdict }) => verdict !== 'confirmed' && name !== 'chain')
  if (others.length === 0) return
  throw new Error(`The audit does not confirm: ${others.map(({ name }) => name).join(', ')}.`)
}

async function measure<Result>(
  act: () => Promise<Result>,
): Promise<{ seconds: number; result: Result }> {
  const start = performance.now()
  const result = await act()
  return { seconds: (performance.now() - start) / 1_000, result }
}

function figure(name: string, value: number, unit: string): Measurement {
  return { bench: 'audit', case: name, value: Math.round(value * 10) / 10, unit }
}

function missing(): never {
  throw new Error('The fixture lacks a proof.')
}
