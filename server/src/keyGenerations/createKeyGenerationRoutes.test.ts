import {
  type CommitteeInvitation,
  type ComplaintContent,
  type Confirmation,
  checkDeals,
  concludeTranscript,
  confirmCommittee,
  createDeal,
  type Deal,
  type DealContent,
  keyGenerationRequest,
  openInvitation,
  openTranscript,
  signSpaceRequest,
  signTrusteeMessage,
  trusteeEncryptionKey,
} from '@psephos/lib'
import { type Signer, Wallet } from 'ethers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type DevelopmentTrustee, developmentTrustees } from '../development/developmentTrustees.ts'
import { pruneContent } from '../maintenance/pruneContent.ts'
import { serveTestSpace, type TestServer } from '../testing/serveTestSpace.ts'
import { startTestSpace, type TestSpace } from '../testing/startTestSpace.ts'

const admin = new Wallet(`0x${'01'.repeat(32)}`)
const trustees = developmentTrustees(3)
const [first, second, third] = trustees as [
  DevelopmentTrustee,
  DevelopmentTrustee,
  DevelopmentTrustee,
]
const invitation: CommitteeInvitation = {
  name: 'The gardeners',
  threshold: 2,
  capacity: 2,
  trustees: trustees.map(({ seed, signer }) => ({
    address: signer.address.toLowerCase(),
    encryptionKey: trusteeEncryptionKey(seed),
  })),
}
const keyGeneration = openInvitation(invitation)
const { session } = keyGeneration
const HOUR = 60 * 60

let dao: TestSpace
let server: TestServer
let dealsUntil: number
beforeAll(async () => {
  dao = await startTestSpace(undefined, { secret: true })
  server = await serveTestSpace(dao)
  const admins = [admin.address.toLowerCase()]
  await dao.prisma.space.update({ where: { id: dao.space.id }, data: { admins } })
})
afterAll(async () => {
  await server?.close()
  await dao?.close()
})
beforeEach(async () => {
  await dao.prisma.keyGeneration.deleteMany()
  await dao.prisma.spaceTurn.deleteMany()
  dealsUntil = Math.floor(Date.now() / 1_000) + HOUR
  await open()
})

async function open(
  signer: Pick<Signer, 'getAddress' | 'signTypedData'> = admin,
  asked = { invitation, dealsUntil },
  issuedAt = Date.now(),
) {
  const { space } = dao
  const authorization = await signSpaceRequest({
    ...{ signer, server: server.origin, space, action: 'open key generation' },
    ...{ content: keyGenerationRequest(asked), issuedAt },
  })
  return server.client.openKeyGeneration({ space: space.id, ...asked, authorization })
}
const deal = ({ seed, signer }: DevelopmentTrustee, change: Partial<DealContent> = {}) => {
  const content = { ...createDeal({ keyGeneration, seed }), ...change }
  return signTrusteeMessage({ kind: 'deal', content, signer })
}
const post = (sent: Deal) => server.client.postDeal({ deal: sent })
const refuses = (act: Promise<unknown>, code = 'COMMITTEE_MESSAGE_REFUSED', reason = '') =>
  expect(act).rejects.toMatchObject({ code, message: expect.stringContaining(reason) })
const get = () => server.client.getKeyGeneration({ session })
const countMessages = () => dao.prisma.keyGenerationMessage.count()
const endDealing = (ago = 1) =>
  dao.prisma.keyGeneration.update({
    where: { session },
    data: { dealsUntil: new Date(Date.now() - ago * 1_000) },
  })

async function confirmation(
  position: number,
  signer = trustees[position - 1]?.signer,
): Promise<Confirmation> {
  const { outcome } = concludeTranscript(openTranscript((await get()).transcript))
  if (outcome === null || signer === undefined || dao.secret === null) throw new Error('None.')
  const { id: committee } = outcome
  const signature = await confirmCommittee({
    ...{ committee: outcome.committee, chainId: dao.chain.chainId, signer },
    registry: dao.secret.registry,
  })
  return { position, committee, signature }
}
const confirm = async (...given: Parameters<typeof confirmation>) =>
  server.client.postConfirmation({ session, confirmation: await confirmation(...given) })

/** The second trustee's deal with a wrong share for the first, and what the first says to it. */
async function lie(): Promise<{ lies: Deal; content: ComplaintContent }> {
  const { shares } = createDeal({ keyGeneration, seed: second.seed })
  const [share = '', ...others] = shares
  const lies = await deal(second, {
    shares: [`${share.slice(0, -1)}${share.endsWith('0') ? '1' : '0'}`, ...others],
  })
  await post(lies)
  const { deals } = openTranscript((await get()).transcript)
  const [content] = checkDeals({ keyGeneration, seed: first.seed, deals })
  if (content === undefined) throw new Error('There is a complaint.')
  return { lies, content }
}

describe('a key generation', () => {
  test('is opened by an admin, listed, and the same again is answered the same', async () => {
    const opened = await get()
    expect(opened).toMatchObject({
      ...{ space: dao.space.id, session, dealsUntil, confirmations: [] },
      transcript: { invitation, deals: [], complaints: [] },
    })
    expect(await open()).toEqual(opened)
    expect(await open(admin, { invitation, dealsUntil: dealsUntil + 5 })).toEqual(opened)
    expect(await server.client.listKeyGenerations({ space: dao.space.id })).toEqual([
      { session, name: 'The gardeners', threshold: 2, trustees: 3, dealsUntil },
    ])
  })

  test('is not opened by a stranger, for none, for ever, or by what was signed before another', async () => {
    await refuses(open(first.signer), 'SPACE_ADMIN_REQUIRED')
    const named = { ...invitation, name: 'Others' }
    const unfit = { ...named, threshold: 4 }
    await refuses(open(admin, { invitation: unfit, dealsUntil }), 'COMMITTEE_MALFORMED')
    for (const until of [dealsUntil - 2 * HOUR, dealsUntil + 61 * 24 * HOUR]) {
      await refuses(open(admin, { invitation: named, dealsUntil: until }), 'REQUEST_MALFORMED')
    }
    const issuedAt = Date.now() + 1
    await open(admin, { invitation: named, dealsUntil }, issuedAt)
    const another = { invitation: { ...named, name: 'Yet others' }, dealsUntil }
    await refuses(open(admin, another, issuedAt), 'SPACE_REQUEST_REPLAYED')
    await refuses(server.client.getKeyGeneration({ session: `0x${'00'.repeat(32)}` }), 'NOT_FOUND')
    expect(await dao.prisma.keyGeneration.count()).toBe(2)
  })

  test('takes deals, and comes to a committee that its trustees confirm', async () => {
    await refuses(post({ ...(await deal(first)), dealer: 2 }))
    expect(await countMessages()).toBe(0)
    const once = await post(await deal(first))
    expect(await post(await deal(first))).toEqual(once)
    await post(await deal(second))
    await refuses(confirm(1), undefined, 'dealing is not over')
    await post(await deal(third))
    await refuses(confirm(1, second.signer), undefined, 'another than the trustee')
    const other = await confirmation(1)
    await refuses(
      server.client.postConfirmation({
        session,
        confirmation: { ...other, committee: `0x${'ab'.repeat(32)}` },
      }),
      undefined,
      'another committee',
    )
    for (const position of [1, 2, 3, 3]) await confirm(position)
    const { confirmations } = await get()
    expect(confirmations.map(({ position }) => position)).toEqual([1, 2, 3])
  })

  test('keeps two deals of a dealer, which convict them, and none after dealing', async () => {
    const changed = createDeal({ keyGeneration, seed: second.seed }).shares.toReversed()
    await post(await deal(first))
    await post(await deal(first, { shares: changed }))
    await refuses(post(await deal(first, { shares: changed.toSorted() })), undefined, 'two deals')
    await post(await deal(second))
    await endDealing()
    await refuses(post(await deal(third)), undefined, 'dealing is over')
    const { judgement } = concludeTranscript(openTranscript((await get()).transcript))
    expect(judgement).toMatchObject({
      ...{ qualified: [2], absent: [3] },
      culprits: [{ position: 1, reason: 'twice' }],
    })
  })

  test('takes one complaint of each about each, until the committee is confirmed', async () => {
    await post(await deal(first))
    const { content } = await lie()
    await post(await deal(third))
    const sign = (signer = first.signer, said = content) =>
      signTrusteeMessage({ kind: 'complaint', content: said, signer })
    await refuses(server.client.postComplaint({ complaint: await sign(third.signer) }))
    const foreign = { ...content, deal: `0x${'ab'.repeat(32)}` }
    await refuses(server.client.postComplaint({ complaint: await sign(first.signer, foreign) }))
    await confirm(2)
    await confirm(3)
    const complained = await server.client.postComplaint({ complaint: await sign() })
    expect(await server.client.postComplaint({ complaint: await sign() })).toEqual(complained)
    const { challenge, response } = content.proof
    const again = { ...content, proof: { challenge: response, response: challenge } }
    const complaint = await sign(first.signer, again)
    await refuses(server.client.postComplaint({ complaint }), undefined, 'is here already')
    const { judgement } = concludeTranscript(openTranscript((await get()).transcript))
    expect(judgement).toMatchObject({
      qualified: [1, 3],
      culprits: [{ position: 2, reason: 'share' }],
    })

    // Those who dealt rightly confirm what it comes to now: nothing changes it any more.
    await confirm(1)
    await confirm(3)
    const sentLate = { ...content, complainer: 3 }
    await refuses(
      server.client.postComplaint({ complaint: await sign(third.signer, sentLate) }),
      undefined,
      'nothing is added any more',
    )
  })

  test('is forgotten after 90 days, unless enough trustees have confirmed it', async () => {
    for (const trustee of trustees) await post(await deal(trustee))
    const age = () =>
      dao.prisma.keyGeneration.update({
        where: { session },
        data: { createdAt: new Date(Date.now() - 91 * 24 * HOUR * 1_000) },
      })
    await age()
    await confirm(1)
    await confirm(2)
    await pruneContent(dao)
    expect(await countMessages()).toBe(5)
    await dao.prisma.keyGenerationMessage.deleteMany({ where: { author: 2 } })
    await pruneContent(dao)
    expect(await countMessages()).toBe(0)
    await refuses(get(), 'NOT_FOUND')
  })
})
