import { toWireBallot, verifyBallots, type WireBallot } from '@psephos/lib'
import { verifyProof } from '@semaphore-protocol/core'
import { readMemberProofs } from '../../contracts/support/readMemberProofs.ts'
import type { Measurement } from '../Bench.ts'
import type { CaseFamily } from './CaseFamily.ts'
import { measureProcessorTime, median } from './measureProcessorTime.ts'

const BALLOTS = 1_024
const CLEAN = `verifyBallots n=${BALLOTS}`
const ONE_BAD = `${CLEAN} one bad`

/** Where the bad ballot is, in each round. */
const BAD_PLACES = [0, 700, BALLOTS - 1]
/** How many proofs the rival verifies in each round: each takes it as long. */
const RIVAL_PROOFS = 48

/**
 * `verifyBallots` and Semaphore's `verifyProof`, in turns. Milliseconds of one core for each ballot.
 * The ballots are the 256 recorded ones of four options, each four times: nothing is remembered of a
 * proof, so that a repeated one takes as long as a new one.
 */
export const benchVerifyBallots: CaseFamily = { cases: [CLEAN, ONE_BAD], measure }

async function* measure(wants: (name: string) => boolean): AsyncGenerator<Measurement> {
  const { rules, ballots } = readBallots()
  const verify = async (given: readonly WireBallot[], expected: number) => {
    const verdicts = await verifyBallots({ ...rules, ballots: given })
    const valid = verdicts.filter((verdict) => verdict.valid).length
    if (valid !== expected) throw new Error(`${valid} of ${given.length} ballots are valid.`)
  }
  const rivals = ballots.slice(0, RIVAL_PROOFS).map((ballot) => toWireBallot(ballot).proof)
  const verifyRivals = async () => {
    for (const proof of rivals) {
      if (!(await verifyProof(proof))) throw new Error('Semaphore refuses a recorded proof.')
    }
  }
  // The curves are built, and the code is compiled.
  await verify(ballots.slice(0, 64), 64)
  await verifyRivals()

  const times = { clean: [] as number[], oneBad: [] as number[], rival: [] as number[] }
  for (const place of BAD_PLACES) {
    const clean = await measureProcessorTime(() => verify(ballots, BALLOTS))
    times.clean.push(clean / BALLOTS)
    if (wants(CLEAN)) {
      times.rival.push((await measureProcessorTime(verifyRivals)) / RIVAL_PROOFS)
    }
    if (wants(ONE_BAD)) {
      const spoilt = ballots.with(place, withAnotherProof(ballots, place))
      const time = await measureProcessorTime(() => verify(spoilt, BALLOTS - 1))
      times.oneBad.push(time / BALLOTS)
    }
  }
  const clean = median(times.clean)
  if (wants(CLEAN)) yield toMeasurement(CLEAN, clean, 'Semaphore verifyProof', median(times.rival))
  if (wants(ONE_BAD)) yield toMeasurement(ONE_BAD, median(times.oneBad), CLEAN, clean)
}

/** A ballot whose proof is that of another person: only the pairing tells. */
function withAnotherProof(ballots: readonly WireBallot[], place: number): WireBallot {
  const [ballot, other] = [ballots[place], ballots[(place + 1) % ballots.length]]
  if (ballot === undefined || other === undefined) throw new RangeError('There is no ballot.')
  return { ...ballot, proof: { ...ballot.proof, points: other.proof.points } }
}

function readBallots() {
  const { plan, election } = readMemberProofs()
  const { proposal, ballots } = election(4)
  const common = {
    merkleTreeDepth: plan.proofDepth,
    merkleTreeRoot: plan.group.root,
    scope: proposal.scope,
  }
  const recorded = ballots.map(
    ({ votes, proof }): WireBallot => ({
      revision: 0,
      votes: [...votes],
      proof: { ...common, ...proof },
    }),
  )
  return {
    rules: {
      scope: proposal.scope,
      electorate: {
        root: plan.group.root,
        size: plan.group.size,
        proofDepth: plan.proofDepth,
      },
      optionCount: proposal.layout.optionCount,
      voiceCredits: proposal.layout.voiceCredits,
    },
    ballots: Array.from({ length: BALLOTS / recorded.length }, () => recorded).flat(),
  }
}

function toMeasurement(name: string, value: number, rival: string, rivalValue: number) {
  return {
    bench: 'lib',
    case: name,
    value: round(value),
    unit: 'ms of one core per ballot',
    versus: { name: rival, value: round(rivalValue) },
    ratio: round(rivalValue / value),
  }
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000
}
