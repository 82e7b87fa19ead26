import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AnsweringServer, startAnsweringServer } from '../../testing/startAnsweringServer.ts'
import { createSpaceCalls, type SpaceCalls } from './createSpaceCalls.ts'

const address = `0x${'aa'.repeat(20)}`

let server: AnsweringServer
let calls: SpaceCalls
beforeAll(async () => {
  server = await startAnsweringServer()
  calls = createSpaceCalls(server.requests)
})
afterAll(() => server.close())

describe('createSpaceCalls', () => {
  test('lists spaces', async () => {
    const space = {
      id: 'garden',
      name: 'The garden',
      chainId: 31_337,
      deploymentBlock: 0,
      governor: address,
      group: address,
      issuer: address,
      timelock: address,
    }
    server.answerWith({ spaces: [space] })
    expect(await calls.listSpaces()).toEqual([space])
    expect(server.received).toEqual({ method: 'GET', url: '/api/v1/spaces', body: '' })
  })

  test('searches spaces, in pages', async () => {
    server.answerWith({ spaces: [], next: 'abc' })
    expect(await calls.searchSpaces({ search: 'a&b', limit: 5 })).toEqual({
      spaces: [],
      next: 'abc',
    })
    expect(server.received?.url).toBe('/api/v1/spaces?search=a%26b&limit=5')
  })

  test('writes a profile, with its signature', async () => {
    const profile = { name: 'The Garden' }
    const authorization = { signer: address, issuedAt: 1, expiresAt: 2, signature: '0x12' }
    server.answerWith({ error: { code: 'SPACE_ADMIN_REQUIRED', message: '', details: {} } }, 403)
    const act = calls.setSpaceProfile({ space: 'garden', profile, authorization })
    await expect(act).rejects.toMatchObject({ code: 'SPACE_ADMIN_REQUIRED' })
    expect(server.received).toEqual({
      method: 'PUT',
      url: '/api/v1/spaces/garden',
      body: { profile, authorization },
    })
  })

  test('gives the rules by which a DAO decides', async () => {
    const rules = {
      votingDelay: 0,
      votingPeriod: 60,
      executionDelay: null,
      quorum: { numerator: 1, denominator: 4 },
      defaultVoiceCredits: 100,
      memberProposals: {
        limit: 2,
        epochDuration: 10,
        epoch: 20,
        group: { root: '3', size: 1, proofDepth: 20 },
      },
      secretBallots: null,
    }
    server.answerWith(rules)
    const { memberProposals } = await calls.getSpaceRules({ space: 'garden' })
    expect(memberProposals?.group).toEqual({ root: 3n, size: 1, proofDepth: 20 })
    expect(server.received).toMatchObject({ method: 'GET', url: '/api/v1/spaces/garden/rules' })
  })
})
