import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test, vi } from 'vitest'

/** As a bench: it has a child that would go on for ever, tells its id, and exits when it is told to. */
const PARENT = `
  import { spawn } from 'node:child_process'
  import { endWithProcess } from ${JSON.stringify(new URL('./endWithProcess.ts', import.meta.url).href)}
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'])
  endWithProcess(child)
  process.once('SIGTERM', () => process.exit(143))
  process.stdout.write(String(child.pid))
`

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('endWithProcess', () => {
  test('ends a child with the process that started it', async () => {
    const parent = spawn(process.execPath, ['--input-type=module', '-e', PARENT], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [said]: Buffer[] = await once(parent.stdout, 'data')
    const pid = Number(String(said))
    expect(lives(pid)).toBe(true)
    const ended = once(parent, 'exit')
    parent.kill('SIGTERM')
    expect(await ended).toEqual([143, null])
    await vi.waitUntil(() => !lives(pid), { timeout: 10_000 })
  })
})
