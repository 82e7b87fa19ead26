import type { AuditVerdict, ErrorCode } from '@psephos/lib'

/** What the process ends with. `--help` prints this table, and README.md shows it. */
export const exitCodes = {
  done: { code: 0, meaning: 'done; for `audit`: confirmed' },
  refused: { code: 1, meaning: 'refused by the rules; for `audit`: refuted' },
  usage: { code: 2, meaning: 'the command line or a file that it names is wrong' },
  unavailable: { code: 3, meaning: 'a chain or a server is not available' },
  incomplete: {
    code: 4,
    meaning: '`audit`: nothing is refuted, but something could not be checked',
  },
} as const

/** How a command ended. */
export type Ending = keyof typeof exitCodes

/** How an audit ends, by what it found out. */
export const endingOfVerdict = {
  confirmed: 'done',
  refuted: 'refused',
  incomplete: 'incomplete',
} as const satisfies Record<AuditVerdict, Ending>

/** The failures that are nobody's fault here: doing the same again may succeed. */
const unavailable: ReadonlySet<ErrorCode> = new Set([
  'CHAIN_EVENTS_MISSING',
  'CHAIN_REORGANIZED',
  'CHAIN_UNAVAILABLE',
  'INTERNAL',
  'SERVER_BUSY',
  'SERVER_UNAVAILABLE',
  'TOO_MANY_REQUESTS',
])

/** The failures of what was given to the command: a file, an argument. */
const usage: ReadonlySet<ErrorCode> = new Set([
  'ARCHIVE_MALFORMED',
  'COMMITTEE_MALFORMED',
  'CONFIGURATION_INVALID',
  'IDENTITY_FILE_ALTERED',
  'IDENTITY_FILE_FOREIGN',
  'IDENTITY_FILE_TOO_NEW',
  'IDENTITY_FILE_TRUNCATED',
  'METADATA_MALFORMED',
  'PASSPHRASE_UNFIT',
  'PASSPHRASE_WRONG',
  'PROPOSAL_MALFORMED',
  'TRUSTEE_FILE_UNUSABLE',
  'VOTES_OUT_OF_RANGE',
])

/** How a command ends that failed with an error of the library. */
export function endingOfError(code: ErrorCode): Ending {
  if (unavailable.has(code)) return 'unavailable'
  return usage.has(code) ? 'usage' : 'refused'
}
