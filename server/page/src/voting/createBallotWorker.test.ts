import { GroupRootMismatchError, ProverFailedError } from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { PartUnavailableError } from '../errors/pageErrors.ts'
import { createTestBallot } from '../testing/createTestBallot.ts'
import type { ProofWorker } from './askProofWorker.ts'
import { createBallotWorker } from './createBallotWorker.ts'
import type { MemberProposalJob, ProofAnswer, ProofJob, ProofPreparation } from './proofJob.ts'

type Message = ProofPreparation | ProofJob | MemberProposalJob

/** A worker that proves nothing, and does what it is told. */
class TestWorker extends EventTarget implements ProofWorker {
  readonly messages: Message[] = []
  isEnded = false

  postMessage(message: Message): void {
    this.messages.push(message)
  }

  terminate(): void {
    this.isEnded = true
  }

  answer(data: ProofAnswer): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }))
  }

  breakDown(message?: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }))
  }
}

const space = { id: 'dao', chainId: 1, governor: `0x${'a'.repeat(40)}` }
const electorate = { root: 1n, size: 3, proofDepth: 20 }
const proposal = { id: 7n, voiceCredits: 100, description: 'A garden', calls: [] }
const job = { proposal, secret: '0'.repeat(64), votes: [3] }
const ballot = createTestBallot({ votes: [3] })

function create() {
  const workers: TestWorker[] = []
  const ballotWorker = createBallotWorker({
    space: { ...space, ...{ name: 'more than is needed' } },
    electorate,
    index: 2,
    secretClass: 4,
    start: () => {
      const worker = new TestWorker()
      workers.push(worker)
      return worker
    },
  })
  const prove = ({ revision = 0, signal = new AbortController().signal } = {}) => {
    const progress: unknown[] = []
    const proving = ballotWorker.prove({
      job: { ...job, revision },
      onProgress: (each) => progress.push(each),
      signal,
    })
    // It is awaited later.
    proving.catch(() => undefined)
    return { proving, progress }
  }
  return { ...ballotWorker, prove, workers, last: () => workers.at(-1) ?? expect.unreachable() }
}

const preparation = {
  kind: 'preparation',
  space: { id: 'dao' },
  electorate,
  index: 2,
  secretClass: 4,
}
const asked = { kind: 'ballot', space, electorate, index: 2, secretClass: 4, ...job, revision: 0 }

describe('createBallotWorker', () => {
  test('starts nothing by itself, and gets ready once', () => {
    const { prepare, workers, last } = create()
    expect(workers).toEqual([])
    prepare()
    prepare()
    expect(workers).toHaveLength(1)
    expect(last().messages).toEqual([preparation])
  })

  test('has one worker get ready and make every ballot', async () => {
    const { prepare, prove, workers, last } = create()
    prepare()
    for (const revision of [0, 1]) {
      const { proving, progress } = prove({ revision })
      last().answer({ type: 'progress', progress: { stage: 'group' } })
      last().answer({ type: 'ballot', ballot: { ...ballot, revision } })
      expect(await proving).toEqual({ ...ballot, revision })
      expect(progress).toEqual([{ stage: 'group' }])
    }
    expect(workers).toHaveLength(1)
    expect(last().messages).toEqual([preparation, asked, { ...asked, revision: 1 }])
    expect(last().isEnded).toBe(false)
  })

  test('makes a ballot for which nothing was ready', async () => {
    const { prove, last } = create()
    const { proving } = prove()
    expect(last().messages).toEqual([asked])
    last().answer({ type: 'ballot', ballot })
    expect(await proving).toEqual(ballot)
  })

  test('throws what the worker refuses, and takes another worker then', async () => {
    const { prove, workers, last } = create()
    const { proving } = prove()
    const { code, message, details } = new GroupRootMismatchError({ root: 1n, expectedRoot: 2n })
    last().answer({ type: 'refusal', code, message, details })
    await expect(proving).rejects.toThrow(GroupRootMismatchError)
    expect(workers[0]?.isEnded).toBe(true)
    prove()
    expect(workers).toHaveLength(2)
  })

  test('throws that the prover failed', async () => {
    const { prove, last } = create()
    const failing = prove()
    last().answer({ type: 'failure', message: 'out of memory' })
    await expect(failing.proving).rejects.toThrow(ProverFailedError)
    const broken = prove()
    last().breakDown('out of memory')
    await expect(broken.proving).rejects.toThrow(ProverFailedError)
    const confused = prove()
    last().answer({
      type: 'proposal',
      proposal: { slot: 0, nullifier: 1n, points: ballot.proof.points },
    })
    await expect(confused.proving).rejects.toThrow(ProverFailedError)
  })

  test('ends the worker at once when it is aborted', async () => {
    const { prove, last } = create()
    const controller = new AbortController()
    const { proving } = prove({ signal: controller.signal })
    controller.abort(new Error('Changed my mind.'))
    await expect(proving).rejects.toThrow('Changed my mind.')
    expect(last().isEnded).toBe(true)
  })

  test('starts none for whoever has cancelled', async () => {
    const { prove, workers } = create()
    const { proving } = prove({ signal: AbortSignal.abort(new Error('Changed my mind.')) })
    await expect(proving).rejects.toThrow('Changed my mind.')
    expect(workers).toEqual([])
  })

  test('says with the ballot that the worker could not be loaded, not while it gets ready', async () => {
    const { prepare, prove, workers, last } = create()
    prepare()
    last().breakDown()
    expect(last().isEnded).toBe(true)
    const { proving } = prove()
    expect(workers).toHaveLength(2)
    last().breakDown()
    await expect(proving).rejects.toThrow(PartUnavailableError)
  })

  test('ends the worker when nobody needs it any more, and starts another for whoever does', () => {
    const { prepare, end, workers } = create()
    end()
    prepare()
    end()
    prepare()
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false])
  })
})
