import { existsSync, readFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Identity } from '@psephos/lib'
import { generateProof, type MerkleProof, type SemaphoreProof } from '@semaphore-protocol/core'
import { dataSlice } from 'ethers'
import { poseidon2 } from 'poseidon-lite/poseidon2'
import { REGENERATE, toWord } from '../../proofs/memberProofsFile.ts'
import { artifacts, PROOF_DEPTH } from './circuit.ts'
import { semaphoreHash } from './semaphoreHash.ts'

/** `test/vectors/recordedProofs.json`; numbers of 32 bytes in hex. */
interface RecordedProofsFile {
  readonly about: string
  /** By the test file that shows them. */
  readonly proofs: Readonly<Record<string, readonly RecordedProof[]>>
}

/** What a proof states, and the proof. */
interface RecordedProof {
  readonly root: string
  readonly nullifier: string
  readonly message: string
  readonly scope: string
  /** The eight coordinates as Semaphore packs them, 32 bytes each, one after the other. */
  readonly points: string
}

/** What {@link RecordedProofs.prove} takes: what Semaphore's `generateProof` does. */
export interface Membership {
  readonly identity: Identity
  /** The way from the leaf to the root; not one of a group's own, where a test forges it. */
  readonly path: MerkleProof
  readonly message: bigint
  readonly scope: bigint
}

/** Proofs that were made once, so that a test need not make them each time it runs. */
export interface RecordedProofs {
  /**
   * Returns a real proof of depth {@link PROOF_DEPTH}, whoever made it: what it states is all that
   * a verifier sees of it.
   * @throws Error that says what to run, when there is none.
   */
  readonly prove: (membership: Membership) => Promise<SemaphoreProof>
  /** Writes the file anew when proofs are recorded: with those that were asked for, and no others. */
  readonly close: () => Promise<void>
}

const path = fileURLToPath(new URL('../../vectors/recordedProofs.json', import.meta.url))
/** Set by `npm run generate -- proofs`, which makes what is missing. */
const records = process.env['PSEPHOS_RECORD_PROOFS'] === '1'

/** Opens the proofs of one test file: real ones, which it verifies as if they were new. */
export function openRecordedProofs(testFile: string): RecordedProofs {
  const known = new Map((readFile().proofs[testFile] ?? []).map((proof) => [keyOf(proof), proof]))
  const asked = new Map<string, RecordedProof>()
  return {
    prove: async (membership) => {
      const { identity, path, message, scope } = membership
      const statement = {
        root: toWord(path.root),
        nullifier: toWord(poseidon2([semaphoreHash(scope), identity.secretScalar])),
        message: toWord(message),
        scope: toWord(scope),
      }
      const key = keyOf(statement)
      const recorded = known.get(key) ?? asked.get(key)
      if (recorded === undefined && !records) {
        throw new Error(`test/vectors/recordedProofs.json lacks a proof. ${REGENERATE}`)
      }
      const proof = recorded ?? { ...statement, points: await provePoints(membership) }
      asked.set(key, proof)
      return toSemaphoreProof(proof)
    },
    close: async () => {
      if (!records) return
      const { proofs } = readFile()
      await writeProofs({ ...proofs, [testFile]: [...asked.values()] })
    },
  }
}

async function provePoints({ identity, path, message, scope }: Membership): Promise<string> {
  const proof = await generateProof(identity, path, message, scope, PROOF_DEPTH, artifacts)
  return `0x${proof.points.map((point) => toWord(BigInt(point)).slice(2)).join('')}`
}

function toSemaphoreProof({ root, nullifier, message, scope, points }: RecordedProof) {
  const point = (index: number): string =>
    BigInt(dataSlice(points, 32 * index, 32 * (index + 1))).toString()
  return {
    merkleTreeDepth: PROOF_DEPTH,
    merkleTreeRoot: BigInt(root).toString(),
    nullifier: BigInt(nullifier).toString(),
    message: BigInt(message).toString(),
    scope: BigInt(scope).toString(),
    points: [point(0), point(1), point(2), point(3), point(4), point(5), point(6), point(7)],
  } satisfies SemaphoreProof
}

function keyOf({ root, nullifier, message, scope }: Omit<RecordedProof, 'points'>): string {
  return [root, nullifier, message, scope].join()
}

function readFile(): RecordedProofsFile {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { about: '', proofs: {} }
}

/** Never half written: who stops this in the middle finds the last whole file. */
async function writeProofs(proofs: RecordedProofsFile['proofs']): Promise<void> {
  const about =
    'Real proofs of membership that tests of test/contracts show, made once so that they need not be made on each run. A test finds a proof by what it states: root, nullifier, message, scope. Numbers are 32 bytes in hex; points are the eight coordinates A.x A.y B.x1 B.x0 B.y1 B.y0 C.x C.y one after the other. `npm run generate -- proofs` makes what is missing and drops what no test asks for.'
  const file: RecordedProofsFile = { about, proofs }
  await writeFile(`${path}.new`, `${JSON.stringify(file, null, 2)}\n`)
  await rename(`${path}.new`, path)
}
