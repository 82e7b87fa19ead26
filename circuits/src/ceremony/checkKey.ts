import { CeremonyError } from './CeremonyError.ts'
import { sha256 } from './hashBytes.ts'
import type { Points } from './loadPoints.ts'
import type { TranscriptBeacon, TranscriptStep } from './parseTranscript.ts'
import { type ProvingKey, readCircuitHash, readProvingKey } from './readProvingKey.ts'
import { MalformedFileError, takeSection } from './readSections.ts'

/** What {@link checkKey} takes. */
export type CheckKeyParameters = {
  /** The file of the step. */
  bytes: Uint8Array
  /** What the transcript says of the step. */
  step: TranscriptStep | TranscriptBeacon
  /** 1 for the first contribution. */
  number: number
  /** The key before, and its SHA-256. */
  previous: ProvingKey
  previousHash: string
  /** The key without contributions. */
  initial: ProvingKey
  points: Points
}

// What no contribution touches, by what the sections hold.
const FIXED_SECTIONS = {
  1: 'the kind of proof',
  3: 'the points of the public signals',
  4: 'the coefficients',
  5: 'the points A',
  6: 'the points B₁',
  7: 'the points B₂',
} as const
const DIVIDED_SECTIONS = [8, 9] as const

/**
 * Checks a key against the one before, the first one, and the transcript: all but whether the secret that its maker multiplied in is
 * the same in all its parts, which takes the powers of tau.
 * @throws {@link CeremonyError} `CONTRIBUTION_INVALID`, with what is wrong.
 */
export function checkKey({
  bytes,
  step,
  number,
  previous,
  previousHash,
  initial,
  points,
}: CheckKeyParameters): ProvingKey {
  const refuse = (reason: string): never => {
    throw invalidContribution({ step, number, reason })
  }
  if (step.before !== previousHash) refuse('is said to begin with another key than the one before')
  if (sha256(bytes) !== step.after) {
    refuse('has another file than the transcript says: it was cut short or exchanged')
  }
  const key = readKey(bytes, refuse)
  const { contributions } = key
  const own = contributions[number - 1]
  const keepsOthers = previous.contributions.every(({ bytes: before }, index) =>
    isEqual(before, contributions[index]?.bytes),
  )
  if (!keepsOthers || own === undefined) {
    return refuse('does not go on from the key before: it drops or changes what others contributed')
  }
  if (contributions.length > number) refuse('adds more than one contribution')
  if (!isEqual(readCircuitHash(key), readCircuitHash(initial))) refuse('names another circuit')
  if (!isEqual(key.fixedHeader, initial.fixedHeader)) refuse("changes the key's header")
  for (const [section, content] of Object.entries(FIXED_SECTIONS)) {
    const [before, after] = [initial, key].map(({ sections }) =>
      takeSection({ sections, number: Number(section) }),
    )
    if (before === undefined || !isEqual(before, after)) {
      refuse(`changes ${content} (section ${section}), which no contribution does`)
    }
  }
  for (const section of DIVIDED_SECTIONS) {
    const after = takeSection({ sections: key.sections, number: section })
    if (after.length !== initial.sections.get(section)?.length || !points.areFirst(after)) {
      refuse(`has something in section ${section} that is no point of the curve`)
    }
  }
  const { deltaAfter, s, sx } = own.points
  if (
    ![deltaAfter, s, sx].every(points.areFirst) ||
    ![own.spx, key.delta2].every(points.isSecond)
  ) {
    refuse('holds something that is no point of the group')
  }
  checkRecord({ own, step, points, refuse })
  return key
}

/** Returns the error for a contribution that is wrong. */
export function invalidContribution({
  step,
  number,
  reason,
}: Pick<CheckKeyParameters, 'step' | 'number'> & { reason: string }): CeremonyError {
  const what = 'source' in step ? 'The beacon' : `Contribution ${number} (${step.name})`
  return new CeremonyError({
    code: 'CONTRIBUTION_INVALID',
    message: `${what} ${reason}.`,
    details: { contribution: number, name: step.name, reason },
  })
}

/** What the transcript says of a step stands in the key too. */
function checkRecord({
  own,
  step,
  points,
  refuse,
}: Pick<CheckKeyParameters, 'step' | 'points'> & {
  own: ProvingKey['contributions'][number]
  refuse: (reason: string) => never
}): void {
  const isBeacon = 'source' in step
  if (own.type !== (isBeacon ? 1 : 0)) {
    refuse(isBeacon ? 'is no beacon' : 'is a beacon, and not by a person')
  }
  if (own.name !== step.name) refuse('has another name in the key than in the transcript')
  if (own.beacon !== (isBeacon ? step.value : null)) refuse('has another value in the key')
  if (own.iterations !== (isBeacon ? step.iterations : null)) {
    refuse('has other iterations in the key')
  }
  if (points.hashContribution(own) !== step.hash) {
    refuse('has another hash than the transcript says')
  }
}

function readKey(bytes: Uint8Array, refuse: (reason: string) => never): ProvingKey {
  try {
    return readProvingKey(bytes)
  } catch (error) {
    if (error instanceof MalformedFileError) return refuse(`has a file that ${error.message}`)
    throw error
  }
}

function isEqual(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && Buffer.compare(a, b) === 0
}
