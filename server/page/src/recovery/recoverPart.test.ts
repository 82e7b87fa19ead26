import { describe, expect, test } from 'vitest'
import { recoverPart } from './recoverPart.ts'

const OLD = '/assets/index-old.js'
const NEW = '/assets/index-new.js'

/** A browser in which a part fails to load so many times, and a server that has that build. */
function open({ failures, served }: { failures: number; served: string | null }) {
  const reloaded: string[] = []
  let [loads, reloads] = [0, 0]
  const part = () =>
    recoverPart({
      load: async () => {
        loads += 1
        if (loads <= failures) throw new TypeError('Failed to fetch dynamically imported module')
        return 'part'
      },
      running: OLD,
      findServed: async () => served,
      claimReload: (build) => {
        if (reloaded.includes(build)) return false
        reloaded.push(build)
        return true
      },
      reload: () => {
        reloads += 1
      },
    })
  return { part, count: () => ({ loads, reloads }) }
}

/** Lets whatever can go on go on. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('recoverPart', () => {
  test('loads a part that is there, and asks for nothing else', async () => {
    const { part, count } = open({ failures: 0, served: null })
    expect(await part()).toBe('part')
    expect(count()).toEqual({ loads: 1, reloads: 0 })
  })

  test('loads the page anew, once, when the server has another build', async () => {
    const { part, count } = open({ failures: Number.POSITIVE_INFINITY, served: NEW })
    void part()
    await settle()
    expect(count()).toEqual({ loads: 1, reloads: 1 })
    // The page came back and fails again.
    await expect(part()).rejects.toMatchObject({ name: 'PageOutdatedError' })
    expect(count().reloads).toBe(1)
  })

  test('tries once more when the server has the same build', async () => {
    const { part, count } = open({ failures: 1, served: OLD })
    expect(await part()).toBe('part')
    expect(count()).toEqual({ loads: 2, reloads: 0 })
  })

  test('says that a part is missing which the server ought to have', async () => {
    const { part, count } = open({ failures: 2, served: OLD })
    await expect(part()).rejects.toMatchObject({ name: 'PartUnavailableError', reason: 'missing' })
    expect(count().reloads).toBe(0)
  })

  test('says that there is no way to the server', async () => {
    const { part, count } = open({ failures: 1, served: null })
    await expect(part()).rejects.toMatchObject({ reason: 'unreachable' })
    expect(count()).toEqual({ loads: 1, reloads: 0 })
  })
})
