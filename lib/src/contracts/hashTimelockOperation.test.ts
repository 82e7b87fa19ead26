import { getBytes } from 'ethers'
import { describe, expect, test } from 'vitest'
import { hashProposal } from '../proposal/hashProposal.ts'
import { readElection } from '../testing/election.ts'
import { hashTimelockOperation, timelockSalt } from './hashTimelockOperation.ts'

const { governor, proposal, execution, outcome } = readElection()

describe('hashTimelockOperation', () => {
  test('gives the id under which a timelock kept the passing calls of a real proposal', () => {
    const calls = proposal.calls.filter(({ option }) => outcome.passing[option])
    const id = hashTimelockOperation({ governor, proposalId: proposal.id, calls })
    expect(execution.operations.map((operation) => operation.id)).toEqual([id])
    const others = hashTimelockOperation({ governor, proposalId: proposal.id, calls: [] })
    expect(others).not.toBe(id)
  })

  test('salts with the governor and the proposal', () => {
    const salt = timelockSalt({ governor: `0x${'ff'.repeat(20)}`, proposalId: 1n })
    expect(salt).toBe(`0x${'ff'.repeat(20)}${'00'.repeat(11)}01`)
  })
})

describe('hashProposal', () => {
  test('gives the id that a governor gave a real proposal', () => {
    const description = getBytes(proposal.description)
    expect(hashProposal({ calls: proposal.calls, description })).toBe(proposal.id)
    expect(
      hashProposal({ calls: proposal.calls, description: new TextDecoder().decode(description) }),
    ).toBe(proposal.id)
  })
})
