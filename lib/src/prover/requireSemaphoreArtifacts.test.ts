import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ProverFailedError } from '../errors/proverErrors.ts'
import { readSemaphoreArtifacts } from '../node/readSemaphoreArtifacts.ts'
import { requireSemaphoreArtifacts } from './requireSemaphoreArtifacts.ts'

const folder = dirname(
  fileURLToPath(import.meta.resolve('@zk-kit/semaphore-artifacts/package.json')),
)
const depths = Array.from({ length: 32 }, (_, index) => index + 1)

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('requireSemaphoreArtifacts', () => {
  test('lets pass what Semaphore’s ceremony made, at every depth', async () => {
    for (const depth of depths) {
      const artifacts = await readSemaphoreArtifacts({ folder, depth })
      await expect(requireSemaphoreArtifacts({ artifacts, depth })).resolves.toBeUndefined()
    }
  })

  test.each(['wasm', 'zkey'] as const)('refuses another %s, if by one bit', async (file) => {
    const artifacts = await readSemaphoreArtifacts({ folder, depth: 2 })
    const at = artifacts[file].length - 1
    artifacts[file][at] = (artifacts[file][at] ?? 0) ^ 1
    const check = requireSemaphoreArtifacts({ artifacts, depth: 2 })
    await expect(check).rejects.toThrow(ProverFailedError)
    await expect(check).rejects.toThrow('not Semaphore’s for depth 2')
  })

  test('refuses those of another depth, and a depth that there is not', async () => {
    const artifacts = await readSemaphoreArtifacts({ folder, depth: 2 })
    for (const depth of [1, 3, 0, 33]) {
      await expect(requireSemaphoreArtifacts({ artifacts, depth })).rejects.toThrow(
        ProverFailedError,
      )
    }
  })

  test('does so where the platform hashes nothing, as on a page without HTTPS', async () => {
    vi.stubGlobal('crypto', {})
    const artifacts = await readSemaphoreArtifacts({ folder, depth: 2 })
    await expect(requireSemaphoreArtifacts({ artifacts, depth: 2 })).resolves.toBeUndefined()
    await expect(requireSemaphoreArtifacts({ artifacts, depth: 1 })).rejects.toThrow(
      ProverFailedError,
    )
  })

  test('leaves files of one’s own disk to whoever names them', async () => {
    const artifacts = { wasm: '/a.wasm', zkey: '/a.zkey' }
    await expect(requireSemaphoreArtifacts({ artifacts, depth: 2 })).resolves.toBeUndefined()
  })
})
