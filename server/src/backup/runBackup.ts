import { once } from 'node:events'
import { createReadStream, type ReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { BackupUnusableError } from '@psephos/lib'
import type { DatabaseConfiguration } from '../readConfiguration.ts'
import { openConfiguredDatabase } from '../storage/openConfiguredDatabase.ts'
import { restoreBackup } from './restoreBackup.ts'
import { writeBackup } from './writeBackup.ts'

/** What {@link runBackup} and {@link runRestore} take. */
export interface RunBackupParameters {
  readonly configuration: DatabaseConfiguration
  /** The path of the backup. */
  readonly file: string
}

/**
 * Writes a backup of the configured database, readable by its owner alone, and returns how many
 * rows it has. The file is there when it is whole, and not before.
 */
export async function runBackup({ configuration, file }: RunBackupParameters): Promise<number> {
  await using stack = new AsyncDisposableStack()
  const { prisma } = await openConfiguredDatabase(configuration, stack)
  const part = `${file}.part`
  try {
    const rows = await writeFile(part, (write) => writeBackup({ prisma, write }))
    await rename(part, file)
    return rows
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** Many lines at once, for each costs a call to the system. */
const BUFFER = 1_000_000

async function writeFile(
  path: string,
  fill: (write: (line: string) => Promise<void>) => Promise<number>,
): Promise<number> {
  const handle = await open(path, 'w', 0o600)
  try {
    let buffer = ''
    const rows = await fill(async (line) => {
      buffer += `${line}\n`
      if (buffer.length < BUFFER) return
      await handle.writeFile(buffer)
      buffer = ''
    })
    await handle.writeFile(buffer)
    await handle.sync()
    return rows
  } finally {
    await handle.close()
  }
}

/**
 * Brings a backup into the configured database, which must be empty, and returns how many rows it
 * has.
 * @throws {@link BackupUnusableError}
 */
export async function runRestore({ configuration, file }: RunBackupParameters): Promise<number> {
  await using stack = new AsyncDisposableStack()
  const stream = createReadStream(file, 'utf8')
  stack.defer(() => void stream.destroy())
  await once(stream, 'open').catch((cause: unknown) => {
    throw new BackupUnusableError({ reason: `${file} cannot be read` }, { cause })
  })
  const { prisma } = await openConfiguredDatabase(configuration, stack)
  return await restoreBackup({ prisma, lines: readLines(stream) })
}

/** Begins when it is read: lines that come before would be lost. */
async function* readLines(stream: ReadStream): AsyncGenerator<string> {
  yield* createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })
}
