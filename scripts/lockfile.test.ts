import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

interface Lock {
  packages: Record<string, { optionalDependencies?: Record<string, string> }>
}

describe('package-lock.json', () => {
  // npm leaves out the packages of other platforms when a registry does not answer for them, and
  // `npm ci` then refuses the lock file on every machine.
  test('holds the packages of every platform', async () => {
    const file = join(import.meta.dirname, '../package-lock.json')
    const { packages }: Lock = JSON.parse(await readFile(file, 'utf8'))
    const locked = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)))
    const missing = Object.values(packages)
      .flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies ?? {}))
      .filter((name) => !locked.has(name))
    expect(missing).toEqual([])
  })
})
