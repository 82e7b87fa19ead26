import { describe, expect, test } from 'vitest'
import { circuitUrls } from './circuitUrls.ts'

describe('circuitUrls', () => {
  test.each(['', 'https://vote.example'])('stand under %j', (baseUrl) => {
    expect(circuitUrls({ baseUrl, circuit: 'decryption-share', optionClass: 16 })).toEqual({
      wasm: `${baseUrl}/artifacts/decryption-share-16.wasm`,
      zkey: `${baseUrl}/artifacts/decryption-share-16.zkey`,
    })
  })
})
