import { afterEach, describe, expect, test, vi } from 'vitest'
import { PageOutdatedError, PartUnavailableError } from '../errors/pageErrors.ts'
import { requirePart } from './requirePart.ts'

const page = (build: string) => `<script type="module" src="${build}"></script>`
const missing = async () => Promise.reject(new TypeError('Failed to fetch'))

/** A page of one build, before a server that has another one, or does not answer. */
function open(running: string, served: string | null) {
  vi.stubGlobal('document', { querySelector: () => ({ getAttribute: () => running }) })
  vi.stubGlobal('fetch', async () => {
    if (served === null) throw new TypeError('Failed to fetch')
    return new Response(page(served))
  })
  const reload = vi.fn()
  vi.stubGlobal('location', { reload })
  return reload
}

afterEach(() => vi.unstubAllGlobals())

describe('requirePart', () => {
  test('loads a part', async () => {
    expect(await requirePart(async () => 'part')).toBe('part')
  })

  test('never loads the page anew, whatever build the server has', async () => {
    const reload = open('/assets/old.js', '/assets/new.js')
    await expect(requirePart(missing)).rejects.toThrow(PageOutdatedError)
    expect(reload).not.toHaveBeenCalled()
  })

  test.each([
    ['unreachable', null],
    ['missing', '/assets/old.js'],
  ])('says that a part is %s', async (reason, served) => {
    open('/assets/old.js', served)
    const failure = await requirePart(missing).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(PartUnavailableError)
    expect(failure).toMatchObject({ reason })
  })
})
