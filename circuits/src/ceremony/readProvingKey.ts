import { MalformedFileError, readSections, takeSection } from './readSections.ts'

/** A contribution as a proving key holds it. */
export type KeyContribution = {
  /** Its bytes, to the last. */
  readonly bytes: Uint8Array
  /** δ after it, and the proof that its maker knew by what they multiplied: points of the first group, 64 bytes each. */
  readonly points: {
    readonly deltaAfter: Uint8Array
    readonly s: Uint8Array
    readonly sx: Uint8Array
  }
  /** The same in the second group: 128 bytes. */
  readonly spx: Uint8Array
  /** What the proof is bound to: 64 bytes. */
  readonly transcript: Uint8Array
  /** 0 for a person's, 1 for a beacon's. */
  readonly type: number
  readonly name: string
  /** The beacon's: 2^iterations times it is hashed. */
  readonly iterations: number | null
  /** The beacon's, in hex. */
  readonly beacon: string | null
}

/** A Groth16 proving key (zkey), as far as a ceremony is about it. */
export type ProvingKey = {
  readonly sections: ReadonlyMap<number, Uint8Array>
  /** All that does not change in a ceremony: sizes, α, β, γ. */
  readonly fixedHeader: Uint8Array
  /** δ in the second group: 128 bytes. */
  readonly delta2: Uint8Array
  readonly contributions: readonly KeyContribution[]
}

const SECTIONS = 10
const HEADER = 2
const CONTRIBUTIONS = 10
// Two primes with their lengths, three sizes; then α₁, β₁ (64 bytes each), β₂, γ₂ (128 each), δ₁, δ₂.
const FIXED_HEADER = 84 + 64 + 64 + 128 + 128
const HEADER_LENGTH = FIXED_HEADER + 64 + 128
const NAME = 1
const ITERATIONS = 2
const BEACON = 3

/**
 * Reads a proving key as snarkjs writes it; what its points are is not looked at.
 * Source: the layout that snarkjs 0.7.5 documents in zkey_utils.js.
 * @throws MalformedFileError when it is none, is not whole, or has anything else in it.
 */
export function readProvingKey(bytes: Uint8Array): ProvingKey {
  const sections = readSections({ bytes, kind: 'zkey' })
  if (sections.size !== SECTIONS) throw new MalformedFileError('has other sections than a key')
  for (let number = 1; number <= SECTIONS; number += 1) takeSection({ sections, number })
  const header = takeSection({ sections, number: HEADER, length: HEADER_LENGTH })
  return {
    sections,
    fixedHeader: header.subarray(0, FIXED_HEADER),
    delta2: header.subarray(FIXED_HEADER + 64),
    contributions: readContributions(takeSection({ sections, number: CONTRIBUTIONS })),
  }
}

/** Returns the hash of the circuit that a key begins its contributions with. */
export function readCircuitHash({ sections }: ProvingKey): Uint8Array {
  return takeSection({ sections, number: CONTRIBUTIONS }).subarray(0, 64)
}

function readContributions(section: Uint8Array): KeyContribution[] {
  const reader = createReader(section)
  reader.take(64)
  const contributions: KeyContribution[] = []
  for (let left = reader.word(); left > 0; left -= 1) {
    const start = reader.position()
    const points = { deltaAfter: reader.take(64), s: reader.take(64), sx: reader.take(64) }
    const spx = reader.take(128)
    const transcript = reader.take(64)
    const type = reader.word()
    const parameters = readParameters(reader.take(reader.word()))
    const bytes = section.subarray(start, reader.position())
    contributions.push({ bytes, points, spx, transcript, type, ...parameters })
  }
  if (reader.position() !== section.length) {
    throw new MalformedFileError('has something after its contributions')
  }
  return contributions
}

function readParameters(
  bytes: Uint8Array,
): Pick<KeyContribution, 'name' | 'iterations' | 'beacon'> {
  const reader = createReader(bytes)
  let name = ''
  let iterations: number | null = null
  let beacon: string | null = null
  for (let last = 0; reader.position() < bytes.length; ) {
    const [kind = 0, value = 0] = reader.take(2)
    if (kind <= last) throw new MalformedFileError('has a contribution of the wrong form')
    if (kind === NAME) name = decodeName(reader.take(value))
    else if (kind === ITERATIONS) iterations = value
    else if (kind === BEACON) beacon = Buffer.from(reader.take(value)).toString('hex')
    else throw new MalformedFileError('has a contribution of the wrong form')
    last = kind
  }
  return { name, iterations, beacon }
}

function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new MalformedFileError('has a contributor whose name is no text')
  }
}

function createReader(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) {
      throw new MalformedFileError('has contributions that are cut short')
    }
    at += length
    return bytes.subarray(at - length, at)
  }
  return {
    take,
    position: () => at,
    word: (): number => {
      take(4)
      return view.getUint32(at - 4, true)
    },
  }
}
