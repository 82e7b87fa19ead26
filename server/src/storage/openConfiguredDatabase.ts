import { join } from 'node:path'
import { ConfigurationInvalidError, PsephosError } from '@psephos/lib'
import type { DatabaseConfiguration } from '../readConfiguration.ts'
import { lockStateFolder } from './lockStateFolder.ts'
import { type Database, openDatabase } from './openDatabase.ts'

/**
 * Opens the database that the settings name, which `stack` closes: without a `DATABASE_URL` PGlite
 * in the state folder, which no other process may have open.
 * @throws {@link ConfigurationInvalidError} when it cannot be opened and brought up to date.
 */
export async function openConfiguredDatabase(
  { DATABASE_URL, DATABASE_CONNECTIONS, STATE_DIRECTORY }: DatabaseConfiguration,
  stack: AsyncDisposableStack,
): Promise<Database> {
  if (DATABASE_URL === undefined) {
    const folder = await lockStateFolder(STATE_DIRECTORY)
    stack.defer(folder.release)
  }
  try {
    const database = await openDatabase(
      DATABASE_URL === undefined
        ? { directory: join(STATE_DIRECTORY, 'database') }
        : { url: DATABASE_URL, connections: DATABASE_CONNECTIONS },
    )
    stack.defer(database.close)
    return database
  } catch (cause) {
    if (cause instanceof PsephosError) throw cause
    const setting = 'STATE_DIRECTORY'
    const reason = 'names no database that can be opened and brought up to date'
    throw Object.assign(new ConfigurationInvalidError({ setting, reason }), { cause })
  }
}
