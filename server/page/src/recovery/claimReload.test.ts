import { describe, expect, test } from 'vitest'
import { claimReload } from './claimReload.ts'

/** The storage of one tab. */
function openTab(kept: string | null = null) {
  let text = kept
  const storage = {
    getItem: () => text,
    setItem: (_: string, value: string) => {
      text = value
    },
  }
  return { claim: (build: string) => claimReload(build, () => storage), read: () => text }
}

describe('claimReload', () => {
  test('says yes once for each build, whichever other ones come between', () => {
    const { claim } = openTab()
    expect(['/a.js', '/b.js', '/a.js', '/b.js', '/c.js'].map(claim)).toEqual([
      true,
      true,
      false,
      false,
      true,
    ])
  })

  test('knows the last ten builds', () => {
    const { claim, read } = openTab()
    for (let build = 0; build < 12; build += 1) expect(claim(`/${build}.js`)).toBe(true)
    expect(JSON.parse(read() ?? '')).toHaveLength(10)
    expect(claim('/2.js')).toBe(false)
  })

  test('begins anew where something else is kept', () => {
    for (const kept of ['/assets/index-old.js', '{"a":1}']) {
      const { claim } = openTab(kept)
      expect([claim('/a.js'), claim('/a.js')]).toEqual([true, false])
    }
  })

  test('says no where the browser keeps nothing', () => {
    const refuse = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    }
    expect(claimReload('/a.js', refuse)).toBe(false)
  })
})
