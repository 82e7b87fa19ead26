import { CommitteeMalformedError } from '../../errors/secretErrors.ts'
import type { CommitteeInvitation } from '../../wire/committee.ts'
import type { AffinePoint } from '../babyJubjub.ts'
import type { CurvePoint } from '../CurvePoint.ts'
import { toCurvePoint } from '../CurvePoint.ts'
import type { OptionClass } from '../optionClass.ts'
import { hashContent } from './hashContent.ts'

/** A key generation that trustees are invited to. */
export type KeyGeneration = {
  /** The keccak256 of the invitation's canonical JSON, in hex: what every message of it names. */
  readonly session: string
  /** The invitation as it was given. */
  readonly invitation: CommitteeInvitation
  readonly threshold: number
  readonly capacity: OptionClass
  /** In the order of their positions, the first of which is 1. */
  readonly trustees: readonly { readonly address: string; readonly encryptionKey: CurvePoint }[]
}

/**
 * Reads an invitation. Two invitations that differ in anything are two sessions, and nothing that
 * was said in one holds in the other; so whoever generates keys anew gives the committee another name.
 * @throws {@link CommitteeMalformedError} when the threshold is above the number of trustees, two have
 * one address or one key, an address is zero, or a key is no point.
 * @example
 * const keyGeneration = openInvitation(wireInvitation.parse(JSON.parse(text)))
 * keyGeneration.session // '0x…'
 */
export function openInvitation(invitation: CommitteeInvitation): KeyGeneration {
  const { threshold, capacity, trustees } = invitation
  if (threshold > trustees.length) {
    const reason = `its threshold is ${threshold}, but it has ${trustees.length} trustees`
    throw new CommitteeMalformedError({ reason })
  }
  if (trustees.some(({ address }) => BigInt(address) === 0n)) {
    throw new CommitteeMalformedError({ reason: 'an address is zero' })
  }
  requireDifferent(
    'address',
    trustees.map(({ address }) => address),
  )
  requireDifferent(
    'key',
    trustees.map(({ encryptionKey }) => String(encryptionKey.x)),
  )
  return {
    session: hashContent(invitation),
    invitation,
    threshold,
    capacity,
    trustees: trustees.map(({ address, encryptionKey }, index) => ({
      address,
      encryptionKey: requireKey(encryptionKey, index + 1),
    })),
  }
}

/** Keys by their x alone: of two points with one x, one is not in the subgroup. */
function requireDifferent(what: string, values: readonly string[]): void {
  if (new Set(values).size !== values.length) {
    throw new CommitteeMalformedError({ reason: `two trustees have the same ${what}` })
  }
}

function requireKey(key: AffinePoint, position: number): CurvePoint {
  const isIdentity = key.x === 0n
  try {
    if (!isIdentity) return toCurvePoint(key)
  } catch {
    // Which of its rules the pair breaks helps nobody: the trustee makes a key anew.
  }
  throw new CommitteeMalformedError({ reason: `the key of trustee ${position} is no key` })
}
