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
