import {
  recoverSpaceSigner,
  type SpaceAction,
  type SpaceProfile,
  signSpaceProfile,
  signSpaceRegistration,
  signSpaceRequest,
  TimelockController__factory,
  TooManyRequestsError,
  type WebhookRequest,
  type WireSpace,
  type WireSpaceProfileBody,
} from '@psephos/lib'
import { Wallet } from 'ethers'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { RateLimits } from '../http/createRateLimits.ts'
import { serveTestSpace, type TestServer } from '../testing/serveTestSpace.ts'
import { startTestSpace, type TestSpace } from '../testing/startTestSpace.ts'
import { SPACE_ADMIN_ROLE } from './isSpaceAdmin.ts'

const profile: SpaceProfile = {
  name: 'The Garden',
  about: 'We grow *vegetables*.',
  avatar: 'ipfs://bafkreihpadr6vanll6bgvmzqe5mr2tpykz6cjzzbxrq3gnehq4g3bcgsuu',
  links: { forum: 'https://forum.example/garden' },
  origins: ['https://garden.example'],
}
/** Whom the operator names. */
const listed = new Wallet(`0x${'01'.repeat(32)}`)
const stranger = new Wallet(`0x${'02'.repeat(32)}`)
/** A contract that takes any signature, and one that takes none. */
const [YES_WALLET, NO_WALLET] = [`0x${'c1'.repeat(20)}`, `0x${'c2'.repeat(20)}`]

let dao: TestSpace
let closed: TestServer
let open: TestServer
let space: WireSpace
let hosted: WireSpace[] = []

beforeAll(async () => {
  dao = await startTestSpace()
  space = dao.space
  closed = await serveTestSpace(dao)
  open = await serveTestSpace(dao, {
    spaceRegistration: 'open',
    hostSpace: (each) => hosted.push(each),
  })
  // PUSH4 answer, PUSH1 224, SHL, MSTORE(0, …), RETURN(0, 32)
  const answer = (word: string) => `0x63${word}60e01b60005260206000f3`
  await dao.node.send('anvil_setCode', [YES_WALLET, answer('1626ba7e')])
  await dao.node.send('anvil_setCode', [NO_WALLET, answer('ffffffff')])
})
afterAll(async () => {
  await closed?.close()
  await open?.close()
  await dao?.close()
})
beforeEach(async () => {
  const { prisma } = dao
  hosted = []
  await prisma.spaceProfile.deleteMany()
  await prisma.spaceTurn.deleteMany()
  await prisma.space.deleteMany()
  const admins = [listed.address.toLowerCase(), YES_WALLET, NO_WALLET]
  await prisma.space.create({ data: { ...space, admins } })
})

const sign = (
  signer: Wallet | TestSpace['account'],
  options: { profile?: SpaceProfile; server?: string; issuedAt?: number; lifetime?: number } = {},
) => signSpaceProfile({ signer, server: closed.origin, space, profile, ...options })
const put = (body: WireSpaceProfileBody) =>
  closed.client.setSpaceProfile({ space: space.id, ...body })
const refuses = (act: Promise<unknown>, code: string) => expect(act).rejects.toMatchObject({ code })

/** A call that the DAO's timelock makes, as after a vote. */
async function asTimelock(call: 'grantRole' | 'revokeRole', account: string): Promise<void> {
  await dao.node.send('anvil_impersonateAccount', [space.timelock])
  await dao.node.send('anvil_setBalance', [space.timelock, '0xde0b6b3a7640000'])
  const timelock = await dao.node.getSigner(space.timelock)
  const contract = TimelockController__factory.connect(space.timelock, timelock)
  await (await contract[call](SPACE_ADMIN_ROLE, account)).wait()
}

describe('a DAO’s profile', () => {
  test('is written by whom the operator names, and shown with its signature', async () => {
    const details = await put(await sign(listed))
    expect(details).toMatchObject({ id: space.id, name: 'The Garden', profile })
    const { signed } = await closed.client.getSpace({ space: space.id })
    expect(signed).toBeDefined()
    if (signed === undefined) return
    const { server, ...authorization } = signed
    const request = { server, space, action: 'set profile', content: profile } as const
    expect(recoverSpaceSigner({ ...request, authorization })).toBe(listed.address.toLowerCase())
    const [first] = await closed.client.listSpaces()
    expect(first).toEqual({ ...space, name: 'The Garden', profile })
  })

  test('is written by whom the DAO gives the role, for as long as they have it', async () => {
    const address = await stranger.getAddress()
    await refuses(put(await sign(stranger)), 'SPACE_ADMIN_REQUIRED')
    await asTimelock('grantRole', address)
    expect(await put(await sign(stranger))).toMatchObject({ profile })
    await asTimelock('revokeRole', address)
    await refuses(put(await sign(stranger)), 'SPACE_ADMIN_REQUIRED')
  })

  test('is written by a contract that says it signed (ERC-1271)', async () => {
    const { authorization } = await sign(listed)
    const as = (signer: string) => ({ profile, authorization: { ...authorization, signer } })
    await refuses(put(as(NO_WALLET)), 'SPACE_SIGNATURE_INVALID')
    // It answers nothing, as an account does.
    await refuses(put(as(space.timelock)), 'SPACE_SIGNATURE_INVALID')
    expect(await put(as(YES_WALLET))).toMatchObject({ signed: { signer: YES_WALLET } })
  })

  test('is obeyed once, and never after a later one', async () => {
    const now = Date.now()
    const older = await sign(listed, { issuedAt: now - 1_000 })
    const body = await sign(listed, { issuedAt: now })
    const both = await Promise.allSettled([put(body), put(body)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await refuses(put(body), 'SPACE_REQUEST_REPLAYED')
    await refuses(put(older), 'SPACE_REQUEST_REPLAYED')
    // Not even when the space's row is made anew.
    await dao.prisma.space.deleteMany()
    await dao.prisma.space.create({ data: { ...space, admins: [listed.address.toLowerCase()] } })
    await refuses(put(body), 'SPACE_REQUEST_REPLAYED')
  })

  test('is not what was not signed', async () => {
    const body = await sign(listed)
    const { authorization } = body
    const name = 'The Weeds'
    const forged: [string, WireSpaceProfileBody][] = [
      ['another profile', { authorization, profile: { ...profile, name } }],
      ['for another server', await sign(listed, { server: 'https://evil.example' })],
      [
        'another time',
        { profile, authorization: { ...authorization, issuedAt: 1 + authorization.issuedAt } },
      ],
      [
        'by another',
        {
          profile,
          authorization: { ...(await sign(stranger)).authorization, signer: authorization.signer },
        },
      ],
      ['no signature', { profile, authorization: { ...authorization, signature: '0x' } }],
      [
        'the same in its other form',
        { profile, authorization: { ...authorization, signature: flip(authorization.signature) } },
      ],
      [
        'a registration',
        await signSpaceRegistration({ signer: listed, server: closed.origin, space, profile }),
      ],
      [
        'for another space',
        await signSpaceProfile({
          signer: listed,
          server: closed.origin,
          space: { ...space, id: 'other' },
          profile,
        }),
      ],
      [
        'on another chain',
        await signSpaceProfile({
          signer: listed,
          server: closed.origin,
          space: { ...space, chainId: 1 },
          profile,
        }),
      ],
    ]
    for (const [, { profile: content, authorization: by }] of forged) {
      await refuses(put({ profile: content, authorization: by }), 'SPACE_SIGNATURE_INVALID')
    }
    expect(await dao.prisma.spaceProfile.count()).toBe(0)
  })

  test('is not written before its time or after it', async () => {
    const now = Date.now()
    const DAY = 24 * 60 * 60 * 1_000
    for (const times of [
      { issuedAt: now - 2 * DAY, lifetime: DAY },
      { issuedAt: now + DAY, lifetime: DAY },
      { issuedAt: now, lifetime: 8 * DAY },
      { issuedAt: now, lifetime: 0 },
    ]) {
      await refuses(put(await sign(listed, times)), 'SPACE_REQUEST_EXPIRED')
    }
    expect(await put(await sign(listed, { issuedAt: now - DAY, lifetime: 7 * DAY }))).toMatchObject(
      {
        profile,
      },
    )
  })
})

describe('spaces', () => {
  test('are found by their words, in pages', async () => {
    await put(await sign(listed))
    const { prisma } = dao
    const others = Array.from({ length: 5 }, (_, index) => ({
      ...space,
      id: `dao-${index}`,
      name: `100% DAO ${index}`,
      governor: `0x${String(index).repeat(40)}`,
    }))
    await prisma.space.createMany({ data: others })
    const find = async (search: string) =>
      (await closed.client.searchSpaces({ search })).spaces.map(({ id }) => id)
    expect(await find('VEGETABLES')).toEqual([space.id])
    expect(await find('100% dao 3')).toEqual(['dao-3'])
    expect(await find('%')).toHaveLength(5)
    expect(await find('\'; DROP TABLE "Space"; --')).toEqual([])
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await closed.client.searchSpaces({ limit: 4, ...(cursor && { cursor }) })
      seen.push(...page.spaces.map(({ id }) => id))
      cursor = page.next
    } while (cursor !== undefined)
    expect(seen.toSorted()).toEqual([space.id, ...others.map(({ id }) => id)].toSorted())
    for (const bad of ['x', 'W10', Buffer.from('["spaces","x","y"]').toString('base64url')]) {
      await refuses(closed.client.searchSpaces({ cursor: bad }), 'REQUEST_MALFORMED')
    }
  })

  test('state the rules by which they decide', async () => {
    expect(await closed.client.getSpaceRules({ space: space.id })).toEqual({
      votingDelay: 0,
      votingPeriod: 7_200,
      executionDelay: 60,
      quorum: { numerator: 5_000, denominator: 10_000 },
      defaultVoiceCredits: 100,
      memberProposals: null,
      secretBallots: null,
    })
    await refuses(closed.client.getSpaceRules({ space: 'nowhere' }), 'NOT_FOUND')
  })

  test('ask the node for their rules now and then, at the cost of whoever asks first', async () => {
    const admit = vi.fn<RateLimits['admit']>(async () => undefined)
    const limits: RateLimits = { admit, blame: async () => undefined }
    const server = await serveTestSpace(dao, { limits })
    const questions = () =>
      admit.mock.calls.flatMap(([kind, , count]) => (kind === 'chain' ? count : []))
    try {
      admit.mockImplementation(async (kind) => {
        if (kind === 'chain') throw new TooManyRequestsError({ retryAfter: 60 })
      })
      await refuses(server.client.getSpaceRules({ space: space.id }), 'TOO_MANY_REQUESTS')
      admit.mockReset().mockResolvedValue()
      await server.client.getSpaceRules({ space: space.id })
      expect(questions()).toEqual([19])
      await server.client.getSpaceRules({ space: space.id })
      expect(questions()).toEqual([19])
    } finally {
      await server.close()
    }
  })

  test('have figures', async () => {
    await dao.openProposal({ title: 'One', optionCount: 1 })
    await dao.index()
    const { figures } = await closed.client.getSpace({ space: space.id })
    expect(figures).toMatchObject({ members: 0, proposals: { active: 1, executed: 0 }, ballots: 0 })
    await refuses(closed.client.getSpace({ space: 'other' }), 'NOT_FOUND')
  })
})

describe('registration', () => {
  const register = (server: TestServer, signer: Wallet, changes: Partial<WireSpace> = {}) =>
    signSpaceRegistration({
      signer,
      server: server.origin,
      space: { ...space, id: 'garden', ...changes },
      profile,
    }).then((body) => server.client.registerSpace(body))

  test('is closed unless the operator opens it', async () => {
    await refuses(register(closed, listed), 'SPACE_REGISTRATION_CLOSED')
  })

  test('takes a DAO whose timelock lets the signer, and whose contracts belong together', async () => {
    await asTimelock('grantRole', stranger.address)
    await refuses(register(open, stranger), 'SPACE_ID_TAKEN')
    await dao.prisma.space.deleteMany()
    // The operator's names stand in the operator's list alone.
    await refuses(register(open, listed), 'SPACE_ADMIN_REQUIRED')
    await refuses(register(open, stranger, { group: space.issuer }), 'SPACE_CONTRACTS_MISMATCH')
    await refuses(register(open, stranger, { governor: space.group }), 'SPACE_CONTRACTS_MISMATCH')
    await refuses(
      register(open, stranger, { governor: stranger.address }),
      'SPACE_CONTRACTS_MISMATCH',
    )
    await refuses(register(open, stranger, { chainId: 1 }), 'SPACE_CONTRACTS_MISMATCH')
    await refuses(
      register(open, stranger, { deploymentBlock: 2_000_000 }),
      'SPACE_CONTRACTS_MISMATCH',
    )
    expect(hosted).toEqual([])
    expect(await register(open, stranger)).toMatchObject({ id: 'garden', profile })
    expect(hosted).toMatchObject([{ id: 'garden' }])
    await refuses(register(open, stranger), 'SPACE_ID_TAKEN')
    await asTimelock('revokeRole', stranger.address)
  })
})

describe('webhooks', () => {
  const webhook: WebhookRequest = {
    url: 'http://localhost:9/hook',
    events: ['proposal.opened', 'proposal.opened', 'ballots.settled'],
  }
  const authorize = (action: SpaceAction, content: unknown, signer = listed) =>
    signSpaceRequest({ signer, server: closed.origin, space, action, content })
  const create = async (request = webhook, signer = listed) =>
    closed.client.createWebhook({
      space: space.id,
      webhook: request,
      authorization: await authorize('create webhook', request, signer),
    })

  test('are added, listed and deleted by admins, and show their secret once', async () => {
    const { secret, ...created } = await create()
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(created).toMatchObject({
      url: webhook.url,
      events: ['proposal.opened', 'ballots.settled'],
    })
    const list = async (signer = listed) =>
      closed.client.listWebhooks({
        space: space.id,
        authorization: await authorize('read webhooks', {}, signer),
      })
    expect(await list()).toEqual([created])
    await refuses(list(stranger), 'SPACE_ADMIN_REQUIRED')
    const log = async (id: string) =>
      closed.client.listWebhookDeliveries({
        space: space.id,
        webhook: id,
        authorization: await authorize('read webhooks', {}),
      })
    expect(await log(created.id)).toEqual([])
    await refuses(log('wh_other'), 'WEBHOOK_UNKNOWN')
    const remove = async (id: string, signed = id, signer = listed) =>
      closed.client.deleteWebhook({
        space: space.id,
        webhook: id,
        authorization: await authorize('delete webhook', { webhook: signed }, signer),
      })
    await refuses(remove(created.id, created.id, stranger), 'SPACE_ADMIN_REQUIRED')
    await refuses(remove(created.id, 'wh_other'), 'SPACE_SIGNATURE_INVALID')
    await refuses(remove('wh_other'), 'WEBHOOK_UNKNOWN')
    await remove(created.id)
    expect(await list()).toEqual([])
  })

  test('are added once for each signature, and by nobody without one', async () => {
    const authorization = await authorize('create webhook', webhook)
    const request = { space: space.id, webhook, authorization }
    await closed.client.createWebhook(request)
    await refuses(closed.client.createWebhook(request), 'SPACE_REQUEST_REPLAYED')
    const elsewhere = { ...webhook, url: 'http://localhost:10/hook' }
    const stolen = closed.client.createWebhook({ ...request, webhook: elsewhere })
    await refuses(stolen, 'SPACE_SIGNATURE_INVALID')
    await refuses(create(webhook, stranger), 'SPACE_ADMIN_REQUIRED')
    const path = `${closed.origin}/api/v1/spaces/${space.id}/webhooks`
    expect((await fetch(path)).status).toBe(400)
    expect((await fetch(path, { headers: { authorization: 'EIP712 e30=' } })).status).toBe(400)
  })

  test('are not on this network', async () => {
    for (const url of [
      'http://10.0.0.1/',
      'https://169.254.169.254/',
      'https://[fe80::1]/',
      'http://dao.example/',
    ]) {
      await refuses(create({ ...webhook, url }), 'WEBHOOK_URL_REFUSED')
    }
    await refuses(
      create({ ...webhook, url: 'https://user:pass@dao.example/' }),
      'REQUEST_MALFORMED',
    )
  })

  test('are ten at most, however many come at once', async () => {
    for (let index = 0; index < 9; index += 1) await create()
    const last = await Promise.allSettled([create(), create(), create()])
    expect(last.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1)
    expect(await dao.prisma.webhook.count()).toBeLessThanOrEqual(10)
    while ((await dao.prisma.webhook.count()) < 10) await create()
    await refuses(create(), 'LIMIT_REACHED')
  })
})

/** The other signature of the same thing: with n − s, and the other v. */
function flip(signature: string): string {
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
  const s = order - BigInt(`0x${signature.slice(66, 130)}`)
  const v = signature.endsWith('1b') ? '1c' : '1b'
  return `${signature.slice(0, 66)}${s.toString(16).padStart(64, '0')}${v}`
}
