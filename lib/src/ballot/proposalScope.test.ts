import { describe, expect, test } from 'vitest'
import vectors from '../../../test/vectors/ballots.json' with { type: 'json' }
import { proposalScope } from './proposalScope.ts'

describe('proposalScope', () => {
  test.each(vectors.scopes)('is that of the shared vector on chain $chainId', (vector) => {
    const { chainId, governor, proposalId, scope } = vector
    expect(proposalScope({ chainId, governor, proposalId: BigInt(proposalId) })).toBe(BigInt(scope))
  })

  test('differs when the chain, the governor or the proposal does', () => {
    expect(new Set(vectors.scopes.map(({ scope }) => scope)).size).toBe(vectors.scopes.length)
  })
})
