import type { PrismaClient } from '../generated/prisma/client.ts'
import type { BackupHeader } from './backupHeader.ts'
import { listMigrations, listTables } from './listTables.ts'
import { runBackupTransaction } from './runBackupTransaction.ts'

/** What {@link writeBackup} takes. */
export interface WriteBackupParameters {
  readonly prisma: PrismaClient
  /** Takes a line, without its end; the next one is made when it has. */
  readonly write: (line: string) => Promise<void>
}

/** How many rows are in memory at once. */
const ROWS = 1_000

/**
 * Writes all that is in the database, as it stands at one moment, as lines of JSON: a header, for
 * each table its name and its rows, and at the end how many rows there were, so that a file that
 * was cut off is noticed. Returns that number.
 */
export function writeBackup({ prisma, write }: WriteBackupParameters): Promise<number> {
  return runBackupTransaction(prisma, async (transaction) => {
    const migrations = await listMigrations(transaction)
    await write(JSON.stringify({ format: 'psephos-backup-1', migrations } satisfies BackupHeader))
    let total = 0
    for (const table of await listTables(transaction)) {
      await write(JSON.stringify({ table }))
      await transaction.$executeRawUnsafe(
        `DECLARE backup NO SCROLL CURSOR FOR SELECT row_to_json(row)::text AS line FROM "${table}" AS row`,
      )
      for (;;) {
        const rows = await transaction.$queryRawUnsafe<{ line: string }[]>(
          `FETCH ${ROWS} FROM backup`,
        )
        for (const { line } of rows) await write(line)
        total += rows.length
        if (rows.length < ROWS) break
      }
      await transaction.$executeRawUnsafe('CLOSE backup')
    }
    await write(JSON.stringify({ rows: total }))
    return total
  })
}
