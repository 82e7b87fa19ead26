import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { MigrationList } from '@prisma/schema-engine-wasm'

const FOLDER = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/**
 * Returns every migration of `server/prisma/migrations`, oldest first, in the form that Prisma's
 * engine takes.
 */
export async function readMigrations(): Promise<MigrationList> {
  const entries = await readdir(FOLDER, { withFileTypes: true })
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
  const migrationDirectories = await Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: await readFile(`${FOLDER}/${name}/migration.sql`, 'utf8'),
        },
      },
    })),
  )
  return {
    baseDir: FOLDER,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(`${FOLDER}/migration_lock.toml`, 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories,
  }
}
