import { setTimeout as wait } from 'node:timers/promises'
import { openDatabase } from '@psephos/server/src/storage/openDatabase.ts'
import { createPoster, type Post } from './createPoster.ts'
import type { LoadOrder, LoadReport } from './loadMessages.ts'

// The process that makes the load: it sends ballots until it is ended.

/** How long a ballot stays stored before its row is deleted and it is sent anew, in milliseconds. */
const SWEEP = 100

process.on('disconnect', () => process.exit())
process.once('message', (order: LoadOrder) => void run(order))

async function run({ origin, proposal, databaseUrl, ...order }: LoadOrder): Promise<void> {
  const { engine } = await openDatabase({ url: databaseUrl })
  if (engine.kind !== 'postgres') throw new TypeError('The load is for PostgreSQL.')
  const { pool } = engine
  const { port, pathname: path } = new URL(`${origin}/api/v1/proposals/${proposal}/ballots`)
  const counts = { accepted: 0, repeated: 0, refused: 0, busy: 0, failed: 0, failure: '' }
  const free = [...order.ballots]
  const bad = order.ballots.map(({ body }) => spoil(body))
  let held: LoadOrder['ballots'][number][] = []
  let requests = 0

  async function sendOne(post: Post): Promise<void> {
    const die = (requests * 37) % 100
    const isBad = die < order.invalid
    const again = die < order.invalid + order.repeated ? held[requests % held.length] : undefined
    const ballot = isBad || again ? again : free.shift()
    const body = isBad ? bad[requests % bad.length] : ballot?.body
    if (body === undefined) return wait(5)
    try {
      // Each is another client's.
      const client = `10.${requests % 251}.${(requests >> 8) % 256}.${requests % 256}`
      requests++
      const { status, text } = await post({ body, client })
      if (status === 503) counts.busy++
      else if (isBad ? status === 422 : status === 202) {
        counts[isBad ? 'refused' : again ? 'repeated' : 'accepted']++
        if (!isBad && !again && ballot) held.push(ballot)
        return
      } else throw new Error(`${status} ${text.slice(0, 2_000)}`)
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
      await pool.query('DELETE FROM "Ballot" WHERE "proposalId" = $1 AND "nullifier" = ANY ($2)', [
        proposal,
        nullifiers,
      ])
      free.push(...swept)
    }
  }

  const loop = async () => {
    const post = createPoster({ port: Number(port), path })
    for (;;) await sendOne(post)
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
