import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import { type BallotPage, type ReadBallotPageParameters, readBallotPage } from './readBallotPage.ts'

/** What {@link exportBallots} takes. */
export interface ExportBallotsParameters
  extends Pick<ReadBallotPageParameters, 'prisma' | 'proposal' | 'set' | 'until' | 'kind'> {
  /** NDJSON has a ballot on each line as lists have it; CSV has the votes of open ballots, and no proofs. */
  readonly format: 'ndjson' | 'csv'
  readonly output: Writable
}

const ROWS_AT_ONCE = 500

/**
 * Writes all of a proposal's ballots, by nullifier. However many there are, no more than some
 * hundred are held at once, and only as fast as the reader reads.
 */
export async function exportBallots(parameters: ExportBallotsParameters): Promise<void> {
  const { format, output, proposal, set } = parameters
  if (format === 'ndjson') {
    await pipeline(Readable.from(toLines(parameters)), output)
    return
  }
  const options = Array.from({ length: proposal.optionCount }, (_, option) => `votes_${option}`)
  const columns = [
    'nullifier',
    'revision',
    ...(set === 'settled' ? ['transaction'] : []),
    ...options,
  ]
  const csv = stringify({ header: true, columns, record_delimiter: 'windows' })
  await pipeline(Readable.from(toRecords(parameters)), csv, output)
}

type Row = BallotPage['ballots'][number]

async function* readRows(parameters: ExportBallotsParameters): AsyncGenerator<Row> {
  let cursor: string | undefined
  do {
    const page = await readBallotPage({ ...parameters, cursor, limit: ROWS_AT_ONCE })
    yield* page.ballots
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
}

async function* toLines(parameters: ExportBallotsParameters): AsyncGenerator<string> {
  for await (const row of readRows(parameters)) yield `${JSON.stringify(row)}\n`
}

async function* toRecords(
  parameters: ExportBallotsParameters,
): AsyncGenerator<(string | number)[]> {
  for await (const row of readRows(parameters)) {
    const transaction = 'transaction' in row ? [row.transaction] : []
    const votes = 'votes' in row ? row.votes : []
    yield [row.nullifier, row.revision, ...transaction, ...votes]
  }
}
