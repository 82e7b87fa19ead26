import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { anyValue, assertNearValues, TRIES } from '../testing/arbitraries.ts'
import * as ballot from './ballot.ts'
import * as ballotList from './ballotList.ts'
import * as committee from './committee.ts'
import * as dao from './dao.ts'
import { wireDecryptionShare } from './decryptionShare.ts'
import * as draft from './draft.ts'
import * as enrolment from './enrolment.ts'
import { wireError } from './error.ts'
import { wireGroup } from './group.ts'
import * as keyGeneration from './keyGeneration.ts'
import * as page from './page.ts'
import * as proposal from './proposal.ts'
import * as receipt from './receipt.ts'
import * as results from './results.ts'
import * as scalars from './scalars.ts'
import * as secrecy from './secrecy.ts'
import { wireSecretBallot } from './secretBallot.ts'
import * as secretBallotList from './secretBallotList.ts'
import * as space from './space.ts'
import * as text from './text.ts'
import * as webhook from './webhook.ts'

const large = String((1n << 256n) - 1n)
const address = `0x${'ab'.repeat(20)}`
const hash = `0x${'cd'.repeat(32)}`
const proof = {
  merkleTreeDepth: 20,
  merkleTreeRoot: '1',
  nullifier: '2',
  message: large,
  scope: large,
  points: ['1', '2', '3', '4', '5', '6', '7', '8'],
}
const metadata = {
  version: 1,
  title: 'A garden',
  body: 'Where the car park was.',
  options: [{ title: 'Trees', description: 'Lime trees.' }, { title: 'Grass' }],
  discussion: 'https://forum.example/1',
  tags: ['gardens', 'öl-2'],
}
const call = { option: 1, target: address, value: '0', calldata: '0x12' }
const optionTally = { votesFor: '3', votesAgainst: '0', creditsSpent: '9' }
const wholeStatus = {
  proposal: '1',
  nullifier: '2',
  revision: 0,
  status: 'refused',
  receivedAt: 60,
  transaction: hash,
  refusal: 'VOTING_NOT_OPEN',
  replacedBy: 1,
}
const wholeReceipt = {
  chainId: 10,
  governor: address,
  proposal: large,
  nullifier: '2',
  message: large,
  revision: 65_535,
  receivedAt: 60,
  signature: `0x${'ef'.repeat(65)}`,
}
const receivedBallot = { nullifier: '2', revision: 0, votes: [3, -4], points: proof.points }
const settledBallot = { nullifier: '2', revision: 0, votes: [3, -4], transaction: hash }
const decryption = { phase: 'decrypting', shares: 1, threshold: 2 }
const tally = { voters: 1, turnout: 0.5, options: [optionTally] }
const wholeProposal = {
  id: large,
  space: 'garden',
  cid: 'bafkreia',
  metadata,
  description: 'A garden',
  proposer: address,
  voiceCredits: 100,
  maxWinners: 0,
  optionCount: 2,
  calls: [call],
  committee: hash,
  snapshot: 1,
  deadline: 2,
  state: 'active',
  executableAt: 3,
  electorate: { root: '1', size: 2, proofDepth: 20 },
  settled: { ballots: 1, options: [optionTally], passing: [true], quorum: 1 },
  received: 1,
}
const result = {
  protocol_version: '4.0',
  nonce: '0x2a',
  action: 'enrol',
  environment: 'staging',
  responses: [
    {
      identifier: 'proof_of_human',
      issuer_schema_id: 1,
      proof: ['1', '2', '3', '4', '5'],
      nullifier: '9',
      expires_at_min: 1,
      signal_hash: '0x01',
    },
  ],
}
const legacyResponse = {
  identifier: 'orb',
  proof: '0x01',
  merkle_root: '0x02',
  nullifier: '0x03',
  signal_hash: '0x04',
}
const request = {
  appId: 'app_staging_1',
  action: 'enrol',
  signal: hash,
  environment: 'staging',
  development: { bridgeUrl: 'http://localhost:1', connectUrl: 'http://localhost:1/wallet' },
  rpContext: {
    rp_id: 'rp_0123456789abcdef',
    nonce: '0x01',
    created_at: 1,
    expires_at: 2,
    signature: '0x02',
  },
}
const oneSpace = {
  id: 'garden',
  name: 'The garden',
  chainId: 1,
  deploymentBlock: 0,
  governor: address,
  group: address,
  issuer: address,
  timelock: address,
}

const profile = {
  name: 'The garden',
  about: 'We *grow*.',
  avatar: 'ipfs://bafkreihpadr6vanll6bgvmzqe5mr2tpykz6cjzzbxrq3gnehq4g3bcgsuu',
  links: { website: 'https://garden.example', code: 'https://code.example/garden' },
  treasury: address,
  origins: ['https://garden.example'],
}
const authorization = { signer: address, issuedAt: 1, expiresAt: 2, signature: hash }
const hostedSpace = { ...oneSpace, profile }
const figures = {
  members: 1,
  proposals: {
    ...{ pending: 0, active: 1, canceled: 0, defeated: 0 },
    ...{ succeeded: 0, queued: 0, expired: 0, executed: 2 },
  },
  ballots: 5,
  lastActivity: 1,
}
const server = 'https://vote.example'
const draftCall = { kind: 'payment', to: '0x', amount: '1.' }
const draftPlan = {
  voiceCredits: '100',
  maxWinners: '',
  committee: hash,
  calls: [[draftCall]],
}
const oneDraft = {
  id: 'a',
  space: 'garden',
  revision: 0,
  shared: true,
  metadata,
  canonical: '{}',
  cid: 'bafkreia',
  description: 'A garden',
  updatedAt: 1,
  expiresAt: 2,
}
const oneWebhook = {
  id: 'wh_1',
  url: 'https://hooks.example',
  events: ['proposal.opened'],
  createdAt: 1,
  failingSince: null,
  disabledAt: 2,
}
const delivery = {
  id: 'msg_1',
  event: 'proposal.opened',
  status: 'waiting',
  attempts: 1,
  createdAt: 1,
  dueAt: 2,
  lastStatus: 500,
  lastFailure: 'it refuses',
}
const payload = {
  type: 'ballots.settled',
  timestamp: '2026-01-01T00:00:00.000Z',
  data: {
    space: 'garden',
    proposal: '1',
    title: 'A garden',
    url: 'https://vote.example/proposals/1',
    opensAt: 1,
    closesAt: 2,
    ballots: 3,
  },
}
const uri = 'https://vote.example/x'
const part = { '@context': 'https://www.daostar.org/schemas', next: uri }
const evmCall = {
  type: 'CallDataEVM',
  operation: 'call',
  from: address,
  to: address,
  value: '0',
  data: '0x',
}
const daoProposal = {
  type: 'proposal',
  id: 'eip155:1:0x',
  name: 'A garden',
  contentURI: uri,
  discussionURI: uri,
  status: 'active',
  calls: [evmCall],
}
const activity = {
  id: 'urn:1',
  type: 'activity',
  event: 'proposal.created',
  timestamp: '2026-01-01T00:00:00.000Z',
  proposal: { type: 'proposal', id: 'x' },
  member: { id: 'y' },
}

const point = { x: '1', y: large }
const encrypted = { r: point, c: [point, point] }
const receivedSecretBallot = { nullifier: '2', revision: 0, encrypted, points: proof.points }
const settledSecretBallot = { nullifier: '2', revision: 0, encrypted, transaction: hash }
const logarithmProof = { challenge: '1', response: '2' }
const sealedShares = `0x${'ab'.repeat(64)}`
const accountSignature = `0x${'ef'.repeat(65)}`
const invitation = {
  name: 'Gardeners',
  threshold: 1,
  capacity: 2,
  trustees: [{ address, encryptionKey: point }],
}
const deal = {
  session: hash,
  dealer: 1,
  commitments: [[point], [point]],
  proofs: [logarithmProof, logarithmProof],
  ephemeralKey: point,
  ephemeralProof: logarithmProof,
  shares: [sealedShares],
  signature: accountSignature,
}
const complaint = {
  session: hash,
  complainer: 1,
  dealer: 2,
  deal: hash,
  sharedPoint: point,
  proof: logarithmProof,
  signature: accountSignature,
}

const transcript = { invitation, deals: [deal], complaints: [complaint] }
const confirmation = { position: 1, committee: hash, signature: accountSignature }
const dealsUntil = 1_800_000_000
const keyGenerationSummary = {
  session: hash,
  name: 'Gardeners',
  threshold: 1,
  trustees: 2,
  dealsUntil,
}

/** Every schema of the wire, with something that it takes. */
const schemas: readonly (readonly [string, z.core.$ZodType, unknown])[] = [
  ['wireUint', scalars.wireUint, large],
  ['wireAddress', scalars.wireAddress, address],
  ['wireHash', scalars.wireHash, hash],
  ['wireTimestamp', scalars.wireTimestamp, 1_800_000_000],
  ['wireSemaphoreProof', ballot.wireSemaphoreProof, proof],
  ['wireBallot', ballot.wireBallot, { revision: 0, votes: [3, -4], proof }],
  ['wireBallotStatus', ballot.wireBallotStatus, wholeStatus],
  ['wireReceivedBallot', ballotList.wireReceivedBallot, receivedBallot],
  ['wireSettledBallot', ballotList.wireSettledBallot, settledBallot],
  [
    'wireBallotList',
    ballotList.wireBallotList,
    { set: 'received', ballots: [receivedBallot], next: 'MTIz' },
  ],
  ['wireReceipt', receipt.wireReceipt, wholeReceipt],
  ['wireCastBallot', receipt.wireCastBallot, { ...wholeStatus, receipt: wholeReceipt }],
  ['wireRelay', receipt.wireRelay, { address }],
  ['wireTally', results.wireTally, tally],
  [
    'wireResults',
    results.wireResults,
    {
      proposal: large,
      state: 'active',
      electorate: 2,
      quorum: 1,
      indexed: 1,
      received: { ...tally, until: 60 },
      settled: { ...tally, passing: [true] },
      decryption,
    },
  ],
  ['wireWorldIdRequestBody', enrolment.wireWorldIdRequestBody, { commitment: '5' }],
  ['wireWorldIdRequest', enrolment.wireWorldIdRequest, request],
  ['wireWorldIdResult', enrolment.wireWorldIdResult, result],
  [
    'wireWorldIdLegacyResult',
    enrolment.wireWorldIdLegacyResult,
    { ...result, protocol_version: '3.0', responses: [legacyResponse] },
  ],
  ['wireEnrolmentBody', enrolment.wireEnrolmentBody, { commitment: '5', result }],
  [
    'wireEnrolment',
    enrolment.wireEnrolment,
    { commitment: '5', index: 0, transaction: hash, alreadyEnrolled: false },
  ],
  [
    'wireError',
    wireError,
    { error: { code: 'NOT_FOUND', message: 'No.', details: { path: '/', size: 1, is: true } } },
  ],
  ['wireGroup', wireGroup, { group: address, size: 2, root: '1', members: ['1', '2'] }],
  ['wireOptionMetadata', proposal.wireOptionMetadata, metadata.options[0]],
  ['wireProposalTitle', proposal.wireProposalTitle, 'A garden'],
  ['wireProposalMetadata', proposal.wireProposalMetadata, metadata],
  ['wireStoredMetadata', proposal.wireStoredMetadata, { cid: 'bafkreia' }],
  ['wireMetadataDocument', proposal.wireMetadataDocument, { cid: 'bafkreia', metadata }],
  ['wireCall', proposal.wireCall, call],
  ['wireOptionTally', proposal.wireOptionTally, optionTally],
  ['wireProposal', proposal.wireProposal, wholeProposal],
  ['wireProposalList', proposal.wireProposalList, { proposals: [wholeProposal] }],
  ['wireSpace', space.wireSpace, oneSpace],
  ['wireSpaceList', space.wireSpaceList, { spaces: [hostedSpace], next: 'abc' }],
  ['wireProposalTag', proposal.wireProposalTag, 'grants-2026'],
  ['wireCursor', page.wireCursor, 'MTIz'],
  ['wireText', text.wireText, 'Two\nlines.'],
  ['wireLine', text.wireLine, 'One line.'],
  ['wireHttpsUrl', text.wireHttpsUrl, 'https://dao.example/a?b#c'],
  ['wireImageUrl', text.wireImageUrl, profile.avatar],
  ['wireOrigin', text.wireOrigin, server],
  ['wireSpaceProfile', space.wireSpaceProfile, profile],
  ['wireSpaceAuthorization', space.wireSpaceAuthorization, authorization],
  [
    'wireSpaceRegistrationBody',
    space.wireSpaceRegistrationBody,
    { space: oneSpace, profile, authorization },
  ],
  ['wireSpaceProfileBody', space.wireSpaceProfileBody, { profile, authorization }],
  ['wireHostedSpace', space.wireHostedSpace, hostedSpace],
  [
    'wireSpaceDetails',
    space.wireSpaceDetails,
    { ...hostedSpace, signed: { ...authorization, server }, figures },
  ],
  ['wireDraftCall', draft.wireDraftCall, draftCall],
  ['wireDraftPlan', draft.wireDraftPlan, draftPlan],
  ['wireDraftBody', draft.wireDraftBody, { metadata, plan: draftPlan, shared: true }],
  ['wireDraftEditBody', draft.wireDraftEditBody, { metadata, shared: false, revision: 1 }],
  ['wireDraft', draft.wireDraft, oneDraft],
  ['wireCreatedDraft', draft.wireCreatedDraft, { ...oneDraft, token: 'x' }],
  ['wireWebhookEvent', webhook.wireWebhookEvent, 'proposal.closing'],
  ['wireWebhookRequest', webhook.wireWebhookRequest, { url: uri, events: ['ballots.settled'] }],
  [
    'wireWebhookBody',
    webhook.wireWebhookBody,
    { webhook: { url: uri, events: ['proposal.closed'] }, authorization },
  ],
  ['wireWebhook', webhook.wireWebhook, oneWebhook],
  ['wireCreatedWebhook', webhook.wireCreatedWebhook, { ...oneWebhook, secret: 'whsec_x' }],
  ['wireWebhookList', webhook.wireWebhookList, { webhooks: [oneWebhook] }],
  ['wireWebhookDelivery', webhook.wireWebhookDelivery, delivery],
  ['wireWebhookDeliveryList', webhook.wireWebhookDeliveryList, { deliveries: [delivery] }],
  ['wireWebhookPayload', webhook.wireWebhookPayload, payload],
  ['wireTrusteePosition', committee.wireTrusteePosition, 16],
  ['wirePoint', committee.wirePoint, point],
  ['wireInvitation', committee.wireInvitation, invitation],
  [
    'wireSecretBallot',
    wireSecretBallot,
    {
      revision: 0,
      encrypted: { r: point, c: [point, point] },
      proof: {
        merkleTreeDepth: 20,
        merkleTreeRoot: '1',
        nullifier: '2',
        scope: large,
        points: proof.points,
      },
    },
  ],
  ['wireReceivedSecretBallot', secretBallotList.wireReceivedSecretBallot, receivedSecretBallot],
  ['wireSettledSecretBallot', secretBallotList.wireSettledSecretBallot, settledSecretBallot],
  [
    'wireSecretBallotList',
    secretBallotList.wireSecretBallotList,
    { set: 'received', ballots: [receivedSecretBallot], next: 'MTI' },
  ],
  [
    'wireRegisteredCommittee',
    secrecy.wireRegisteredCommittee,
    { session: hash, threshold: 1, trustees: [address], commitments: [[point], [point]] },
  ],
  ['wireDecryption', secrecy.wireDecryption, decryption],
  [
    'wireSecrecy',
    secrecy.wireSecrecy,
    {
      ...{ proposal: large, phase: 'decrypting', box: address, registry: address },
      committee: { id: hash, threshold: 1, trustees: [address], capacity: 4 },
      voters: 1,
      sums: encrypted,
      shares: [{ position: 1, points: [point], transaction: hash }],
      totals: [{ votesFor: '3', votesAgainst: '0' }],
    },
  ],
  [
    'wireDecryptionShare',
    wireDecryptionShare,
    { position: 1, shares: [point], proof: proof.points },
  ],
  ['wireDeal', committee.wireDeal, deal],
  ['wireComplaint', committee.wireComplaint, complaint],
  ['wireCommitteeTranscript', committee.wireCommitteeTranscript, transcript],
  ['wireConfirmation', keyGeneration.wireConfirmation, confirmation],
  [
    'wireKeyGenerationBody',
    keyGeneration.wireKeyGenerationBody,
    { invitation, dealsUntil, authorization },
  ],
  [
    'wireKeyGeneration',
    keyGeneration.wireKeyGeneration,
    {
      ...{ space: 'garden', session: hash, transcript, dealsUntil },
      confirmations: [confirmation],
    },
  ],
  ['wireKeyGenerationSummary', keyGeneration.wireKeyGenerationSummary, keyGenerationSummary],
  [
    'wireKeyGenerationList',
    keyGeneration.wireKeyGenerationList,
    {
      keyGenerations: [keyGenerationSummary],
    },
  ],
  [
    'wireCommittee',
    committee.wireCommittee,
    {
      session: hash,
      threshold: 1,
      trustees: [address],
      qualified: [1],
      commitments: [[point], [point]],
    },
  ],
  [
    'wireDao',
    dao.wireDao,
    {
      '@context': 'http://www.daostar.org/schemas',
      type: 'DAO',
      name: 'The garden',
      description: 'We grow.',
      membersURI: uri,
      proposalsURI: uri,
      activityLogURI: uri,
      governanceURI: uri,
      contractsURI: uri,
    },
  ],
  ['wireDaoMembers', dao.wireDaoMembers, { ...part, type: 'DAO', members: [{ id: 'x' }] }],
  ['wireDaoProposals', dao.wireDaoProposals, { ...part, proposals: [daoProposal] }],
  ['wireDaoActivities', dao.wireDaoActivities, { ...part, activities: [activity] }],
  [
    'wireDaoContracts',
    dao.wireDaoContracts,
    { ...part, contracts: [{ id: 'x', name: 'Governor', description: 'Decides.' }] },
  ],
]

/** What a query holds is text, also where it means a number. */
const inQueries = ['wireLimit']

/**
 * What World ID's results hold beyond what we read is dropped, and so is a field `__proto__` of an
 * error's details: what is read holds less.
 */
const dropping = ['wireError', 'wireWorldIdResult', 'wireWorldIdLegacyResult', 'wireEnrolmentBody']

/** Whether what was read says what was sent, value by value, with nothing lost or made up. */
function saysTheSame(read: unknown, sent: unknown, drops: boolean): boolean {
  if (typeof read === 'bigint') return typeof sent === 'string' && String(read) === sent
  if (typeof read === 'string') {
    return typeof sent === 'string' && (read === sent || read === sent.toLowerCase())
  }
  if (typeof read !== 'object' || read === null) return read === sent
  if (typeof sent !== 'object' || sent === null) return false
  const fields = (record: object) =>
    Object.keys(record).filter((key) => Reflect.get(record, key) !== undefined)
  return (
    Array.isArray(read) === Array.isArray(sent) &&
    (drops || fields(read).length === fields(sent).length) &&
    fields(read).every((key) => saysTheSame(Reflect.get(read, key), Reflect.get(sent, key), drops))
  )
}

/** True when a schema refuses a value, or reads from it what it says. */
const readsRightly = (schema: z.core.$ZodType, value: unknown, drops: boolean): boolean => {
  const parsed = z.safeParse(schema, value)
  return !parsed.success || saysTheSame(parsed.data, value, drops)
}

describe('what travels on the wire', () => {
  test.each(schemas)('%s takes its example', (name, schema, valid) => {
    const parsed = z.safeParse(schema, valid)
    expect(parsed.error).toBeUndefined()
    expect(saysTheSame(parsed.data, valid, dropping.includes(name))).toBe(true)
  })

  test('has all its schemas tried here', () => {
    const modules = [
      ...[
        scalars,
        ballot,
        ballotList,
        committee,
        dao,
        draft,
        enrolment,
        keyGeneration,
        page,
        proposal,
        receipt,
        results,
        secrecy,
        secretBallotList,
      ],
      ...[space, text, webhook],
    ]
    const exported = modules.flatMap((module) =>
      Object.keys(module).filter((name) => name.startsWith('wire')),
    )
    const alone = ['wireDecryptionShare', 'wireError', 'wireGroup', 'wireSecretBallot']
    const tried = schemas.map(([name]) => name)
    const untried = exported.filter((name) => inQueries.includes(name))
    expect([...tried, ...untried].sort()).toEqual([...exported, ...alone].sort())
  })

  test('reads nothing wrongly out of 10 000 arbitrary values', () => {
    fc.assert(
      fc.property(anyValue, (value) =>
        schemas.every(([name, schema]) => readsRightly(schema, value, dropping.includes(name))),
      ),
      TRIES,
    )
  })

  test.each(schemas)('%s reads nothing wrongly out of any near miss', (name, schema, valid) => {
    const drops = dropping.includes(name)
    assertNearValues(valid, (value) => readsRightly(schema, value, drops))
  })
})
