import type { DealerFault, KeyGeneration } from '@psephos/lib'
import type { Standing } from './readStanding.ts'

/** Why a dealer is disqualified, in words that follow on `convicted: `. */
const faults = {
  shape: 'the deal has another shape than was asked for',
  points: 'the deal holds what is no point of the group',
  possession: 'the deal is not made from secrets that its dealer knows',
  twice: 'two deals that differ',
  share: 'a wrong share for another trustee',
} as const satisfies Record<DealerFault, string>

/** Returns what an invitation asks for, for whoever is about to accept it. */
export function describeInvitation({
  session,
  invitation: { name },
  threshold,
  capacity,
  trustees,
}: KeyGeneration): string {
  const lines = trustees.map(({ address }, index) => `  ${index + 1}  ${address}`)
  return `Committee: ${name}
Any ${threshold} of its ${trustees.length} trustees together can decrypt; fewer cannot. Keys for ${capacity} options.
${lines.join('\n')}
Session: ${session}`
}

/** Returns how far a key generation is, trustee by trustee. */
export function describeStanding(standing: Standing): {
  readonly text: string
  readonly json: Readonly<Record<string, unknown>>
} {
  const { opened, conclusion, confirmations, isDealingOver, isOver } = standing
  const { keyGeneration, complaints } = opened
  const { session, invitation, threshold } = keyGeneration
  const { absent, culprits, falseComplainers } = conclusion.judgement
  const trustees = keyGeneration.trustees.map(({ address }, index) => {
    const position = index + 1
    return {
      position,
      address,
      dealt: !absent.includes(position),
      convicted: culprits.find((each) => each.position === position)?.reason ?? null,
      complainedAbout: complaints
        .filter(({ complainer }) => complainer === position)
        .map(({ dealer }) => dealer),
      falselyComplainedAbout: falseComplainers
        .filter((each) => each.position === position)
        .map(({ dealer }) => dealer),
      confirmed: confirmations.has(position),
    }
  })
  const lines = trustees.map((each) => {
    const parts = [
      each.dealt ? 'dealt' : 'has not dealt',
      ...(each.convicted === null ? [] : [`convicted: ${faults[each.convicted]}`]),
      ...each.complainedAbout.map((dealer) =>
        each.falselyComplainedAbout.includes(dealer)
          ? `complained about ${dealer} without a reason`
          : `complained about ${dealer}, rightly`,
      ),
      ...(each.confirmed ? ['confirmed'] : []),
    ]
    return `  ${each.position}  ${each.address}  ${parts.join('; ')}`
  })
  const committee = conclusion.outcome?.id ?? null
  const end =
    committee === null
      ? `No committee: ${conclusion.judgement.qualified.length} of the ${threshold} that must have dealt rightly.`
      : `${isDealingOver ? 'The committee' : 'The committee so far'}: ${committee}
Confirmed by ${confirmations.size}; ${threshold} must. ${isOver ? 'Nothing is added any more.' : 'Trustees may still complain.'}`
  return {
    text: `${invitation.name}, any ${threshold} of ${trustees.length}\n${lines.join('\n')}\n${end}`,
    json: {
      ...{ session, name: invitation.name, threshold, trustees, committee },
      ...{ dealingOver: isDealingOver, over: isOver },
    },
  }
}
