import { CeremonyError } from './CeremonyError.ts'

/** A step of a ceremony: who multiplied the key's secret, and which file came of it. */
export type TranscriptStep = {
  readonly name: string
  /** BLAKE2b-512 of the contribution as snarkjs shows it: 128 hex digits. */
  readonly hash: string
  /** SHA-256 of the key before: 64 hex digits. */
  readonly before: string
  /** SHA-256 of the key after. */
  readonly after: string
}

/** The last step, in which chance that nobody could know before takes part. */
export type TranscriptBeacon = TranscriptStep & {
  /** Where the value comes from, in words that let anyone look it up. */
  readonly source: string
  /** 32 to 255 bytes in hex. */
  readonly value: string
  /** It is hashed 2^iterations times: 10 to 20. */
  readonly iterations: number
}

/** What a ceremony says of itself: `transcript.json`. All of it can be checked against the files. */
export type Transcript = {
  readonly version: 1
  /** The circuit's name and class: `secret-ballot-4`. */
  readonly circuit: string
  readonly compiler: string
  /** SHA-256 of the constraints. */
  readonly r1cs: string
  readonly powersOfTau: {
    readonly sha256: string
    readonly blake2b: string
    readonly power: number
  }
  /** SHA-256 of 0000.zkey. */
  readonly initial: string
  /** The key of the first is 0001.zkey. */
  readonly contributions: readonly TranscriptStep[]
  readonly beacon: TranscriptBeacon | null
}

/** The bounds of a beacon's iterations, as exponents of 2: below 10 snarkjs takes none, above 20 verifying would take minutes. */
export const BEACON_ITERATIONS = { least: 10, most: 20 } as const

/** What {@link BEACON_NAME} says stands in the key, as a contributor's name would. */
export const BEACON_NAME = 'Beacon'

const SHA256 = /^[0-9a-f]{64}$/
const BLAKE2B = /^[0-9a-f]{128}$/
const MOST_CONTRIBUTIONS = 9_998

/** Says whether a name is fit: 1 to 64 UTF-16 units, no space at its ends, nothing that a terminal would act on. */
export function isContributorName(text: string): boolean {
  return text.length >= 1 && text.length <= 64 && isLine(text) && text !== BEACON_NAME
}

/** Says whether the source of a beacon is fit: one line of up to 500 units. */
export function isBeaconSource(text: string): boolean {
  return text.length >= 1 && text.length <= 500 && isLine(text)
}

/** Says whether a beacon's value is fit: 32 to 255 bytes in lower hex. */
export function isBeaconValue(text: string): boolean {
  return /^([0-9a-f]{2}){32,255}$/.test(text)
}

/** Says whether a beacon's exponent is within {@link BEACON_ITERATIONS}. */
export function isBeaconIterations(value: number): boolean {
  const { least, most } = BEACON_ITERATIONS
  return Number.isInteger(value) && value >= least && value <= most
}

/**
 * Reads a transcript; whether it is true of the files is not checked here.
 * @throws {@link CeremonyError} `TRANSCRIPT_MALFORMED`, with the field that is wrong.
 */
export function parseTranscript(text: string): Transcript {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse('it is no JSON')
  }
  const fields = readFields(value, '', [
    'version',
    'circuit',
    'compiler',
    'r1cs',
    'powersOfTau',
    'initial',
    'contributions',
    'beacon',
  ])
  if (fields['version'] !== 1) return refuse('version is not 1')
  const powers = readFields(fields['powersOfTau'], 'powersOfTau', ['sha256', 'blake2b', 'power'])
  const { contributions, beacon } = fields
  if (!Array.isArray(contributions) || contributions.length > MOST_CONTRIBUTIONS) {
    return refuse(`contributions is no list of at most ${MOST_CONTRIBUTIONS}`)
  }
  return {
    version: 1,
    circuit: readText(fields['circuit'], 'circuit', (each) => /^[a-z0-9-]{1,64}$/.test(each)),
    compiler: readText(fields['compiler'], 'compiler', isBeaconSource),
    r1cs: readSha256(fields['r1cs'], 'r1cs'),
    powersOfTau: {
      sha256: readSha256(powers['sha256'], 'powersOfTau.sha256'),
      blake2b: readText(powers['blake2b'], 'powersOfTau.blake2b', (each) => BLAKE2B.test(each)),
      power: readNumber(powers['power'], 'powersOfTau.power', (each) => each >= 1 && each <= 28),
    },
    initial: readSha256(fields['initial'], 'initial'),
    contributions: contributions.map((each: unknown, index) => {
      const path = `contributions.${index}`
      const step = readFields(each, path, ['name', 'hash', 'before', 'after'])
      return {
        name: readText(step['name'], `${path}.name`, isContributorName),
        ...readHashes(step, path),
      }
    }),
    beacon: beacon === null ? null : readBeacon(beacon),
  }
}

/** Returns a transcript as its file has it. */
export function formatTranscript(transcript: Transcript): string {
  return `${JSON.stringify(transcript, null, 2)}\n`
}

/** Returns all steps after the first key, the beacon at the end. */
export function listSteps({ contributions, beacon }: Transcript): readonly TranscriptStep[] {
  return beacon === null ? contributions : [...contributions, beacon]
}

function readBeacon(value: unknown): TranscriptBeacon {
  const path = 'beacon'
  const keys = ['name', 'hash', 'before', 'after', 'source', 'value', 'iterations']
  const step = readFields(value, path, keys)
  return {
    name: readText(step['name'], `${path}.name`, (each) => each === BEACON_NAME),
    ...readHashes(step, path),
    source: readText(step['source'], `${path}.source`, isBeaconSource),
    value: readText(step['value'], `${path}.value`, isBeaconValue),
    iterations: readNumber(step['iterations'], `${path}.iterations`, isBeaconIterations),
  }
}

function readHashes(step: Readonly<Record<string, unknown>>, path: string) {
  return {
    hash: readText(step['hash'], `${path}.hash`, (each) => BLAKE2B.test(each)),
    before: readSha256(step['before'], `${path}.before`),
    after: readSha256(step['after'], `${path}.after`),
  }
}

function readFields(
  value: unknown,
  path: string,
  keys: readonly string[],
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse(`${path || 'it'} is no object`)
  }
  const other = Object.keys(value).find((key) => !keys.includes(key))
  if (other !== undefined) return refuse(`${path || 'it'} has an unknown field`)
  return { ...value }
}

function readSha256(value: unknown, path: string): string {
  return readText(value, path, (each) => SHA256.test(each))
}

function readText(value: unknown, path: string, isFit: (text: string) => boolean): string {
  return typeof value === 'string' && isFit(value) ? value : refuse(`${path} is not of its form`)
}

function readNumber(value: unknown, path: string, isFit: (value: number) => boolean): number {
  return typeof value === 'number' && Number.isInteger(value) && isFit(value)
    ? value
    : refuse(`${path} is not of its form`)
}

/** No control characters and no invisible ones; no space at the ends. */
function isLine(text: string): boolean {
  return !/\p{C}|\p{Zl}|\p{Zp}/u.test(text) && text.trim() === text
}

function refuse(reason: string): never {
  throw new CeremonyError({
    code: 'TRANSCRIPT_MALFORMED',
    message: `This is no transcript of a ceremony: ${reason}.`,
    details: { reason },
  })
}
