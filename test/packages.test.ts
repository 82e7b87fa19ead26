import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, extname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from './e2e/support/launchBrowser.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')

let workshop: string
let tarballs: Record<'cli' | 'lib', string>
beforeAll(async () => {
  workshop = await mkdtemp(join(tmpdir(), 'psephos-packages-'))
  // Also holds the package to publint, its sizes and its reference.
  const { stdout } = await run(process.execPath, [join(root, 'scripts/pack.ts')], { cwd: root })
  const [cli = '', lib = ''] = stdout.trim().split('\n').slice(-2)
  tarballs = { cli, lib }
})
afterAll(() => rm(workshop, { recursive: true, force: true }))

/**
 * Copies an example to where nothing of this project is, and installs the packed library in it. The
 * dependencies that their package.json files declare, and no others, are linked to those that are
 * installed here, so that it takes no network.
 */
async function installExample(name: string): Promise<string> {
  const folder = join(workshop, name)
  const modules = join(folder, 'node_modules')
  await cp(join(root, 'examples', name), folder, {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  })
  await installPackages(modules, ['lib'], await readDependencies(folder))
  return folder
}

/** Unpacks packed rooms and links what they declare, and what else is wanted. */
async function installPackages(
  modules: string,
  rooms: readonly ('cli' | 'lib')[],
  wanted: readonly string[] = [],
): Promise<void> {
  const dependencies = new Set(wanted)
  for (const room of rooms) {
    const folder = join(modules, '@psephos', room)
    await mkdir(folder, { recursive: true })
    await run('tar', ['-xzf', tarballs[room], '-C', folder, '--strip-components', '1'])
    for (const dependency of await readDependencies(folder)) dependencies.add(dependency)
  }
  for (const dependency of dependencies) {
    if (dependency.startsWith('@psephos/')) continue
    await mkdir(dirname(join(modules, dependency)), { recursive: true })
    await symlink(await findInstalled(dependency), join(modules, dependency))
  }
}

async function readDependencies(folder: string): Promise<string[]> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const { dependencies = {}, devDependencies = {} } = manifest as Partial<
    Record<'dependencies' | 'devDependencies', Record<string, string>>
  >
  return Object.keys({ ...dependencies, ...devDependencies })
}

/** A room has its own copy of a package where another version stands at the root. */
async function findInstalled(dependency: string): Promise<string> {
  for (const modules of ['lib/node_modules', 'cli/node_modules', 'node_modules']) {
    const path = join(root, modules, dependency)
    const found = await readFile(join(path, 'package.json')).catch(() => null)
    if (found !== null) return path
  }
  throw new Error(`${dependency} is not installed.`)
}

describe('the packed library', () => {
  test('votes and tallies in a Node project', async () => {
    const folder = await installExample('vote-and-tally')
    const { stdout } = await run(process.execPath, ['main.ts'], { cwd: folder })
    expect(stdout).toContain('votesFor: 9n, votesAgainst: 0n, creditsSpent: 81n, passes: true')
    expect(stdout).toContain('votesFor: 0n, votesAgainst: 4n, creditsSpent: 16n, passes: false')
  })

  test('deploys a DAO in a Hardhat project', async () => {
    const folder = await installExample('deploy-with-hardhat')
    const hardhat = join(folder, 'node_modules/hardhat/dist/src/cli.js')
    const args = ['run', '--no-compile', 'scripts/deploy.ts']
    const { stdout } = await run(process.execPath, [hardhat, ...args], { cwd: folder })
    expect(stdout).toMatch(/PersonhoodGovernor stands at 0x[0-9a-f]{40}/)
    expect(stdout).toMatch(/Proposed; the treasury is 0x[0-9a-f]{40}/)
  })

  test('proves a ballot in a page built by Vite', async () => {
    const folder = await installExample('vote-in-a-page')
    const vite = join(folder, 'node_modules/vite/bin/vite.js')
    await run(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: folder })
    const browser = await launchBrowser()
    try {
      const page = await browser.newPage()
      await page.route('http://localhost/**', async (route) => {
        const { pathname } = new URL(route.request().url())
        const path = join(folder, 'dist', pathname === '/' ? 'index.html' : pathname)
        const body = await readFile(path)
        await route.fulfill({ body, contentType: contentTypes[extname(path)] ?? 'text/plain' })
      })
      await page.goto('http://localhost/')
      const output = page.locator('output')
      await page.getByLabel('Oaks').fill('10')
      await page.getByRole('button', { name: 'Vote' }).click()
      await expect.poll(() => output.textContent()).toContain('116 voice credits')
      await page.getByLabel('Oaks').fill('9')
      await page.getByRole('button', { name: 'Vote' }).click()
      await expect
        .poll(() => output.textContent(), { timeout: 60_000, interval: 250 })
        .toMatch(/^Verified: 97 of 100 voice credits, nullifier \d+$/)
    } finally {
      await browser.close()
    }
  })
})

describe('the packed command line', () => {
  test('says what it can, and makes an identity', async () => {
    const folder = join(workshop, 'command-line')
    await installPackages(join(folder, 'node_modules'), ['lib', 'cli'])
    const program = join(folder, 'node_modules/@psephos/cli/main.js')
    const { stdout: help } = await run(process.execPath, [program, '--help'], { cwd: folder })
    for (const command of ['deploy', 'propose', 'vote', 'settle', 'audit', 'export', 'identity']) {
      expect(help).toContain(command)
    }
    const env = { ...process.env, PSEPHOS_PASSPHRASE: 'a stone in an urn of bronze' }
    const made = ['identity', 'new', '--out', 'me.json', '--json']
    const { stdout } = await run(process.execPath, [program, ...made], { cwd: folder, env })
    const shown = ['identity', 'show', 'me.json', '--json']
    const again = await run(process.execPath, [program, ...shown], { cwd: folder, env })
    const { commitment } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
    expect(commitment).toMatch(/^\d+$/)
    expect(JSON.parse(again.stdout.trim().split('\n').at(-1) ?? '').commitment).toBe(commitment)
  })
})

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.zkey': 'application/octet-stream',
}
