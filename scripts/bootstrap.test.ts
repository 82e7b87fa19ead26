import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const lock = {
  packages: {
    '': { devDependencies: { node: '24.0.0' } },
    lib: { version: '1.0.0' },
    'node_modules/left': { version: '1.0.0' },
    'node_modules/@nomicfoundation/edr-here': {
      version: '1.0.0',
      optional: true,
      os: [process.platform],
      cpu: [process.arch],
    },
    'node_modules/@nomicfoundation/edr-elsewhere': {
      version: '1.0.0',
      optional: true,
      os: ['plan9'],
    },
  },
}
const oldNode =
  "Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.19.0'}})"
let clone: string

beforeEach(async () => {
  // The space is part of the test: people clone into folders with spaces.
  clone = await mkdtemp(join(tmpdir(), 'psephos clone '))
  await mkdir(join(clone, 'scripts'))
  await cp(join(import.meta.dirname, 'bootstrap.mjs'), join(clone, 'scripts/bootstrap.mjs'))
  await write('package-lock.json', JSON.stringify(lock))
  await write('scripts/greet.ts', 'console.log("hello", process.argv.slice(2) as string[])\n')
  await write('fake/installed.json', JSON.stringify(lock))
  const installs = [
    'echo "$(basename "$0") $*" >> calls.txt',
    'mkdir -p node_modules/@nomicfoundation/edr-here node_modules/node/bin',
    'ln -sf "$REAL_NODE" node_modules/node/bin/node',
    'cp fake/installed.json node_modules/.package-lock.json',
  ]
  await fake('npm', installs)
  await fake('npx', installs)
})

afterEach(() => rm(clone, { recursive: true, force: true }))

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(clone, path)), { recursive: true })
  await writeFile(join(clone, path), content)
}

/** Puts a shell script before the real program of that name. */
async function fake(program: string, lines: string[]): Promise<void> {
  await write(`fake/${program}`, ['#!/bin/sh', ...lines, ''].join('\n'))
  await chmod(join(clone, 'fake', program), 0o755)
}

function start(args: string[], nodeArguments: string[] = []) {
  const child = spawn(
    process.execPath,
    [...nodeArguments, join(clone, 'scripts/bootstrap.mjs'), ...args],
    {
      env: {
        ...process.env,
        PATH: [join(clone, 'fake'), '/usr/bin', '/bin'].join(delimiter),
        REAL_NODE: process.execPath,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const printed = { out: '', error: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed.error += text
  })
  return { child, printed }
}

async function run(args: string[], nodeArguments: string[] = []) {
  const { child, printed } = start(args, nodeArguments)
  const [code] = await once(child, 'close')
  return { code, ...printed }
}

describe('bootstrap', () => {
  test('installs on a fresh clone, says so in one line and runs the script', async () => {
    const { code, out, error } = await run(['scripts/greet.ts', 'a', 'b c'])
    expect(error).toMatch(/^Installing dependencies with Node \S+; this takes .*…\n$/)
    expect(out).toBe("hello [ 'a', 'b c' ]\n")
    expect(code).toBe(0)
  })

  test('installs once', async () => {
    await run(['scripts/greet.ts'])
    expect((await run(['scripts/greet.ts'])).error).toBe('')
  })

  test('installs through a newer Node when it runs on Node 20', async () => {
    const { out } = await run(
      ['scripts/greet.ts'],
      ['--import', `data:text/javascript,${encodeURIComponent(oldNode)}`],
    )
    expect(out).toBe('hello []\n')
    const calls = await readFile(join(clone, 'calls.txt'), 'utf8')
    expect(calls).toMatch(/^npx -y -p node@24\.0\.0 -c npm ci/)
  })

  test('installs again when the lock file asks for another version', async () => {
    await run(['scripts/greet.ts'])
    const packages = { ...lock.packages, 'node_modules/left': { version: '2.0.0' } }
    await write('package-lock.json', JSON.stringify({ packages }))
    expect((await run(['scripts/greet.ts'])).error).toContain('Installing')
  })

  test('installs again when an installation was interrupted', async () => {
    await run(['scripts/greet.ts'])
    await rm(join(clone, 'node_modules/.package-lock.json'))
    expect((await run(['scripts/greet.ts'])).error).toContain('Installing')
  })

  test("installs again when Hardhat's native package was skipped", async () => {
    await run(['scripts/greet.ts'])
    await rm(join(clone, 'node_modules/@nomicfoundation/edr-here'), { recursive: true })
    expect((await run(['scripts/greet.ts'])).error).toContain('Installing')
  })

  test('ends with what npm said and one sentence when the installation fails', async () => {
    await fake('npm', ['echo "npm error code ENOTFOUND" >&2', 'exit 3'])
    const { code, out, error } = await run(['scripts/greet.ts'])
    expect(out).toBe('')
    expect(error).toContain('npm error code ENOTFOUND')
    expect(error.trimEnd().split('\n').at(-1)).toBe(
      'The dependencies could not be installed: npm ended with code 3, see above.',
    )
    expect(error).not.toContain('    at ')
    expect(code).toBe(1)
  })

  test('exits with the code of the script', async () => {
    await write('scripts/fail.ts', 'process.exit(7)\n')
    expect((await run(['scripts/fail.ts'])).code).toBe(7)
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('hands %s on once', async (signal) => {
    await write(
      'scripts/wait.ts',
      `process.on('${signal}', () => {
        console.log('stopping')
        setTimeout(() => process.exit(0), 100)
      })
      setInterval(() => {}, 1000)
      console.log('ready')\n`,
    )
    const { child, printed } = start(['scripts/wait.ts'])
    while (!printed.out.includes('ready')) await once(child.stdout, 'data')
    child.kill(signal)
    child.kill(signal)
    expect(await once(child, 'close')).toEqual([0, null])
    expect(printed.out).toBe('ready\nstopping\n')
  })
})
