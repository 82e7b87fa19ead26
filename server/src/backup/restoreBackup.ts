import { BackupUnusableError } from '@psephos/lib'
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts'
import { backupEnd, backupHeader, backupTable } from './backupHeader.ts'
import { listMigrations, listTables } from './listTables.ts'
import { runBackupTransaction } from './runBackupTransaction.ts'

/** What {@link restoreBackup} takes. */
export interface RestoreBackupParameters {
  /** A database without a row. */
  readonly prisma: PrismaClient
  /** What `writeBackup` wrote. */
  readonly lines: AsyncIterable<string>
}

/** How many rows, and how many characters of them, go to the database at once. */
const [ROWS, CHARACTERS] = [1_000, 4_000_000]

/**
 * Writes all rows of a backup into an empty database, or none, and returns how many.
 * @throws {@link BackupUnusableError} when the database is not empty, or the file is no backup, of
 * another version, or cut off.
 */
export function restoreBackup({ prisma, lines }: RestoreBackupParameters): Promise<number> {
  return runBackupTransaction(prisma, async (transaction) => {
    const tables = await listTables(transaction)
    await requireEmpty(transaction, tables)
    let table: string | undefined
    let total = 0
    let waiting: string[] = []
    let characters = 0
    const flush = async (): Promise<void> => {
      if (table !== undefined && waiting.length > 0) await insert(transaction, table, waiting)
      waiting = []
      characters = 0
    }
    let isFirst = true
    let isEnded = false
    for await (const line of lines) {
      if (isEnded) throw new BackupUnusableError({ reason: 'goes on after its end' })
      const value = parseLine(line)
      if (isFirst) {
        await checkHeader(transaction, value)
        isFirst = false
        continue
      }
      const [next, end] = [backupTable.safeParse(value), backupEnd.safeParse(value)]
      if (next.success && tables.includes(next.data.table)) {
        await flush()
        table = next.data.table
      } else if (end.success) {
        await flush()
        isEnded = end.data.rows === total
      } else {
        if (table === undefined) throw new BackupUnusableError({ reason: 'has rows of no table' })
        waiting.push(line)
        characters += line.length
        total += 1
        if (waiting.length >= ROWS || characters >= CHARACTERS) await flush()
      }
    }
    if (!isEnded) throw new BackupUnusableError({ reason: 'is cut off' })
    for (const name of tables) await continueSequences(transaction, name)
    return total
  })
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new BackupUnusableError({ reason: 'has a line that is not JSON' })
  }
}

async function requireEmpty(
  transaction: Prisma.TransactionClient,
  tables: readonly string[],
): Promise<void> {
  for (const table of tables) {
    const rows = await transaction.$queryRawUnsafe<unknown[]>(`SELECT 1 FROM "${table}" LIMIT 1`)
    if (rows.length > 0) throw new BackupUnusableError({ reason: 'needs a database without a row' })
  }
}

async function checkHeader(transaction: Prisma.TransactionClient, value: unknown): Promise<void> {
  const header = backupHeader.safeParse(value)
  if (!header.success) throw new BackupUnusableError({ reason: 'is no backup of Psephos' })
  const migrations = await listMigrations(transaction)
  if (header.data.migrations.join() !== migrations.join()) {
    const reason = `was made with the migration ${header.data.migrations.at(-1)}, but the database has ${migrations.at(-1)}; restore it with the version that made it, then upgrade`
    throw new BackupUnusableError({ reason })
  }
}

/** The rows go on as text: no number of theirs passes through JavaScript. */
async function insert(
  transaction: Prisma.TransactionClient,
  table: string,
  rows: readonly string[],
): Promise<void> {
  try {
    await transaction.$executeRawUnsafe(
      `INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", $1::json)`,
      `[${rows.join()}]`,
    )
  } catch (cause) {
    const reason = `has rows that the table ${table} does not take`
    throw new BackupUnusableError({ reason }, { cause })
  }
}

/** A counter goes on after the highest number that it gave. */
async function continueSequences(
  transaction: Prisma.TransactionClient,
  table: string,
): Promise<void> {
  const counters = await transaction.$queryRaw<{ column: string; sequence: string }[]>`
    SELECT attribute.attname::text AS "column", sequence AS "sequence"
    FROM pg_attribute AS attribute,
      LATERAL pg_get_serial_sequence(format('%I', ${table}::text), attribute.attname) AS sequence
    WHERE attribute.attrelid = format('%I', ${table}::text)::regclass
      AND attribute.attnum > 0 AND NOT attribute.attisdropped AND sequence IS NOT NULL`
  for (const { column, sequence } of counters) {
    await transaction.$executeRawUnsafe(
      `SELECT setval('${sequence}', (SELECT max("${column}") FROM "${table}"))`,
    )
  }
}
