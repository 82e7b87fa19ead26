import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { listen } from './http/listen.ts'
import { createTestFolder } from './testing/createTestFolder.ts'

const main = fileURLToPath(new URL('main.ts', import.meta.url))

interface Run {
  readonly child: ChildProcess
  /** Resolves when standard output holds the text, rejects when it ends without. */
  readonly waitFor: (text: string) => Promise<void>
  readonly end: Promise<{ code: number | null; stdout: string; stderr: string }>
}

function run(options: readonly string[], environment: Record<string, string>): Run {
  const child = spawn(process.execPath, [main, ...options], {
    env: {
      PATH: process.env['PATH'],
      // What Node has compiled of our modules in earlier runs.
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let stdout = ''
  let stderr = ''
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  const end = once(child, 'close').then(([code]) => ({ code, stdout, stderr }))
  const waitFor = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      child.stdout.on('data', () => {
        if (stdout.includes(text)) resolve()
      })
      child.once('close', () => reject(new Error(`It ended with: ${stderr}`)))
    })
  return { child, waitFor, end }
}

describe('the command line', () => {
  test('runs everything until Ctrl-C, and leaves nothing running', async () => {
    const folder = await createTestFolder()
    const environment = { PORT: '0', CHAIN_PORT: '0', STATE_DIRECTORY: folder }
    const { child, waitFor, end } = run(['--development'], environment)
    await waitFor('Press Ctrl-C to stop')
    const anvil = Number(await readFile(join(folder, 'chain.json.pid'), 'utf8'))
    expect(() => process.kill(anvil, 0)).not.toThrow()
    // From the terminal it may come twice.
    child.kill('SIGINT')
    child.kill('SIGINT')
    const { code, stdout, stderr } = await end
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/Page +http:\/\/localhost:\d+\n/)
    expect(stdout).toContain('World ID      development')
    expect(stdout).toMatch(/State +new/)
    expect(stdout.endsWith('Stopped.\n')).toBe(true)
    expect(() => process.kill(anvil, 0)).toThrow('ESRCH')
  })

  test('says in one sentence that the port is taken', async () => {
    const { port, close } = await listen({ host: 'loopback', port: 0 })
    onTestFinished(close)
    const folder = await createTestFolder()
    const { end } = run(['--development'], { PORT: String(port), STATE_DIRECTORY: folder })
    expect(await end).toEqual({
      code: 1,
      stdout: '',
      stderr: `The setting PORT ${port} is taken by another program; choose another, as in PORT=${port + 1} npm start.\n`,
    })
  })

  test('refuses the development World ID in production', async () => {
    const { code, stderr } = await run(['--development'], { NODE_ENV: 'production' }).end
    expect(code).toBe(1)
    expect(stderr).toMatch(/^The setting NODE_ENV is production, [^\n]+\n$/)
  })

  test('says in one sentence which setting a hosted server lacks', async () => {
    expect(await run([], {}).end).toMatchObject({
      code: 1,
      stderr: 'The setting PUBLIC_URL is missing.\n',
    })
  })

  test('explains itself when it is asked to, or not understood', async () => {
    expect(await run(['--help'], {}).end).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Usage: psephos-server'),
    })
    expect(await run(['--nonsense'], {}).end).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^Unknown option '--nonsense'/),
    })
  })
})
