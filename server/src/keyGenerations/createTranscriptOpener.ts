import { setImmediate } from 'node:timers/promises'
import {
  type Conclusion,
  concludeTranscript,
  type JudgeDealsParameters,
  type KeyGeneration,
  type OpenedDeal,
  openComplaint,
  openDeal,
  openInvitation,
  wireComplaint,
  wireDeal,
  wireInvitation,
} from '@psephos/lib'
import type { StoredKeyGeneration } from './readKeyGenerations.ts'

/** Reads what is stored of key generations. */
export interface TranscriptOpener {
  /** Returns what was dealt. */
  readonly openDeals: (row: StoredKeyGeneration) => Promise<OpenedDeal[]>
  /** Returns what it comes to. */
  readonly conclude: (row: StoredKeyGeneration) => Promise<Conclusion>
}

const KEPT = { deals: 64, conclusions: 16 } as const

/**
 * Returns a reader that keeps what it opened: for the largest committees a deal takes a tenth of a second of curve
 * arithmetic, which nobody is to be able to ask for again and again.
 */
export function createTranscriptOpener(): TranscriptOpener {
  const deals = createMemory<OpenedDeal>(KEPT.deals)
  const conclusions = createMemory<Conclusion>(KEPT.conclusions)

  async function openDeals(row: StoredKeyGeneration): Promise<OpenedDeal[]> {
    const keyGeneration = openStoredInvitation(row)
    const opened: OpenedDeal[] = []
    for (const { kind, about, document } of row.messages) {
      if (kind !== 'deal') continue
      const openOne = async (): Promise<OpenedDeal> => {
        // Others are served between one deal and the next.
        await setImmediate()
        return openDeal({ keyGeneration, deal: wireDeal.parse(JSON.parse(document)) })
      }
      opened.push(await deals(`${row.session}/${about}`, openOne))
    }
    return opened
  }

  async function open(row: StoredKeyGeneration): Promise<JudgeDealsParameters> {
    const keyGeneration = openStoredInvitation(row)
    const opened = await openDeals(row)
    const complaints = row.messages
      .filter(({ kind }) => kind === 'complaint')
      .map(({ document }) => wireComplaint.parse(JSON.parse(document)))
      .map((complaint) => openComplaint({ keyGeneration, deals: opened, complaint }))
    return { keyGeneration, deals: opened, complaints }
  }

  return {
    openDeals,
    conclude: (row) => {
      const said = row.messages
        .filter(({ kind }) => kind !== 'confirmation')
        .map(({ kind, author, about, createdAt }) => `${kind} ${author} ${about} ${+createdAt}`)
      const key = [row.session, ...said].join('\n')
      return conclusions(key, async () => concludeTranscript(await open(row)))
    },
  }
}

/** Returns the invitation of what is stored. */
export function openStoredInvitation({
  invitation,
}: Pick<StoredKeyGeneration, 'invitation'>): KeyGeneration {
  return openInvitation(wireInvitation.parse(JSON.parse(invitation)))
}

/** Keeps the latest values that were made; who asks while one is being made waits for it. Failures are not kept. */
function createMemory<Value>(capacity: number) {
  const values = new Map<string, Promise<Value>>()
  return (key: string, make: () => Promise<Value>): Promise<Value> => {
    const value = values.get(key) ?? make()
    values.delete(key)
    values.set(key, value)
    const [oldest] = values.keys()
    if (values.size > capacity && oldest !== undefined) values.delete(oldest)
    value.catch(() => {
      if (values.get(key) === value) values.delete(key)
    })
    return value
  }
}
