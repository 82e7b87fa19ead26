import {
  appendOptionsLayout,
  CommitteeMalformedError,
  hashCommittee,
  hashProposal,
  type RegisteredCommittee,
} from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { requireCommittee } from './requireCommittee.ts'

/** EIP-2494's base point, which is as good a key as any for a committee of one. */
const base = {
  x: 5299619240641551281634865583518297030282874472190772894086521144482721001553n,
  y: 16950150798460657717958625567821834550301663161624707787222815936182638968203n,
}
const committee: RegisteredCommittee = {
  session: `0x${'1'.repeat(64)}`,
  threshold: 1,
  trustees: [`0x${'2'.repeat(40)}`],
  commitments: [[base], [base]],
}
const calls = [{ option: 0, target: `0x${'3'.repeat(40)}`, value: 0n, calldata: '0x' }]

function describeProposal(named: string) {
  const layout = { optionCount: 2, voiceCredits: 100, maxWinners: 0, callOptions: [0] }
  const description = appendOptionsLayout({
    description: 'A garden',
    layout: { ...layout, committee: named },
  })
  return { id: hashProposal({ calls, description }), description, calls }
}
const proposal = describeProposal(hashCommittee(committee))
const server = (given: RegisteredCommittee) => ({ getCommittee: async () => given })

describe('requireCommittee', () => {
  test('gives the committee that the proposal names', async () => {
    expect(await requireCommittee({ proposal, client: server(committee) })).toEqual(committee)
  })

  test('takes no other trustees from a server, nor other keys', async () => {
    for (const other of [
      { ...committee, trustees: [`0x${'4'.repeat(40)}`] },
      { ...committee, session: `0x${'5'.repeat(64)}` },
    ]) {
      await expect(requireCommittee({ proposal, client: server(other) })).rejects.toThrow(
        CommitteeMalformedError,
      )
    }
  })

  test('takes no other description than the one that the id is a hash of', async () => {
    const other = { ...committee, trustees: [`0x${'4'.repeat(40)}`] }
    const forged = { ...describeProposal(hashCommittee(other)), id: proposal.id }
    const client = { getCommittee: async () => expect.unreachable('It asks for a committee.') }
    for (const wrong of [forged, { ...proposal, description: 'A garden' }]) {
      await expect(requireCommittee({ proposal: wrong, client })).rejects.toThrow(
        CommitteeMalformedError,
      )
    }
  })
})
