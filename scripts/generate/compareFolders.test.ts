import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { compareFolders } from './compareFolders.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psephos-compare-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

async function compare(files: { actual: Record<string, string>; expected: typeof files.actual }) {
  for (const [side, contents] of Object.entries(files)) {
    for (const [path, content] of Object.entries(contents)) {
      await mkdir(join(folder, side, path, '..'), { recursive: true })
      await writeFile(join(folder, side, path), content)
    }
  }
  return compareFolders({ actual: join(folder, 'actual'), expected: join(folder, 'expected') })
}

describe('compareFolders', () => {
  test('finds no difference between equal folders', async () => {
    const files = { 'a.ts': 'a', 'deep/b.ts': 'b' }
    expect(await compare({ actual: files, expected: files })).toEqual([])
  })

  test('names what is missing, changed and left over', async () => {
    expect(
      await compare({
        actual: { 'deep/changed.ts': 'old', 'left.ts': '' },
        expected: { 'deep/changed.ts': 'new', 'added.ts': '' },
      }),
    ).toEqual([
      { path: 'added.ts', kind: 'missing' },
      { path: 'deep/changed.ts', kind: 'changed' },
      { path: 'left.ts', kind: 'left over' },
    ])
  })

  test('takes a folder that does not exist for an empty one', async () => {
    expect(await compare({ actual: {}, expected: { 'a.ts': '' } })).toEqual([
      { path: 'a.ts', kind: 'missing' },
    ])
  })
})
