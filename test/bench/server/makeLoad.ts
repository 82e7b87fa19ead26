import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { openDatabase } from '@psephos/server/src/storage/openDatabase.ts'
import type { LoadOrder, LoadReport } from './loadMessages.ts'

// The process that makes the load: it sends ballots until it is ended.

/** How long a ballot stays stored before its row is deleted and it is sent anew, in milliseconds. */
const SWEEP = 100

process.on('disconnect', () => process.exit())
process.once('message', (order: LoadOrder) => void run(order))

async function run({ origin, proposal, databaseUrl, ...order }: LoadOrder): Promise<void> {
  const { prisma } = await openDatabase({ url: databaseUrl })
  const url = new URL(`${origin}/api/v1/proposals/${proposal}/ballots`)
  const agent = new Agent({ keepAlive: true, maxSockets: order.concurrency })
  const counts = { accepted: 0, repeated: 0, refused: 0, busy: 0, failed: 0, failure: '' }
  const free = [...order.ballots]
  const bad = order.ballots.map(({ body }) => spoil(body))
  let held: LoadOrder['ballots'][number][] = []
  let requests = 0

  async function post(body: string): Promise<{ status: number; text: string }> {
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>()
    const sent = request(url, {
      agent,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        // Each is another client's.
        'x-forwarded-for': `10.${requests % 251}.${(requests >> 8) % 256}.${requests % 256}`,
      },
    })
    requests++
    sent.on('error', reject)
    sent.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (text += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      response.on('error', reject)
    })
    sent.end(body)
    return promise
  }

  async function sendOne(): Promise<void> {
    const die = (requests * 37) % 100
    const isBad = die < order.invalid
    const again = die < order.invalid + order.repeated ? held[requests % held.length] : undefined
    const ballot = isBad || again ? again : free.shift()
    const body = isBad ? bad[requests % bad.length] : ballot?.body
    if (body === undefined) return wait(5)
    try {
      const { status, text } = await post(body)
      if (status === 503) counts.busy++
      else if (isBad ? status === 422 : status === 202) {
        counts[isBad ? 'refused' : again ? 'repeated' : 'accepted']++
        if (!isBad && !again && ballot) held.push(ballot)
        return
      } else throw new Error(`${status} ${text.slice(0, 300)}`)
    } catch (error) {
      counts.failed++
      counts.failure = String(error)
    }
    if (!isBad && !again && ballot) free.push(ballot)
    await wait(50)
  }

  /** Deletes what is held, so that it can be sent anew; whoever repeats one finds it gone or not. */
  async function sweep(): Promise<void> {
    for (;;) {
      await wait(SWEEP)
      const swept = held
      if (swept.length === 0) continue
      held = []
      const nullifiers = swept.map(({ nullifier }) => nullifier)
      await prisma.ballot.deleteMany({
        where: { proposalId: proposal, nullifier: { in: nullifiers } },
      })
      free.push(...swept)
    }
  }

  const loop = async () => {
    for (;;) await sendOne()
  }
  setInterval(() => process.send?.({ ...counts } satisfies LoadReport), 1_000)
  await Promise.all([sweep(), ...Array.from({ length: order.concurrency }, loop)])
}

/** The ballot with another's nullifier, which nobody has: only the pairing tells. */
function spoil(body: string): string {
  const ballot = JSON.parse(body)
  const nullifier = String(BigInt(ballot.proof.nullifier) ^ 1n)
  return JSON.stringify({ ...ballot, proof: { ...ballot.proof, nullifier } })
}
