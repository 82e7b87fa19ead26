import type { WireProposal, WireSpace } from '@psephos/lib'
import type { TFunction } from 'i18next'
import type { Format } from '../format/createFormat.ts'
import { formatDuration } from '../format/formatDuration.ts'
import { type DecodedCall, decodeCall } from './decodeCall.ts'

/** One fact of a call. */
export type CallFact = {
  name: string
  values: readonly string[]
  /** Whether they are addresses or bytes, and not words. */
  isCode: boolean
}

/** What a call does. */
export type CallDescription = {
  sentence: string
  /** An address in which the sentence ends. */
  address: string | null
  facts: CallFact[]
  note: string | null
  /** Set apart from everything else. */
  warning: string | null
}

/** What {@link describeCall} takes. */
export type DescribeCallParameters = {
  call: WireProposal['calls'][number]
  space: Pick<WireSpace, 'chainId' | 'governor' | 'timelock' | 'issuer'>
  t: TFunction<'calls'>
  tProposal: TFunction<'proposal'>
  format: Format
  /** A BCP 47 tag. */
  locale: string
}

/** The quorum's denominator. */
const WHOLE = 10_000

/**
 * Puts a call into words. Amounts of tokens are in their smallest unit: how many digits a token has,
 * and what it is called, only its contract says, and it may say anything.
 */
export function describeCall(parameters: DescribeCallParameters): CallDescription {
  const { call, space, tProposal, format } = parameters
  const { target, value, calldata } = call
  const decoded = decodeCall({ call, space })
  const amount = format.amount(value, space.chainId)
  if (decoded.kind === 'payment') {
    const sentence = value > 0n ? tProposal('call.transfer', { amount }) : tProposal('call.empty')
    return { ...describe(sentence), address: target }
  }
  const pays = value > 0n ? [word(tProposal('call.value'), amount)] : []
  if (decoded.kind === 'unknown') {
    const to = code(tProposal('call.to'), target)
    const data = code(tProposal('call.data'), calldata)
    return {
      ...describe(tProposal('call.unknown'), [to, ...pays, data]),
      warning: tProposal('call.unknownWarning'),
    }
  }
  const description = describeDecoded(decoded, parameters)
  return { ...description, facts: [...description.facts, ...pays] }
}

function describe(sentence: string, facts: CallFact[] = []): CallDescription {
  return { sentence, address: null, facts, note: null, warning: null }
}

function word(name: string, value: string): CallFact {
  return { name, values: [value], isCode: false }
}

function code(name: string, ...values: string[]): CallFact {
  return { name, values, isCode: true }
}

function describeDecoded(
  decoded: Exclude<DecodedCall, { kind: 'payment' | 'unknown' }>,
  parameters: DescribeCallParameters,
): CallDescription {
  const { call, t, format } = parameters
  const token = code(t('token'), call.target)
  const amount = (units: bigint) => word(t('amount'), format.number(units))
  switch (decoded.kind) {
    case 'tokenTransfer': {
      const facts = [code(t('to'), decoded.to), amount(decoded.amount), token]
      return { ...describe(t('tokenTransfer'), facts), note: t('tokenNote') }
    }
    case 'tokenTransferFrom': {
      const parties = [code(t('from'), decoded.from), code(t('to'), decoded.to)]
      const facts = [...parties, amount(decoded.amount), token]
      return { ...describe(t('tokenTransferFrom'), facts), note: t('tokenNote') }
    }
    case 'tokenApproval': {
      const { spender, isUnlimited } = decoded
      const allowed = isUnlimited ? word(t('amount'), t('unlimited')) : amount(decoded.amount)
      return {
        ...describe(t('tokenApproval'), [code(t('spender'), spender), allowed, token]),
        note: t('tokenNote'),
        warning: isUnlimited ? t('unlimitedWarning') : null,
      }
    }
    case 'setting':
      return describe(describeSetting(decoded, parameters))
    case 'timelock': {
      const facts = [code(t('timelockAddress'), decoded.timelock)]
      return { ...describe(t('timelock'), facts), warning: t('timelockWarning') }
    }
    case 'role': {
      const { isGranted, role, roleId, account } = decoded
      const name = role === null ? code(t('role'), roleId) : word(t('role'), t(`roles.${role}`))
      const sentence = isGranted ? t('roleGranted') : t('roleRevoked')
      const facts = [name, code(t('account'), account)]
      return { ...describe(sentence, facts), warning: t('roleWarning') }
    }
    case 'attesters': {
      const { attesters, threshold } = decoded
      return {
        ...describe(t('attesters', { threshold, all: attesters.length }), [
          code(t('attesterList'), ...attesters),
        ]),
        warning: t('attestersWarning'),
      }
    }
  }
}

function describeSetting(
  { setting, value }: Extract<DecodedCall, { kind: 'setting' }>,
  { t, format, locale }: DescribeCallParameters,
): string {
  const number = format.number(value)
  switch (setting) {
    case 'votingDelay':
    case 'votingPeriod':
    case 'timelockDelay':
      return t(`settings.${setting}`, { duration: formatDuration(value, locale) ?? number })
    case 'quorum':
      return t('settings.quorum', { share: format.exactShare(Number(value) / WHOLE) })
    case 'voiceCredits':
    case 'memberProposals':
      return t(`settings.${setting}`, { number })
  }
}
