import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDatabaseConfiguration } from '../readConfiguration.ts'
import { openConfiguredDatabase } from '../storage/openConfiguredDatabase.ts'
import { copyTestDatabase } from '../testing/copyTestDatabase.ts'
import { createTestFolder } from '../testing/createTestFolder.ts'
import { createTestPostgresDatabase } from '../testing/createTestPostgresDatabase.ts'
import { runBackup, runRestore } from './runBackup.ts'

describe('a backup in a file', () => {
  test('moves a server from the embedded database to PostgreSQL', async () => {
    const folder = await createTestFolder()
    const state = join(folder, 'state')
    await copyTestDatabase(join(state, 'database'))
    const embedded = readDatabaseConfiguration({ STATE_DIRECTORY: state })
    const { url, drop } = await createTestPostgresDatabase({ migrated: true })
    const postgres = readDatabaseConfiguration({ DATABASE_URL: url })
    const document = '{"title":"A garden? 🗳️"}'
    {
      await using stack = new AsyncDisposableStack()
      const { prisma } = await openConfiguredDatabase(embedded, stack)
      await prisma.metadata.create({ data: { cid: 'bafk', document } })
    }

    const file = join(folder, 'backup.jsonl')
    expect(await runBackup({ configuration: embedded, file })).toBe(1)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).not.toContain('backup.jsonl.part')
    expect(await runRestore({ configuration: postgres, file })).toBe(1)
    {
      await using stack = new AsyncDisposableStack()
      const { prisma } = await openConfiguredDatabase(postgres, stack)
      expect(await prisma.metadata.findMany()).toMatchObject([{ cid: 'bafk', document }])
    }
    const again = runRestore({ configuration: postgres, file })
    await expect(again).rejects.toThrow('needs a database without a row')
    await drop()
  })

  test('is told apart from what is none, and an old one is kept until the new one is whole', async () => {
    const folder = await createTestFolder()
    const file = join(folder, 'backup.jsonl')
    const configuration = readDatabaseConfiguration({ DATABASE_URL: 'postgresql://127.0.0.1:9/x' })
    await expect(runRestore({ configuration, file })).rejects.toThrow('cannot be read')
    await writeFile(file, 'old')
    await expect(runBackup({ configuration, file })).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
    })
    expect(await readFile(file, 'utf8')).toBe('old')
  })
})
