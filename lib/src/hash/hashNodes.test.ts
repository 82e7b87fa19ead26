import fc from 'fast-check'
import { poseidon2 } from 'poseidon-lite/poseidon2'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { createWasmHash, hashNodes } from './hashNodes.ts'

afterEach(() => vi.unstubAllGlobals())

const element = fc.oneof(
  fc.bigInt({ min: 0n, max: SNARK_SCALAR_FIELD - 1n }),
  // Where limbs are full, empty or about to carry.
  fc.nat({ max: 253 }).map((bit) => 2n ** BigInt(bit)),
  fc.nat({ max: 253 }).map((bit) => 2n ** BigInt(bit) - 1n),
  fc.nat({ max: 40 }).map((below) => SNARK_SCALAR_FIELD - 1n - BigInt(below)),
  fc.nat({ max: 40 }).map(BigInt),
)

describe('hashNodes', () => {
  test("is the hash of Semaphore's group for any two elements", () => {
    fc.assert(
      fc.property(element, element, (left, right) => {
        expect(hashNodes(left, right)).toBe(poseidon2([left, right]))
      }),
      { numRuns: 2_000 },
    )
  })

  test('is the hash along a chain of hashes', () => {
    let [ours, theirs] = [0n, 0n]
    for (let step = 0n; step < 200n; step++) {
      ;[ours, theirs] = [hashNodes(ours, step), poseidon2([theirs, step])]
      expect(ours).toBe(theirs)
    }
  })
})

describe('createWasmHash', () => {
  test('gives hashes that do not disturb each other', () => {
    const [one, other] = [createWasmHash(), createWasmHash()]
    expect(one?.(1n, 2n)).toBe(poseidon2([1n, 2n]))
    expect(other?.(3n, 4n)).toBe(poseidon2([3n, 4n]))
    expect(one?.(1n, 2n)).toBe(poseidon2([1n, 2n]))
  })

  test('gives none where WebAssembly may not run', () => {
    vi.stubGlobal('WebAssembly', {
      Module: class {
        constructor() {
          throw new EvalError("'wasm-unsafe-eval' is not allowed by the page's policy")
        }
      },
    })
    expect(createWasmHash()).toBeNull()
  })
})
