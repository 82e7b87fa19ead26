import { fileURLToPath } from 'node:url'

const folder = '@zk-kit/semaphore-artifacts'
const file = (name: string): string => fileURLToPath(import.meta.resolve(`${folder}/${name}`))

/** Semaphore's circuit and proving key for proofs of depth 20, from npm. A page gets them from its server. */
export const artifacts = { wasm: file('semaphore-20.wasm'), zkey: file('semaphore-20.zkey') }
