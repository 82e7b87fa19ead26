import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { findServedBuild, readBuild } from './findServedBuild.ts'
import { nameWorkerFailure } from './nameWorkerFailure.ts'

const document = (entry: string) => `<!doctype html><html><head>
  <script type="module" crossorigin src="${entry}"></script></head><body></body></html>`
const answer = (text: string, init?: ResponseInit) => async () => new Response(text, init)
const [OLD, NEW] = ['/assets/index-old.js', '/assets/index-new.js']

describe('findServedBuild', () => {
  test('reads with which file the page begins', async () => {
    expect(await findServedBuild(answer(document(NEW)))).toBe(NEW)
  })

  test('knows of none when the server fails, or answers with something else', async () => {
    expect(await findServedBuild(answer('', { status: 502 }))).toBeNull()
    expect(await findServedBuild(answer('<p>Please pay for this network.</p>'))).toBeNull()
    expect(await findServedBuild(() => Promise.reject(new TypeError('offline')))).toBeNull()
  })

  test('does not take the page in development for a build', () => {
    const source = readFileSync(fileURLToPath(new URL('../../index.html', import.meta.url)), 'utf8')
    expect(readBuild(source)).toBeNull()
  })
})

describe('nameWorkerFailure', () => {
  const name = (message: string, served: string | null) =>
    nameWorkerFailure({ message }, { running: OLD, findServed: async () => served })

  test('tells a program that failed from one that could not be loaded', async () => {
    expect(await name('out of memory', OLD)).toMatchObject({ code: 'PROVER_FAILED' })
    expect(await name('', NEW)).toMatchObject({ name: 'PageOutdatedError' })
    expect(await name('', OLD)).toMatchObject({ name: 'PartUnavailableError', reason: 'missing' })
    expect(await name('', null)).toMatchObject({ reason: 'unreachable' })
  })
})
