import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const read = (path: string) => readFile(new URL(`../../../${path}`, import.meta.url), 'utf8')

test.each(['docs/operating.md', 'docs/operating/grafana.json', 'docs/operating/alerts.yaml'])(
  '%s names no figure that the server does not have',
  async (path) => {
    const source = await read('server/src/metrics/createMetrics.ts')
    const named = (await read(path)).matchAll(/psephos_[a-z_]+/g)
    for (const [name] of named) {
      const figure = name.replace(/_seconds_(bucket|count|sum)$/, '_seconds')
      expect(source, name).toContain(`'${figure}'`)
    }
  },
)

test('docs/operating.md has every setting of a hosted server, and no other', async () => {
  const page = await read('docs/operating.md')
  const source = await read('server/src/readConfiguration.ts')
  const settings = new Set(
    [...source.matchAll(/^ {2}([A-Z][A-Z_]+)[:,]/gm)].map(([, name]) => name),
  )
  settings.delete('CHAIN_PORT')
  const table = page.slice(page.indexOf('| setting |'), page.indexOf('### Spaces'))
  const named = new Set([...table.matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name]) => name))
  expect([...named].toSorted()).toEqual([...settings].toSorted())
})

test.each(['.dockerignore', '.gitignore'])(
  'keys and passwords that compose.yaml wants beside it are left out by %s',
  async (path) => {
    const compose = await read('compose.yaml')
    const wanted = [...compose.matchAll(/(?:env_file: |- \.\/)([\w.]+)(?=$|:)/gm)]
    const ignored = (await read(path)).split('\n').map((line) => line.replace(/^\//, ''))
    expect(wanted.map(([, name]) => name)).toEqual(['psephos.env', 'spaces.json'])
    expect(ignored).toEqual(expect.arrayContaining(['.env', 'psephos.env', 'spaces.json']))
  },
)
