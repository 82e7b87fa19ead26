import { execFile } from 'node:child_process'
import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { header } from './header.ts'

const schemaPath = 'server/prisma/schema.prisma'
const clientPath = 'server/src/generated/prisma'

/**
 * Writes the Prisma client of `server/prisma/schema.prisma` into `folder`. It is generated from a
 * copy, because Prisma knows no other place for it than the one that the schema names.
 */
export async function generatePrismaClient(folder: string): Promise<void> {
  const copy = await mkdtemp(join(tmpdir(), 'psephos-prisma-'))
  try {
    await mkdir(join(copy, 'server/prisma'), { recursive: true })
    await copyFile(schemaPath, join(copy, schemaPath))
    await runPrisma(copy)
    const client = join(copy, clientPath)
    for (const entry of await readdir(client, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      await writeFile(path, header + (await readFile(path, 'utf8')).trimStart())
    }
    await cp(client, folder, { recursive: true })
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}

async function runPrisma(cwd: string): Promise<void> {
  const cli = createRequire(import.meta.url).resolve('prisma/build/index.js')
  await promisify(execFile)(process.execPath, [cli, 'generate', '--schema', schemaPath], {
    cwd,
    env: {
      ...process.env,
      // The schema engine is never run here, but Prisma downloads one unless it is told of a file.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: 'true',
      CHECKPOINT_DISABLE: '1',
    },
  })
}
