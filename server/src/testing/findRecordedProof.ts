import { existsSync, readFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { concat, dataSlice, toBeHex } from 'ethers'

/** Who proves what. */
export interface ProofStatement {
  /** Of who proves. */
  readonly commitment: bigint
  readonly root: bigint
  readonly message: bigint
  readonly scope: bigint
}

/** What {@link findRecordedProof} takes. */
export interface FindRecordedProofParameters {
  readonly statement: ProofStatement
  /** Makes the proof, when proofs are recorded. */
  readonly prove: () => Promise<{ readonly nullifier: string | bigint; readonly points: Points }>
}

/** A proof, apart from what it is asked for. */
export interface FoundProof {
  readonly nullifier: string
  readonly points: [string, string, string, string, string, string, string, string]
}

type Points = readonly (string | bigint)[]

/** `test/vectors/recordedProofs.json`; numbers of 32 bytes in hex. */
interface RecordedProofsFile {
  readonly about: string
  readonly proofs: readonly RecordedProof[]
}

interface RecordedProof {
  readonly commitment: string
  readonly root: string
  readonly message: string
  readonly scope: string
  readonly nullifier: string
  /** The eight coordinates as Semaphore packs them, 32 bytes each, one after the other. */
  readonly points: string
}

const about =
  'Real proofs of membership of depth 20 that tests show, made once so that they need not be made on each run. A test finds a proof by what it states: commitment, root, message, scope. Numbers are 32 bytes in hex; points are the eight coordinates A.x A.y B.x1 B.x0 B.y1 B.y0 C.x C.y one after the other. `npm run generate -- proofs` makes them anew.'
const path = fileURLToPath(new URL('../../../test/vectors/recordedProofs.json', import.meta.url))
/** Set by `npm run generate -- proofs`. */
const records = process.env['PSEPHOS_RECORD_PROOFS'] === '1'

/**
 * Returns a real proof of depth 20 that was made once: whoever verifies it sees nothing of when. It
 * must follow from constants, so members, addresses and proposals must be the same on every run.
 * @throws Error that says what to run, when there is none.
 */
export async function findRecordedProof({
  statement,
  prove,
}: FindRecordedProofParameters): Promise<FoundProof> {
  const { proofs } = readRecordedProofs()
  const asked = {
    commitment: toWord(statement.commitment),
    root: toWord(statement.root),
    message: toWord(statement.message),
    scope: toWord(statement.scope),
  }
  const key = keyOf(asked)
  const found = proofs.find((proof) => keyOf(proof) === key)
  if (found !== undefined) return unpack(found)
  if (!records) {
    throw new Error(
      'test/vectors/recordedProofs.json lacks a proof. Run `npm run generate -- proofs` and commit what it writes.',
    )
  }
  const { nullifier, points } = await prove()
  const proof = {
    ...asked,
    nullifier: toWord(BigInt(nullifier)),
    points: concat(points.map((point) => toWord(BigInt(point)))),
  }
  const file: RecordedProofsFile = { about, proofs: [...proofs, proof] }
  await writeFile(`${path}.new`, `${JSON.stringify(file, null, 2)}\n`)
  await rename(`${path}.new`, path)
  return unpack(proof)
}

function readRecordedProofs(): RecordedProofsFile {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { about, proofs: [] }
}

function unpack({ nullifier, points }: RecordedProof): FoundProof {
  const point = (index: number): string =>
    BigInt(dataSlice(points, 32 * index, 32 * (index + 1))).toString()
  return {
    nullifier: BigInt(nullifier).toString(),
    points: [point(0), point(1), point(2), point(3), point(4), point(5), point(6), point(7)],
  }
}

function keyOf({ commitment, root, message, scope }: Omit<RecordedProof, 'nullifier' | 'points'>) {
  return [commitment, root, message, scope].join()
}

function toWord(value: bigint): string {
  return toBeHex(value, 32)
}
