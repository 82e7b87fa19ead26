import { readFile } from 'node:fs/promises'
import { BASE_FIELD } from '../field.ts'
import { CeremonyError } from './CeremonyError.ts'
import { blake2b, sha256 } from './hashBytes.ts'
import { MalformedFileError, readSections, takeSection } from './readSections.ts'

/** A file of powers of tau that is prepared for the second phase. */
export type PowersOfTau = {
  readonly bytes: Uint8Array
  /** It serves circuits of fewer than 2^power constraints and public signals. */
  readonly power: number
  readonly sha256: string
  readonly blake2b: string
  /** The name under which it is published, if it is one of {@link publicPowersOfTau}. */
  readonly publicName: string | null
}

/**
 * The files of the Perpetual Powers of Tau with 54 contributions and a beacon, as Hermez prepared them: the BLAKE2b-512 of each.
 * Source: README.md of snarkjs 0.7.5, "Prepare phase 2".
 */
export const publicPowersOfTau: Readonly<Record<string, string>> = {
  'powersOfTau28_hez_final_13.ptau':
    '58efc8bf2834d04768a3d7ffcd8e1e23d461561729beaac4e3e7a47829a1c9066d5320241e124a1a8e8aa6c75be0ba66f65bc8239a0542ed38e11276f6fdb4d9',
  'powersOfTau28_hez_final_14.ptau':
    'eeefbcf7c3803b523c94112023c7ff89558f9b8e0cf5d6cdcba3ade60f168af4a181c9c21774b94fbae6c90411995f7d854d02ebd93fb66043dbb06f17a831c1',
  'powersOfTau28_hez_final_15.ptau':
    '982372c867d229c236091f767e703253249a9b432c1710b4f326306bfa2428a17b06240359606cfe4d580b10a5a1f63fbed499527069c18ae17060472969ae6e',
  'powersOfTau28_hez_final_16.ptau':
    '6a6277a2f74e1073601b4f9fed6e1e55226917efb0f0db8a07d98ab01df1ccf43eb0e8c3159432acd4960e2f29fe84a4198501fa54c8dad9e43297453efec125',
  'powersOfTau28_hez_final_17.ptau':
    '6247a3433948b35fbfae414fa5a9355bfb45f56efa7ab4929e669264a0258976741dfbe3288bfb49828e5df02c2e633df38d2245e30162ae7e3bcca5b8b49345',
}

const HEADER = 1
/** For each power up to the file's, the points in Lagrange form; those of τ in the first group go one power further. */
const PREPARED = [
  { number: 12, pointLength: 64, extra: 1 },
  { number: 13, pointLength: 128, extra: 0 },
  { number: 14, pointLength: 64, extra: 0 },
  { number: 15, pointLength: 64, extra: 0 },
] as const

/**
 * Reads a file of powers of tau; that its points are powers of one τ is not checked: its hash says which file it is.
 * @throws {@link CeremonyError} `POWERS_OF_TAU_UNFIT` when it is none, not whole, of another curve, or not prepared.
 */
export async function readPowersOfTau(path: string): Promise<PowersOfTau> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    throw unfit(`cannot be read${code}`, path)
  }
  let sections: Map<number, Uint8Array>
  let header: Uint8Array
  try {
    sections = readSections({ bytes, kind: 'ptau' })
    header = takeSection({ sections, number: HEADER, length: 44 })
  } catch (error) {
    if (error instanceof MalformedFileError) throw unfit(error.message, path)
    throw error
  }
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  const field = Buffer.from(header.subarray(4, 36)).reverse().toString('hex')
  if (view.getUint32(0, true) !== 32 || BigInt(`0x${field}`) !== BASE_FIELD) {
    throw unfit('is of another curve than BN254', path)
  }
  const power = view.getUint32(36, true)
  for (const { number, pointLength, extra } of PREPARED) {
    const section = sections.get(number)
    if (section === undefined) throw unfit('is not prepared for the second phase', path)
    if (section.length !== (2 ** (power + extra + 1) - 1) * pointLength) {
      throw unfit(`has a section ${number} of the wrong length`, path)
    }
  }
  const hash = blake2b(bytes)
  const [publicName = null] =
    Object.entries(publicPowersOfTau).find(([, known]) => known === hash) ?? []
  return { bytes, power, sha256: sha256(bytes), blake2b: hash, publicName }
}

function unfit(reason: string, path: string): CeremonyError {
  return new CeremonyError({
    code: 'POWERS_OF_TAU_UNFIT',
    message: `The file of powers of tau ${reason}: ${path}.`,
    details: { file: path },
  })
}
