import type { WireProposal, WireSpace } from '@psephos/lib'

/** What one call does, as far as this page can read it. What it pays besides stands in the call. */
export type DecodedCall =
  /** Pays, or touches the target without paying. */
  | { kind: 'payment' }
  /** Of a token: the target, if it is one. Amounts are in the token's smallest unit. */
  | { kind: 'tokenTransfer'; to: string; amount: bigint }
  | { kind: 'tokenTransferFrom'; from: string; to: string; amount: bigint }
  | { kind: 'tokenApproval'; spender: string; amount: bigint; isUnlimited: boolean }
  /** Changes a rule of the DAO's own. */
  | { kind: 'setting'; setting: Setting; value: bigint }
  /** Gives the governor another timelock, and with it another treasury. */
  | { kind: 'timelock'; timelock: string }
  /** Changes who may act on the timelock. */
  | { kind: 'role'; isGranted: boolean; role: TimelockRole | null; roleId: string; account: string }
  | { kind: 'attesters'; attesters: string[]; threshold: bigint }
  | { kind: 'unknown' }

/** The rules of the DAO that one number changes. */
export type Setting =
  | 'votingDelay'
  | 'votingPeriod'
  | 'quorum'
  | 'voiceCredits'
  | 'memberProposals'
  | 'timelockDelay'

/** The roles of OpenZeppelin's timelock. */
export type TimelockRole = 'admin' | 'proposer' | 'executor' | 'canceller'

/** What {@link decodeCall} takes. */
export type DecodeCallParameters = {
  call: Pick<WireProposal['calls'][number], 'target' | 'calldata'>
  /** The DAO's own contracts: what they are told is read by what they are. */
  space: Pick<WireSpace, 'governor' | 'timelock' | 'issuer'>
}

/** From here on an approval has no limit that matters: more than any token has, and some know no larger one than 2^96 − 1. */
const UNLIMITED = 1n << 95n

/** Roles by their ids: the keccak256 of their names, and zero for the admin. */
const roles: Readonly<Record<string, TimelockRole>> = {
  [`0x${'0'.repeat(64)}`]: 'admin',
  '0xb09aa5aeb3702cfd50b6b62bc4532604938f21248a27a1d5ca736082b6819cc1': 'proposer',
  '0xd8aa0f3194971a2a116679f7c2090f6939c8d4e01a2a8d7e41d55e5351469e63': 'executor',
  '0xfd643c72710c63c0180259aba6b2d05451e3591a24e58b62239378085726f783': 'canceller',
}

/** Settings by the selectors of the functions that change them, with the size of their number. */
const governorSettings: Readonly<Record<string, { setting: Setting; bits: bigint }>> = {
  '0x79051887': { setting: 'votingDelay', bits: 48n },
  '0xe540d01d': { setting: 'votingPeriod', bits: 32n },
  '0x06f3f9e6': { setting: 'quorum', bits: 256n },
  '0x9e0bd316': { setting: 'voiceCredits', bits: 16n },
  '0x605d7509': { setting: 'memberProposals', bits: 8n },
}

/**
 * Reads what a call does. Only what is exactly as a contract's compiler would read it is read:
 * anything longer, shorter or out of range is unknown, or it could say something else than it does.
 */
export function decodeCall({ call, space }: DecodeCallParameters): DecodedCall {
  // The wire's are in lower case; those of a call that is still being written may be in any.
  const [target, calldata] = [call.target.toLowerCase(), call.calldata.toLowerCase()]
  if (calldata === '0x') return { kind: 'payment' }
  const selector = calldata.slice(0, 10)
  const words = calldata.slice(10).match(/.{64}/g) ?? []
  if (10 + 64 * words.length !== calldata.length) return { kind: 'unknown' }
  const own = {
    [space.governor]: readGovernorCall,
    [space.timelock]: readTimelockCall,
    [space.issuer]: readIssuerCall,
  }[target]
  // To the DAO's own contracts a token's functions mean nothing.
  return (own ?? readTokenCall)(selector, words, space) ?? { kind: 'unknown' }
}

type Reader = (
  selector: string,
  words: readonly string[],
  space: DecodeCallParameters['space'],
) => DecodedCall | null

const readTokenCall: Reader = (selector, words, space) => {
  const [first = '', second = '', third = ''] = words
  switch (selector) {
    case '0xa9059cbb': {
      const to = readAddress(first)
      if (to === null || words.length !== 2) return null
      return { kind: 'tokenTransfer', to, amount: readNumber(second) }
    }
    case '0x095ea7b3': {
      const spender = readAddress(first)
      if (spender === null || words.length !== 2) return null
      const amount = readNumber(second)
      return { kind: 'tokenApproval', spender, amount, isUnlimited: amount >= UNLIMITED }
    }
    case '0x23b872dd': {
      const [from, to] = [readAddress(first), readAddress(second)]
      if (from === null || to === null || words.length !== 3) return null
      const amount = readNumber(third)
      // Some tokens, and all NFTs, let their owner do this without having allowed anything.
      if (from === space.timelock) return { kind: 'tokenTransfer', to, amount }
      return { kind: 'tokenTransferFrom', from, to, amount }
    }
    default:
      return null
  }
}

const readGovernorCall: Reader = (selector, words) => {
  const [word = ''] = words
  if (words.length !== 1) return null
  if (selector === '0xa890c910') {
    const timelock = readAddress(word)
    return timelock === null ? null : { kind: 'timelock', timelock }
  }
  const found = governorSettings[selector]
  const value = readNumber(word)
  if (found === undefined || value >= 1n << found.bits) return null
  return { kind: 'setting', setting: found.setting, value }
}

const readTimelockCall: Reader = (selector, words) => {
  const [first = '', second = ''] = words
  if (selector === '0x64d62353' && words.length === 1) {
    return { kind: 'setting', setting: 'timelockDelay', value: readNumber(first) }
  }
  const isGranted = selector === '0x2f2ff15d'
  if (!isGranted && selector !== '0xd547741f') return null
  const account = readAddress(second)
  if (account === null || words.length !== 2) return null
  const roleId = `0x${first}`
  return { kind: 'role', isGranted, role: roles[roleId] ?? null, roleId, account }
}

const readIssuerCall: Reader = (selector, words) => {
  const [offset = '', threshold = '', length = '', ...rest] = words
  if (selector !== '0xb1e10b46' || readNumber(offset) !== 0x40n) return null
  if (readNumber(length) !== BigInt(rest.length)) return null
  const attesters = rest.map(readAddress).filter((address) => address !== null)
  if (attesters.length !== rest.length) return null
  return { kind: 'attesters', attesters, threshold: readNumber(threshold) }
}

function readNumber(word: string): bigint {
  return word === '' ? 0n : BigInt(`0x${word}`)
}

/** Null where bits beyond an address are set. */
function readAddress(word: string): string | null {
  return /^0{24}[0-9a-f]{40}$/.test(word) ? `0x${word.slice(24)}` : null
}
