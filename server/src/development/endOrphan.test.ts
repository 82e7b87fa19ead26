import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createTestFolder } from '../testing/createTestFolder.ts'
import { endOrphan } from './endOrphan.ts'

/** Starts a process that goes on until it is told to stop, with a word in its command line. */
async function startChild(word: string) {
  const script = 'process.stdout.write("ready"); setInterval(() => {}, 1_000)'
  const child = spawn(process.execPath, ['-e', script, word], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child
}

describe('endOrphan', () => {
  test('ends the process that the file names and forgets it', async () => {
    const pidFile = join(await createTestFolder(), 'pid')
    const child = await startChild('psephos-orphan')
    await writeFile(pidFile, String(child.pid))
    const exited = once(child, 'exit')
    await endOrphan({ pidFile, command: ['psephos-orphan'] })
    expect(await exited).toEqual([null, 'SIGINT'])
    expect(existsSync(pidFile)).toBe(false)
  })

  test('leaves a process that has only taken the number', async () => {
    const pidFile = join(await createTestFolder(), 'pid')
    const child = await startChild('anvil')
    await writeFile(pidFile, String(child.pid))
    await endOrphan({ pidFile, command: ['anvil', '/state/chain.json'] })
    expect(child.exitCode).toBeNull()
    expect(child.signalCode).toBeNull()
    expect(existsSync(pidFile)).toBe(false)
  })

  test.each(['', 'x', '1', '-1', '1073741824'])('shrugs at a file that says %j', async (text) => {
    const pidFile = join(await createTestFolder(), 'pid')
    await writeFile(pidFile, text)
    await endOrphan({ pidFile, command: [''] })
    expect(existsSync(pidFile)).toBe(false)
  })
})
