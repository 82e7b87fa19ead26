import { createHash } from 'node:crypto'
import { access, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as snarkjs from 'snarkjs'
import definitions from '../circuits.json' with { type: 'json' }
import { type Circuit, circuitId, writeMain } from './circuits.ts'
import { compileProgram } from './compileProgram.ts'
import { createDevelopmentKey } from './createDevelopmentKey.ts'
import { readR1cs } from './readR1cs.ts'

/** Where what a prover and a verifier need of a circuit stands. */
export type CircuitArtifacts = {
  /** The constraints. */
  readonly r1cs: string
  /** What the compiler said, its warnings among it. */
  readonly compilerOutput: string
  /** What computes the witness. */
  readonly wasm: string
  /** The proving key. */
  readonly zkey: string
  /** The verification key as snarkjs writes it, with `development: true`. */
  readonly verificationKey: string
}

/** What {@link prepareDevelopmentArtifacts} takes. */
export type PrepareDevelopmentArtifactsParameters = {
  circuit: Circuit
  /** What was made once is found there again; made if it is missing. */
  folder: string
  /** False if constraints and witness program are enough; the other files are then missing. */
  key?: boolean
  /** Is told what is being made. */
  onProgress?: (step: 'compile' | 'key') => void
}

const sources = ['../templates', '.'].map((path) => fileURLToPath(new URL(path, import.meta.url)))

/**
 * Compiles a circuit and makes a development key for it, unless the folder has them: some 20 seconds. Whoever looks at such a key, at what it says of itself or at
 * how it came about, can forge proofs for it.
 */
export async function prepareDevelopmentArtifacts({
  circuit,
  folder,
  key = true,
  onProgress,
}: PrepareDevelopmentArtifactsParameters): Promise<CircuitArtifacts> {
  const id = circuitId(circuit)
  const home = join(folder, await hashSources(), id)
  const artifacts = {
    r1cs: join(home, `${id}.r1cs`),
    compilerOutput: join(home, `${id}.compiler.txt`),
    wasm: join(home, `${id}.wasm`),
    zkey: join(home, `${id}.zkey`),
    verificationKey: join(home, `${id}.verification-key.json`),
  }
  await mkdir(home, { recursive: true })
  if (!(await exists(artifacts.compilerOutput))) {
    onProgress?.('compile')
    const said = await compileProgram({ name: id, program: writeMain(circuit), folder: home })
    await writeWhole(artifacts.compilerOutput, said)
  }
  // The key of these bytes and no others, whoever else is making it: the last rename wins.
  if (key && !(await exists(artifacts.verificationKey))) {
    onProgress?.('key')
    const zkey = await createDevelopmentKey(readR1cs(await readFile(artifacts.r1cs)))
    await writeWhole(artifacts.zkey, zkey)
    const verificationKey = await snarkjs.zKey.exportVerificationKey(artifacts.zkey)
    const text = `${JSON.stringify({ development: true, ...verificationKey }, null, 2)}\n`
    await writeWhole(artifacts.verificationKey, text)
  }
  return artifacts
}

/** One name for everything that artifacts are made of: templates, compiler, and the code here. */
async function hashSources(): Promise<string> {
  const hash = createHash('sha256').update(definitions.compiler)
  for (const source of sources) {
    for (const name of (await readdir(source))
      .filter((each) => /\.(circom|ts)$/.test(each))
      .sort()) {
      if (/\.(test|d)\.ts$/.test(name)) continue
      hash.update(name).update(await readFile(join(source, name)))
    }
  }
  return hash.digest('hex').slice(0, 16)
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** Writes a file such that nobody ever finds a part of it. */
async function writeWhole(path: string, contents: Uint8Array | string): Promise<void> {
  const partial = `${path}.${process.pid}.partial`
  await writeFile(partial, contents)
  await rename(partial, path)
}
