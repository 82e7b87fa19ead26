import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { diffSchema } from '../src/storage/diffSchema.ts'

/** Writes the next migration: `node server/scripts/createMigration.ts <name>`. */
const name = process.argv[2]
if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
  process.stderr.write('Usage: node server/scripts/createMigration.ts <name_in_snake_case>\n')
  process.exit(2)
}
const sql = await diffSchema()
if (/^-- This is an empty migration/m.test(sql) || sql.trim() === '') {
  process.stdout.write('The migrations agree with schema.prisma: nothing to write.\n')
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = new URL(`../prisma/migrations/${stamp}_${name}/`, import.meta.url)
  await mkdir(folder, { recursive: true })
  await writeFile(new URL('migration.sql', folder), sql)
  process.stdout.write(`Wrote ${fileURLToPath(folder)}migration.sql\n`)
}
