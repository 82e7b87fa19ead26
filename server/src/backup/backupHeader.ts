import * as z from 'zod'

/** The first line of a backup: its form, and the migrations of the database that it was made of. */
export const backupHeader = z.strictObject({
  format: z.literal('psephos-backup-1'),
  migrations: z.array(z.string()),
})
/** The line before a table's rows. */
export const backupTable = z.strictObject({ table: z.string() })
/** The last line: how many rows came before it. */
export const backupEnd = z.strictObject({ rows: z.number().int() })

/** The first line of a backup. */
export type BackupHeader = z.output<typeof backupHeader>
