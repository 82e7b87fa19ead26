import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** How many levels the circuit of these tests climbs from a member to the root. */
export const PROOF_DEPTH = 20

/** Semaphore's circuit and proving key for that depth. */
export const artifacts = {
  wasm: require.resolve(`@zk-kit/semaphore-artifacts/semaphore-${PROOF_DEPTH}.wasm`),
  zkey: require.resolve(`@zk-kit/semaphore-artifacts/semaphore-${PROOF_DEPTH}.zkey`),
}
