import type { WireSpace } from '@psephos/lib'
import { zeroPadValue } from 'ethers'
import type { Prisma } from '../generated/prisma/client.ts'
import type { Chain } from './connectChain.ts'

/** What {@link readDecryptionEvents} takes; both blocks are read. */
export interface ReadDecryptionEventsParameters {
  readonly chain: Chain
  readonly space: WireSpace
  readonly from: number
  readonly to: number
}

/** Rows for the database. */
export interface DecryptionEvents {
  readonly steps: Prisma.ProposalStepCreateManyInput[]
  readonly shares: Prisma.DecryptionShareCreateManyInput[]
}

/** What becomes of a secret proposal in the ballot box, and the event that tells of it. */
const STEPS = { SecretBallotsClosed: 'closed', SecretTallyFinalised: 'revealed' } as const
const SHARE = 'DecryptionShareSubmitted'
const MAX_POSITION = 16n
const MAX_WORDS = 32

/** Reads how the secret proposals of a space are decrypted, from the events of its ballot box. */
export async function readDecryptionEvents({
  chain,
  space,
  from,
  to,
}: ReadDecryptionEventsParameters): Promise<DecryptionEvents> {
  const found = await chain.box(space)
  if (found === null) return { steps: [], shares: [] }
  const { interface: events } = found.box
  const names = [...(Object.keys(STEPS) as (keyof typeof STEPS)[]), SHARE] as const
  // The box is everybody's: of other governors nothing is asked for.
  const logs = await chain.provider.getLogs({
    address: found.address,
    topics: [
      names.map((name) => events.getEvent(name).topicHash),
      zeroPadValue(space.governor, 32),
    ],
    fromBlock: from,
    toBlock: to,
  })
  const steps: DecryptionEvents['steps'] = []
  const shares: DecryptionEvents['shares'] = []
  for (const log of logs) {
    const event = events.parseLog(log)
    if (event === null) continue
    const row = {
      spaceId: space.id,
      proposalId: String(event.args['proposalId']),
      transaction: log.transactionHash,
      block: log.blockNumber,
      logIndex: log.index,
    }
    if (event.name !== SHARE) {
      const step = STEPS[event.name as keyof typeof STEPS]
      if (step !== undefined) steps.push({ ...row, step })
      continue
    }
    const position: bigint = event.args['position']
    const points: readonly bigint[] = event.args['points']
    // A box of somebody's own making may say anything.
    if (position < 1n || position > MAX_POSITION || points.length > MAX_WORDS) continue
    shares.push({ ...row, position: Number(position), points: points.map(String) })
  }
  return { steps, shares }
}
