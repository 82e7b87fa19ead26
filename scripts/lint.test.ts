import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { lintChecks } from './checks.ts'
import { type CommandResult, runCommand } from './runCommand.ts'

const root = resolve(import.meta.dirname, '..')
const shared = [
  ...['.dependency-cruiser.mjs', '.gitignore', 'biome.json', 'tsconfig.json', 'package.json'],
  ...['contracts', 'lib', 'server', 'server/page', 'test'].map((room) => `${room}/package.json`),
]
const empty = 'export {}\n'

/** By path, what they hold. */
type Files = Readonly<Record<string, string>>

/** Builds a house without any files but these, and returns where it is. */
async function build(files: Files): Promise<string> {
  const house = await mkdtemp(join(tmpdir(), 'psephos-lint-'))
  for (const file of shared) await cp(join(root, file), join(house, file))
  await mkdir(join(house, 'node_modules/@psephos'), { recursive: true })
  for (const room of ['lib', 'server', 'test'])
    await symlink(join(house, room), join(house, 'node_modules/@psephos', room))
  for (const folder of ['contracts', 'examples', 'scripts'])
    await mkdir(join(house, folder), { recursive: true })
  for (const [path, source] of Object.entries(files)) {
    await mkdir(dirname(join(house, path)), { recursive: true })
    await writeFile(join(house, path), source)
  }
  return house
}

/** Returns what the named check says of a house of these files. */
async function lint(name: 'code' | 'arrows', files: Files): Promise<CommandResult> {
  const house = await build(files)
  try {
    const check = lintChecks.find((check) => check.name === name)
    if (check === undefined) throw new Error(`There is no check "${name}".`)
    return await runCommand({ command: check.command, cwd: house })
  } finally {
    await rm(house, { recursive: true, force: true })
  }
}

const imports = (specifier: string) => `import '${specifier}'\n`

/** What turns an arrow: who imports what, and the rule that says so. Each is a file of its own. */
const turns: readonly [what: string, from: string, specifier: string, rule: string][] = [
  ['lib imports the server', 'lib/src/a1.ts', '../../server/src/b.ts', 'lib-imports-no-room'],
  ['lib imports the page', 'lib/src/a2.ts', '../../server/page/src/b.ts', 'lib-imports-no-room'],
  ['lib imports Node', 'lib/src/a3.ts', 'node:fs', 'lib-runs-in-browsers'],
  ['lib reaches its Node entry', 'lib/src/a4.ts', './node.ts', 'lib-node-stays-behind-its-entry'],
  ['lib imports a test', 'lib/src/a5.ts', './b.test.ts', 'only-tests-import-tests'],
  [
    'the server imports the page',
    'server/src/a6.ts',
    '../page/src/b.ts',
    'server-imports-lib-alone',
  ],
  [
    'the server imports contracts',
    'server/src/a7.ts',
    '../../contracts/b.ts',
    'server-imports-lib-alone',
  ],
  [
    'the page imports the server',
    'server/page/src/a8.ts',
    '../../src/b.ts',
    'page-imports-lib-alone',
  ],
  ['the page imports Node', 'server/page/src/a9.ts', 'node:fs', 'page-runs-in-browsers'],
  ['contracts import lib', 'contracts/a10.ts', '../lib/src/b.ts', 'contracts-import-nothing'],
  ['a script imports a test', 'scripts/a11.ts', '../test/b.ts', 'nothing-imports-test-or-examples'],
  [
    'the server imports an example',
    'server/src/a12.ts',
    '../../examples/x/b.ts',
    'nothing-imports-test-or-examples',
  ],
  [
    'a path leads into another room',
    'server/src/a13.ts',
    '../../lib/src/b.ts',
    'rooms-are-imported-by-name',
  ],
  [
    'a name leads into the wrong room',
    'lib/src/a14.ts',
    '@psephos/server/src/b.ts',
    'lib-imports-no-room',
  ],
]

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

  describe('turn', () => {
    let said: CommandResult
    beforeAll(async () => {
      const files: Record<string, string> = {}
      for (const [, from, specifier] of turns) {
        files[from] = imports(specifier)
        const to = specifier.startsWith('@psephos/')
          ? specifier.replace('@psephos/', '')
          : join(dirname(from), specifier)
        if (!specifier.startsWith('node:')) files[to] = empty
      }
      said = await lint('arrows', files)
    })

    test.each(turns)('when %s', (_, from, _specifier, rule) => {
      expect(said.output).toContain(`error ${rule}: ${from}`)
      expect(said.code).not.toBe(0)
    })
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
