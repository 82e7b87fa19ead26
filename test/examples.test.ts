import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const example = 'examples/vote-and-tally/main.ts'
const composition = 'contracts/test/examples/GardenGovernor.sol'

describe('README', () => {
  // packages.test.ts runs it.
  test('shows the example that runs, to the letter', async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8')
    const [, shown] = /```ts\n([\s\S]*?)```/.exec(readme) ?? []
    expect(shown).toBe(await readFile(join(root, example), 'utf8'))
  })

  test('names scripts that exist', async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8')
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
    const named = [...readme.matchAll(/npm (?:run )?([a-z]+)/g)].map(([, name]) => name)
    expect(named).toContain('start')
    for (const name of named) expect(Object.keys(scripts)).toContain(name)
  })
})

describe('contracts/README', () => {
  test('shows the governor that the tests run, to the letter and in 30 lines', async () => {
    const readme = await readFile(join(root, 'contracts/README.md'), 'utf8')
    const [, shown = ''] = /```solidity\n([\s\S]*?)```/.exec(readme) ?? []
    expect(shown).toBe(await readFile(join(root, composition), 'utf8'))
    expect(shown.trimEnd().split('\n').length).toBeLessThanOrEqual(30)
  })
})
