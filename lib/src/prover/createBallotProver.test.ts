import { createReadStream } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { ballotNullifier } from '../ballot/ballotNullifier.ts'
import { semaphoreArtifactUrls } from '../ballot/semaphoreArtifactUrls.ts'
import { verifyBallots } from '../ballot/verifyBallots.ts'
import { NotAMemberError } from '../errors/enrolmentErrors.ts'
import { ProverFailedError } from '../errors/proverErrors.ts'
import { ServerUnavailableError } from '../errors/serverErrors.ts'
import { createProverProcess } from '../node/createProverProcess.ts'
import { readSemaphoreArtifacts } from '../node/readSemaphoreArtifacts.ts'
import {
  artifactsPath,
  createPerson,
  createTestScope,
  stopProving,
  voting,
} from '../testing/voting.ts'
import { createBallotProver } from './createBallotProver.ts'
import type { BallotProofProgress } from './prepareBallot.ts'

let server: Server
let baseUrl: string
let requests: string[] = []
/** How many answers to `/slow/…` have been given up by who asked. */
let givenUp = 0
beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    requests.push(url)
    const [, folder, file] = url.match(/^\/(\w+)\/artifacts\/(.*)$/) ?? []
    if (folder === 'fast') createReadStream(`${artifactsPath}/${file}`).pipe(response)
    else if (folder === 'slow') response.on('close', () => givenUp++).write('a part')
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  baseUrl = `http://127.0.0.1:${address.port}`
})
beforeEach(() => {
  requests = []
})
afterAll(async () => {
  await stopProving()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const urls = (folder: string) =>
  semaphoreArtifactUrls({ baseUrl: `${baseUrl}/${folder}`, depth: 20 })
const job = { ...voting, votes: [3, -4], revision: 2 }
const rules = {
  scope: voting.scope,
  electorate: { root: voting.group.root, size: voting.group.size, proofDepth: 20 },
  optionCount: 2,
  voiceCredits: 100,
}

describe('createBallotProver', () => {
  test('fetches its artifacts once for all ballots, and says how far it is', async () => {
    const prover = createBallotProver({ artifacts: urls('fast') })
    // Whatever is begun ahead is not begun again.
    prover.prepare()
    const progress: BallotProofProgress[] = []
    const onProgress = (each: BallotProofProgress) => progress.push(each)
    const scope = createTestScope(8n)
    const [first, elsewhere] = await Promise.all([
      prover.prove({ ...job, onProgress }),
      prover.prove({ ...job, scope, votes: [0, 0], revision: 3 }),
    ])
    prover.close()

    expect(requests.toSorted()).toEqual([
      '/fast/artifacts/semaphore-20.wasm',
      '/fast/artifacts/semaphore-20.zkey',
    ])
    expect(progress.at(-1)).toEqual({ stage: 'proof' })
    const arrived = progress.flatMap((each) => (each.stage === 'artifacts' ? [each.loaded] : []))
    expect(arrived.at(-1)).toBeGreaterThan(5_000_000)
    expect(arrived).toEqual(arrived.toSorted((a, b) => a - b))
    // One person has one nullifier in a proposal, whatever the votes, and others elsewhere.
    const { identity } = job
    expect(first.proof.nullifier).toBe(ballotNullifier({ identity, scope: job.scope }))
    expect(elsewhere.proof.nullifier).toBe(ballotNullifier({ identity, scope }))
    expect(elsewhere.proof.nullifier).not.toBe(first.proof.nullifier)
    const verdicts = [
      ...(await verifyBallots({ ...rules, ballots: [first] })),
      ...(await verifyBallots({ ...rules, scope, ballots: [elsewhere] })),
    ]
    expect(verdicts.map(({ valid }) => valid)).toEqual([true, true])
  }, 120_000)

  test('proves in a process of its own, which an abort ends at once', async () => {
    const artifacts = await readSemaphoreArtifacts({ folder: artifactsPath, depth: 20 })
    const createWorker = vi.fn(createProverProcess)
    const prover = createBallotProver({ artifacts, createWorker })
    prover.prepare()
    prover.prepare()
    expect(createWorker).toHaveBeenCalledOnce()
    const controller = new AbortController()
    const aborted = prover.prove({
      ...job,
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('Changed my mind.')),
    })
    // Waits for the one before it, and gets a process of its own.
    const next = prover.prove(job)
    await expect(aborted).rejects.toThrow('Changed my mind.')
    const verdicts = await verifyBallots({ ...rules, ballots: [await next] })
    expect(verdicts.map(({ valid }) => valid)).toEqual([true])

    const unheard = prover.prove(job)
    await new Promise((resolve) => setTimeout(resolve))
    prover.close()
    await expect(unheard).rejects.toThrow(ProverFailedError)
    await expect(prover.prove(job)).rejects.toThrow(ProverFailedError)
    prover.prepare()
    expect(createWorker).toHaveBeenCalledTimes(2)
  }, 120_000)

  test('throws the errors of ours that happen in its worker', async () => {
    const prover = createBallotProver({
      artifacts: urls('none'),
      createWorker: createProverProcess,
    })
    await expect(prover.prove(job)).rejects.toThrow(ServerUnavailableError)
    prover.close()
    const artifacts = { wasm: new Uint8Array(8), zkey: new Uint8Array(8) }
    const broken = createBallotProver({ artifacts, createWorker: createProverProcess })
    await expect(broken.prove(job)).rejects.toThrow(ProverFailedError)
    broken.close()
  }, 60_000)

  test('refuses what cannot be proved before it fetches or starts anything', async () => {
    const prover = createBallotProver({
      artifacts: urls('fast'),
      createWorker: () => expect.unreachable('A worker is started.'),
    })
    await expect(prover.prove({ ...job, identity: createPerson(9) })).rejects.toThrow(
      NotAMemberError,
    )
    const signal = AbortSignal.abort(new Error('No longer wanted.'))
    await expect(prover.prove({ ...job, signal })).rejects.toThrow('No longer wanted.')
    expect(requests).toEqual([])
  })

  test('ends a download when nobody waits for it any more, and starts it anew', async () => {
    const prover = createBallotProver({ artifacts: urls('slow') })
    for (const round of [1, 2]) {
      const controller = new AbortController()
      const proving = prover.prove({
        ...job,
        signal: controller.signal,
        onProgress: () => controller.abort(new Error('Too slow.')),
      })
      await expect(proving).rejects.toThrow('Too slow.')
      await expect.poll(() => givenUp).toBe(2 * round)
    }
    expect(requests).toHaveLength(4)
  })

  test('says at once how far a download is that was begun ahead', async () => {
    const prover = createBallotProver({ artifacts: urls('slow') })
    prover.prepare()
    await expect.poll(() => requests).toHaveLength(2)
    const progress: BallotProofProgress[] = []
    const controller = new AbortController()
    const proving = prover.prove({
      ...job,
      signal: controller.signal,
      onProgress: (each) => progress.push(each),
    })
    await expect.poll(() => progress.length).toBeGreaterThan(0)
    expect(progress[0]).toMatchObject({ stage: 'artifacts', total: null })
    expect(requests).toHaveLength(2)
    controller.abort(new Error('Too slow.'))
    await expect(proving).rejects.toThrow('Too slow.')
  })

  test('fetches again what could not be fetched', async () => {
    const prover = createBallotProver({ artifacts: urls('none') })
    await expect(prover.prove(job)).rejects.toThrow(ServerUnavailableError)
    await expect(prover.prove(job)).rejects.toThrow(ServerUnavailableError)
    expect(requests.length).toBeGreaterThanOrEqual(3)
  })
})
