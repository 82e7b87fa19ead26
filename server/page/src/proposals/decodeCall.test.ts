import {
  AttestedIssuer__factory,
  PersonhoodGovernor__factory,
  TimelockController__factory,
} from '@psephos/lib'
import { Interface, id } from 'ethers'
import { describe, expect, test } from 'vitest'
import { type DecodedCall, decodeCall } from './decodeCall.ts'

const address = (digits: string) => `0x${digits.padStart(40, '0')}`
const space = { governor: address('aa'), timelock: address('bb'), issuer: address('cc') }
const [token, ada, bea] = [address('1'), address('2'), address('3')]

const governor = PersonhoodGovernor__factory.createInterface()
const timelock = TimelockController__factory.createInterface()
const issuer = AttestedIssuer__factory.createInterface()
const erc20 = new Interface([
  'function transfer(address to, uint256 amount)',
  'function approve(address spender, uint256 amount)',
  'function transferFrom(address from, address to, uint256 amount)',
])

const read = (target: string, calldata: string) => decodeCall({ call: { target, calldata }, space })
const UNKNOWN: DecodedCall = { kind: 'unknown' }
const MOST = (1n << 256n) - 1n

describe('decodeCall', () => {
  test('reads a call without data as a payment', () => {
    expect(read(ada, '0x')).toEqual({ kind: 'payment' })
  })

  test.each<[string, DecodedCall]>([
    [
      erc20.encodeFunctionData('transfer', [ada, 7n]),
      { kind: 'tokenTransfer', to: ada, amount: 7n },
    ],
    [
      erc20.encodeFunctionData('transferFrom', [ada, bea, MOST]),
      { kind: 'tokenTransferFrom', from: ada, to: bea, amount: MOST },
    ],
    [
      // Who owns a token or an NFT may move it without having allowed anything.
      erc20.encodeFunctionData('transferFrom', [space.timelock, bea, 7n]),
      { kind: 'tokenTransfer', to: bea, amount: 7n },
    ],
    [
      erc20.encodeFunctionData('approve', [bea, (1n << 95n) - 1n]),
      { kind: 'tokenApproval', spender: bea, amount: (1n << 95n) - 1n, isUnlimited: false },
    ],
    [
      erc20.encodeFunctionData('approve', [bea, 1n << 95n]),
      { kind: 'tokenApproval', spender: bea, amount: 1n << 95n, isUnlimited: true },
    ],
    [
      erc20.encodeFunctionData('approve', [bea, MOST]),
      { kind: 'tokenApproval', spender: bea, amount: MOST, isUnlimited: true },
    ],
  ])('reads a token’s %s', (calldata, decoded) => {
    expect(read(token, calldata)).toEqual(decoded)
    // Told to the DAO's own contracts, it means nothing.
    expect(read(space.timelock, calldata)).toEqual(UNKNOWN)
  })

  test.each<[string, DecodedCall]>([
    [
      governor.encodeFunctionData('setVotingDelay', [3_600n]),
      { kind: 'setting', setting: 'votingDelay', value: 3_600n },
    ],
    [
      governor.encodeFunctionData('setVotingPeriod', [86_400n]),
      { kind: 'setting', setting: 'votingPeriod', value: 86_400n },
    ],
    [
      governor.encodeFunctionData('updateQuorumNumerator', [1_000n]),
      { kind: 'setting', setting: 'quorum', value: 1_000n },
    ],
    [
      governor.encodeFunctionData('setDefaultVoiceCredits', [65_535n]),
      { kind: 'setting', setting: 'voiceCredits', value: 65_535n },
    ],
    [
      governor.encodeFunctionData('setMemberProposalLimit', [255n]),
      { kind: 'setting', setting: 'memberProposals', value: 255n },
    ],
    [governor.encodeFunctionData('updateTimelock', [bea]), { kind: 'timelock', timelock: bea }],
  ])('reads what the governor is told: %s', (calldata, decoded) => {
    expect(read(space.governor, calldata)).toEqual(decoded)
    expect(read(token, calldata)).toEqual(UNKNOWN)
  })

  test('reads what the timelock is told', () => {
    const delay = timelock.encodeFunctionData('updateDelay', [60n])
    expect(read(space.timelock, delay)).toEqual({
      kind: 'setting',
      setting: 'timelockDelay',
      value: 60n,
    })
    const granted = timelock.encodeFunctionData('grantRole', [id('EXECUTOR_ROLE'), ada])
    expect(read(space.timelock, granted)).toEqual({
      kind: 'role',
      isGranted: true,
      role: 'executor',
      roleId: id('EXECUTOR_ROLE'),
      account: ada,
    })
    const revoked = timelock.encodeFunctionData('revokeRole', [id('PROPOSER_ROLE'), ada])
    expect(read(space.timelock, revoked)).toMatchObject({ isGranted: false, role: 'proposer' })
    const canceller = timelock.encodeFunctionData('grantRole', [id('CANCELLER_ROLE'), ada])
    expect(read(space.timelock, canceller)).toMatchObject({ role: 'canceller' })
    const admin = timelock.encodeFunctionData('grantRole', [`0x${'0'.repeat(64)}`, ada])
    expect(read(space.timelock, admin)).toMatchObject({ role: 'admin' })
    const other = timelock.encodeFunctionData('grantRole', [id('OTHER'), ada])
    expect(read(space.timelock, other)).toMatchObject({ role: null, roleId: id('OTHER') })
  })

  test('reads who shall attest', () => {
    const calldata = issuer.encodeFunctionData('setAttesters', [[ada, bea], 2n])
    const decoded = { kind: 'attesters', attesters: [ada, bea], threshold: 2n }
    expect(read(space.issuer, calldata)).toEqual(decoded)
    expect(read(token, calldata)).toEqual(UNKNOWN)
  })

  test('reads addresses and bytes in capitals as well', () => {
    const calldata = governor.encodeFunctionData('setVotingDelay', [60n]).toUpperCase()
    expect(read(space.governor.toUpperCase(), calldata)).toMatchObject({ setting: 'votingDelay' })
  })

  test.each([
    ['another function', '0x12345678'],
    ['half a selector', '0xa905'],
    ['a word too few', erc20.encodeFunctionData('transfer', [ada, 7n]).slice(0, -64)],
    ['a word too many', `${erc20.encodeFunctionData('transfer', [ada, 7n])}${'0'.repeat(64)}`],
    ['a byte too many', `${erc20.encodeFunctionData('transfer', [ada, 7n])}00`],
    [
      'bits beyond an address',
      erc20.encodeFunctionData('transfer', [ada, 7n]).replace('a9059cbb00', 'a9059cbb01'),
    ],
  ])('does not read %s', (_, calldata) => {
    expect(read(token, calldata)).toEqual(UNKNOWN)
  })

  test('does not read a number that the function would refuse', () => {
    const calldata = governor.encodeFunctionData('setMemberProposalLimit', [255n])
    expect(read(space.governor, calldata.replace(/00ff$/, '0100'))).toEqual(UNKNOWN)
  })

  test('does not read attesters whose list says another length', () => {
    const calldata = issuer.encodeFunctionData('setAttesters', [[ada, bea], 2n])
    expect(read(space.issuer, calldata.slice(0, -64))).toEqual(UNKNOWN)
  })
})
