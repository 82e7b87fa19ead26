import { describe, expect, test } from 'vitest'
import { semaphoreArtifactUrls } from './semaphoreArtifactUrls.ts'

describe('semaphoreArtifactUrls', () => {
  test.each(['', 'https://vote.example'])('stand under %j', (baseUrl) => {
    expect(semaphoreArtifactUrls({ baseUrl, depth: 20 })).toEqual({
      wasm: `${baseUrl}/artifacts/semaphore-20.wasm`,
      zkey: `${baseUrl}/artifacts/semaphore-20.zkey`,
    })
  })
})
