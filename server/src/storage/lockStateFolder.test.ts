import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createTestFolder } from '../testing/createTestFolder.ts'
import { lockStateFolder } from './lockStateFolder.ts'

/** No process has so high a number. */
const NOBODY = 2 ** 30

describe('lockStateFolder', () => {
  test('creates the folder and names its owner until it is released', async () => {
    const path = join(await createTestFolder(), 'deep', 'state')
    const folder = await lockStateFolder(path)
    expect(await readFile(join(path, 'lock'), 'utf8')).toBe(String(process.pid))
    await folder.release()
    await expect(readFile(join(path, 'lock'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('refuses a folder that another living process has, in one sentence', async () => {
    const path = await createTestFolder()
    await writeFile(join(path, 'lock'), String(process.ppid))
    await expect(lockStateFolder(path)).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: expect.stringContaining(`in use by another Psephos (process ${process.ppid})`),
    })
    expect(await readFile(join(path, 'lock'), 'utf8')).toBe(String(process.ppid))
  })

  test.each([
    ['of a process that is gone', String(NOBODY)],
    ['that is broken', 'x'],
    ['that is empty', ''],
  ])('takes over a lock %s', async (_case, content) => {
    const path = await createTestFolder()
    await writeFile(join(path, 'lock'), content)
    await (await lockStateFolder(path)).release()
  })

  test('refuses a file in place of the folder', async () => {
    const path = join(await createTestFolder(), 'state')
    await writeFile(path, '')
    for (const each of [path, join(path, 'below')]) {
      await expect(lockStateFolder(each)).rejects.toMatchObject({
        code: 'CONFIGURATION_INVALID',
        message: `The setting STATE_DIRECTORY ${each} is no folder.`,
      })
    }
  })
})
