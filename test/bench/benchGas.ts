import type { TransactionResponse } from 'ethers'
import { createEnrolment } from '../contracts/support/deployDao.ts'
import { deployProvenDao, type ProvenDao, personOf } from '../contracts/support/deployProvenDao.ts'
import { type Chain, openChain } from '../contracts/support/openChain.ts'
import type { Measurement } from './Bench.ts'
import { deployRivalSemaphore, type RivalSemaphore } from './deployRivalSemaphore.ts'

/** EIP-7825: what one transaction may use. Every transaction here is sent with this limit. */
export const TRANSACTION_GAS_LIMIT = 16_777_216

const BATCHES = [1, 8, 32, 64, 128]
const OPTION_COUNTS = [1, 4, 16, 128]
const OTHER_OPTION_COUNTS = [1, 16, 128]
const SMALL_BATCH = 8
/** How many people enrol, one by one and in parts of each size, into the same places of the tree. */
const NEWCOMERS = 64
const ENROLMENT_BATCHES = [1, 16, 64]

/**
 * Measures what the contracts' transactions cost: the gas that their receipts say, calldata and
 * base included. Proofs come from the fixture. Every case of a proposal starts from the same state:
 * one ballot is counted, so that the tally's storage is no longer new.
 */
export async function* benchGas(): AsyncGenerator<Measurement> {
  const chain = await openChain()
  try {
    const dao = await deployProvenDao(chain)
    const rival = await deployRivalSemaphore(chain, dao.proofs)
    yield* measureBallots(chain, dao, rival)
    yield* measureExecution(chain, dao)
    yield* measureEnrolments(chain, dao)
  } finally {
    await chain.close()
  }
}

async function* measureBallots(
  chain: Chain,
  dao: ProvenDao,
  rival: RivalSemaphore,
): AsyncGenerator<Measurement> {
  for (const { proposal, ballots } of OPTION_COUNTS.map(dao.proofs.election)) {
    const last = ballots.at(-1) ?? missing()
    await gasOf(dao.governor.castBallot(proposal.proposalId, last.ballot, limit))
  }
  const cast = (optionCount: number, size: number) =>
    apart(chain, () => {
      const { proposal, ballots } = dao.proofs.election(optionCount)
      const batch = ballots.slice(0, size).map(({ ballot }) => ballot)
      return gasOf(dao.governor.castBallots(proposal.proposalId, batch, limit))
    })

  const validated: number[] = []
  for (const size of BATCHES) {
    while (validated.length < size) validated.push(await rival.validate(validated.length))
    const value = (await cast(4, size)) / size
    yield measure(`castBallots n=${size} options=4`, value, mean(validated))
  }
  for (const optionCount of OTHER_OPTION_COUNTS) {
    const value = (await cast(optionCount, SMALL_BATCH)) / SMALL_BATCH
    yield measure(`castBallots n=${SMALL_BATCH} options=${optionCount}`, value)
  }
  for (const optionCount of OPTION_COUNTS) {
    const { proposal, ballots } = dao.proofs.election(optionCount)
    const { ballot } = ballots[0] ?? missing()
    const value = await apart(chain, () =>
      gasOf(dao.governor.castBallot(proposal.proposalId, ballot, limit)),
    )
    yield measure(`castBallot options=${optionCount}`, value)
  }
}

/** A proposal of four options; one call, which belongs to the option that passes. */
async function* measureExecution(chain: Chain, dao: ProvenDao): AsyncGenerator<Measurement> {
  const { governor } = dao
  const { proposal, ballots } = dao.proofs.election(4)
  const { proposalId, targets, values, calldatas, descriptionHash } = proposal
  const batch = ballots.slice(0, SMALL_BATCH).map(({ ballot }) => ballot)
  await gasOf(governor.castBallots(proposalId, batch, limit))
  await chain.moveClockTo((await governor.proposalDeadline(proposalId)) + 1n)
  const [passes] = await governor.passingOptions(proposalId)
  if (passes !== true) throw new Error('The option that carries the call does not pass.')
  const calls = [targets, values, calldatas, descriptionHash] as const
  yield measure('queue', await gasOf(governor.queue(...calls, limit)))
  await chain.moveClockTo(await governor.proposalEta(proposalId))
  yield measure('execute', await gasOf(governor.execute(...calls, limit)))
}

/** Newcomers of a group of 256; the credential is the development World ID's. */
async function* measureEnrolments(chain: Chain, dao: ProvenDao): AsyncGenerator<Measurement> {
  const group = await dao.group.getAddress()
  const newcomers = Array.from({ length: NEWCOMERS }, (_, index) =>
    createEnrolment({
      group,
      person: 10_000n + BigInt(index),
      commitment: 20_000n + BigInt(index),
    }),
  )
  const perMember = (size: number, enrol: (part: Enrolments) => Promise<TransactionResponse>) =>
    apart(chain, async () => {
      let gas = 0
      for (let start = 0; start < NEWCOMERS; start += size) {
        gas += await gasOf(enrol(newcomers.slice(start, start + size)))
      }
      return gas / NEWCOMERS
    })
  const one = await perMember(1, ([newcomer = missing()]) =>
    dao.group.enrol(newcomer.commitment, newcomer.credential, limit),
  )
  yield measure('enrol', one)
  for (const size of ENROLMENT_BATCHES) {
    const value = await perMember(size, (part) => dao.group.enrolMany(part, limit))
    yield measure(`enrolMany n=${size}`, value)
  }
  yield measure('rotate', await apart(chain, () => rotate(dao)))
}

type Enrolments = ReturnType<typeof createEnrolment>[]

/** The hundredth of 256 people takes a new identity. */
async function rotate({ group, proofs }: ProvenDao): Promise<number> {
  const [index, commitment] = [99, 30_000n]
  const { credential } = createEnrolment({
    group: await group.getAddress(),
    person: personOf(index),
    commitment,
  })
  const { siblings } = proofs.plan.group.generateMerkleProof(index)
  return gasOf(group.rotate(commitment, siblings, credential, limit))
}

const limit = { gasLimit: TRANSACTION_GAS_LIMIT }

/** Does something and takes it back, so that the next case starts from the same state. */
async function apart<Result>(chain: Chain, act: () => Promise<Result>): Promise<Result> {
  const snapshot: unknown = await chain.provider.send('evm_snapshot', [])
  const result = await act()
  await chain.provider.send('evm_revert', [snapshot])
  return result
}

/** The gas of a transaction that must succeed. */
async function gasOf(sending: Promise<TransactionResponse>): Promise<number> {
  const receipt = await (await sending).wait()
  return Number(receipt?.gasUsed ?? missing())
}

function measure(name: string, value: number, rival?: number): Measurement {
  const figure = { bench: 'gas', case: name, value: Math.round(value), unit: 'gas' }
  if (rival === undefined) return figure
  return {
    ...figure,
    versus: { name: 'Semaphore.validateProof', value: Math.round(rival) },
    ratio: Math.round((100 * rival) / value) / 100,
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function missing(): never {
  throw new Error('The fixture or a receipt lacks what is measured.')
}
