import { expect, test } from 'vitest'
import { diffSchema } from './diffSchema.ts'

test('schema.prisma and the migrations agree', async () => {
  const sql = await diffSchema()
  const statements = sql.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('--'))
  expect(statements).toEqual([])
})
