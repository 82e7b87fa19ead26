import type {
  AuditProgress,
  AuditReport,
  ErrorCode,
  ErrorDetails,
  WireChainAnswer,
} from '@psephos/lib'
import type { OwnBallot } from './isBallotCounted.ts'

/** Who says what the chain says: this server, or the node of a wallet of this browser. */
export type ChainSource = 'server' | 'wallet'

/** What the audit worker takes: one election, to be read from a node, from a file, or from both. */
export type AuditJob = {
  /** Which one it must be; null for whichever the file holds. */
  election: {
    chainId: number
    governor: string
    proposalId: bigint
    /** From where on events are read. */
    fromBlock: number
  } | null
  /** A file of `exportArchive`; null reads the chain alone. */
  archive: Blob | null
  /** Null asks nobody: what the file says of the chain is then its word. */
  source: ChainSource | null
  /** By whose route the server's node is asked, and where what people read is; null for neither. */
  space: string | null
  /** The ballot that this browser remembers to have cast; it is not told to anybody who is asked. */
  own: OwnBallot | null
}

/** What the audit worker is told after its job: what the wallet answered to a question. */
export type AuditReply = { type: 'reply'; id: number; answer: WireChainAnswer }

/**
 * What the audit worker says: how far it is, what it asks the wallet (which only a page can), and at
 * last what it found or why it could not. An error's class does not survive the way.
 */
export type AuditMessage =
  | { type: 'progress'; progress: AuditProgress }
  | { type: 'question'; id: number; method: string; params: unknown[] }
  | { type: 'result'; result: AuditResult }
  | { type: 'refusal'; code: ErrorCode; message: string; details: ErrorDetails }
  | { type: 'failure'; message: string }

/** What an audit found, and the file of what it audited. */
export type AuditResult = {
  report: AuditReport
  archive: Blob
  /** The options' titles, where the text is the one that the chain commits to; else none. */
  titles: string[]
  /** Whether the job's own ballot is the one of its person that counts. */
  isOwnCounted: boolean
}
