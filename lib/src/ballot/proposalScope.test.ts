import { describe, expect, test } from 'vitest'
import { ballotVectors } from '../testing/vectors.ts'
import { proposalScope } from './proposalScope.ts'

describe('proposalScope', () => {
  test.each(ballotVectors.scopes)('is that of the shared vector on chain $chainId', (vector) => {
    const { chainId, governor, proposalId, scope } = vector
    expect(proposalScope({ chainId, governor, proposalId })).toBe(scope)
  })

  test('differs when the chain, the governor or the proposal does', () => {
    expect(new Set(ballotVectors.scopes.map(({ scope }) => scope)).size).toBe(
      ballotVectors.scopes.length,
    )
  })
})
