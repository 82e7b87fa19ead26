import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lintChecks } from './checks.ts'
import { runCommand } from './runCommand.ts'

const root = resolve(import.meta.dirname, '..')
const shared = [
  ...['.dependency-cruiser.mjs', '.gitignore', 'biome.json', 'tsconfig.json', 'package.json'],
  ...['contracts', 'lib', 'server', 'server/page', 'test'].map((room) => `${room}/package.json`),
]
const empty = 'export {}\n'
let house: string

beforeEach(async () => {
  house = await mkdtemp(join(tmpdir(), 'psephos-lint-'))
  for (const file of shared) await cp(join(root, file), join(house, file))
  await mkdir(join(house, 'node_modules/@psephos'), { recursive: true })
  for (const room of ['lib', 'server', 'test'])
    await symlink(join(house, room), join(house, 'node_modules/@psephos', room))
  for (const folder of ['contracts', 'examples', 'scripts'])
    await mkdir(join(house, folder), { recursive: true })
})

afterEach(() => rm(house, { recursive: true, force: true }))

/** Writes the files into a house without any others, and returns what the named check says. */
async function lint(name: 'code' | 'arrows', files: Record<string, string>) {
  for (const [path, source] of Object.entries(files)) {
    await mkdir(dirname(join(house, path)), { recursive: true })
    await writeFile(join(house, path), source)
  }
  const check = lintChecks.find((check) => check.name === name)
  if (check === undefined) throw new Error(`There is no check "${name}".`)
  return runCommand({ command: check.command, cwd: house })
}

const imports = (specifier: string) => `import '${specifier}'\n`

describe('the arrows', () => {
  test('let the server import lib by its name', async () => {
    const { code, output } = await lint('arrows', {
      'server/src/main.ts': imports('@psephos/lib'),
      'lib/src/index.ts': empty,
      'lib/src/node.ts': imports('node:fs'),
      'lib/src/a.test.ts': imports('../../test/vectors/ballots.json'),
      'test/vectors/ballots.json': '{}',
    })
    expect(output).toContain('no dependency violations found')
    expect(code).toBe(0)
  })

  test.each([
    ['lib imports the server', 'lib/src/a.ts', '../../server/src/b.ts', 'lib-imports-no-room'],
    ['lib imports the page', 'lib/src/a.ts', '../../server/page/src/b.ts', 'lib-imports-no-room'],
    ['lib imports Node', 'lib/src/a.ts', 'node:fs', 'lib-runs-in-browsers'],
    ['lib reaches its Node entry', 'lib/src/a.ts', './node.ts', 'lib-node-stays-behind-its-entry'],
    ['lib imports a test', 'lib/src/a.ts', './b.test.ts', 'only-tests-import-tests'],
    [
      'the server imports the page',
      'server/src/a.ts',
      '../page/src/b.ts',
      'server-imports-lib-alone',
    ],
    [
      'the server imports contracts',
      'server/src/a.ts',
      '../../contracts/b.ts',
      'server-imports-lib-alone',
    ],
    [
      'the page imports the server',
      'server/page/src/a.ts',
      '../../src/b.ts',
      'page-imports-lib-alone',
    ],
    ['the page imports Node', 'server/page/src/a.ts', 'node:fs', 'page-runs-in-browsers'],
    ['contracts import lib', 'contracts/a.ts', '../lib/src/b.ts', 'contracts-import-nothing'],
    ['a script imports a test', 'scripts/a.ts', '../test/b.ts', 'nothing-imports-test-or-examples'],
    [
      'the server imports an example',
      'server/src/a.ts',
      '../../examples/x/b.ts',
      'nothing-imports-test-or-examples',
    ],
    [
      'a path leads into another room',
      'server/src/a.ts',
      '../../lib/src/b.ts',
      'rooms-are-imported-by-name',
    ],
    [
      'a name leads into the wrong room',
      'lib/src/a.ts',
      '@psephos/server/src/b.ts',
      'lib-imports-no-room',
    ],
  ])('turn when %s', async (_, from, specifier, rule) => {
    const to = specifier.startsWith('@psephos/')
      ? specifier.replace('@psephos/', '')
      : join(dirname(from), specifier)
    const target = specifier.startsWith('node:') ? {} : { [to]: empty }
    const { code, output } = await lint('arrows', { [from]: imports(specifier), ...target })
    expect(output).toContain(`${rule}: ${from}`)
    expect(code).not.toBe(0)
  })
})

describe('the code', () => {
  test('passes when it keeps the rules', async () => {
    const { code, output } = await lint('code', {
      'lib/src/a.ts': imports('./b.ts'),
      'lib/src/b.ts': empty,
    })
    expect(output).not.toContain('━━')
    expect(code).toBe(0)
  })

  test.each([
    [
      'a cycle',
      { 'lib/src/a.ts': imports('./b.ts'), 'lib/src/b.ts': imports('./a.ts') },
      'noImportCycles',
    ],
    [
      'an undeclared dependency',
      { 'lib/src/a.ts': imports('express') },
      'noUndeclaredDependencies',
    ],
    ['any', { 'lib/src/a.ts': 'export const a: any = 1\n' }, 'noExplicitAny'],
    ['console', { 'server/src/a.ts': "console.log('a')\n" }, 'noConsole'],
    [
      'the environment',
      { 'server/src/a.ts': "export const a = process.env['A']\n" },
      'noProcessEnv',
    ],
    ['other formatting', { 'lib/src/a.ts': 'export const a = "1";\n' }, 'format'],
  ])('is refused for %s', async (_, files, rule) => {
    const { code, output } = await lint('code', files)
    expect(output).toContain(rule)
    expect(code).not.toBe(0)
  })
})
