import { expect, test } from 'vitest'
import { createTestEngine } from '../testing/createTestEngine.ts'
import { diffSchema } from './diffSchema.ts'

test('schema.prisma and the migrations agree', async () => {
  const sql = await diffSchema(await createTestEngine())
  const statements = sql.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('--'))
  expect(statements).toEqual([])
})
