import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { anyValue, createNearValue, TRIES } from '../testing/arbitraries.ts'
import * as ballot from './ballot.ts'
import * as ballotList from './ballotList.ts'
import * as enrolment from './enrolment.ts'
import { wireError } from './error.ts'
import { wireGroup } from './group.ts'
import * as proposal from './proposal.ts'
import * as receipt from './receipt.ts'
import * as results from './results.ts'
import * as scalars from './scalars.ts'
import * as space from './space.ts'

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

/** Every schema of the wire, with something that it takes. */
const schemas: readonly (readonly [string, z.ZodType, unknown])[] = [
  ['wireUint', scalars.wireUint, large],
  ['wireAddress', scalars.wireAddress, address],
  ['wireHash', scalars.wireHash, hash],
  ['wireTimestamp', scalars.wireTimestamp, 1_800_000_000],
  ['wireSemaphoreProof', ballot.wireSemaphoreProof, proof],
  ['wireBallot', ballot.wireBallot, { revision: 0, votes: [3, -4], proof }],
  ['wireBallotStatus', ballot.wireBallotStatus, wholeStatus],
  ['wireReceivedBallot', ballotList.wireReceivedBallot, receivedBallot],
  ['wireSettledBallot', ballotList.wireSettledBallot, settledBallot],
  ['wireCursor', ballotList.wireCursor, 'MTIz'],
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
      received: { ...tally, until: 60 },
      settled: { ...tally, passing: [true] },
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
  ['wireSpaceList', space.wireSpaceList, { spaces: [oneSpace] }],
]

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
const readsRightly = (schema: z.ZodType, value: unknown, drops: boolean): boolean => {
  const parsed = schema.safeParse(value)
  return !parsed.success || saysTheSame(parsed.data, value, drops)
}

describe('what travels on the wire', () => {
  test.each(schemas)('%s takes its example', (name, schema, valid) => {
    const parsed = schema.safeParse(valid)
    expect(parsed.error).toBeUndefined()
    expect(saysTheSame(parsed.data, valid, dropping.includes(name))).toBe(true)
  })

  test('has all its schemas tried here', () => {
    const modules = [scalars, ballot, ballotList, enrolment, proposal, receipt, results, space]
    const exported = modules.flatMap((module) =>
      Object.keys(module).filter((name) => name.startsWith('wire')),
    )
    const tried = schemas.map(([name]) => name)
    expect([...tried].sort()).toEqual([...exported, 'wireError', 'wireGroup'].sort())
  })

  test('reads nothing wrongly out of 10 000 arbitrary values', () => {
    fc.assert(
      fc.property(anyValue, (value) =>
        schemas.every(([name, schema]) => readsRightly(schema, value, dropping.includes(name))),
      ),
      TRIES,
    )
  })

  test.each(schemas)(
    '%s reads nothing wrongly out of 10 000 near misses',
    (name, schema, valid) => {
      const drops = dropping.includes(name)
      fc.assert(
        fc.property(createNearValue(valid), (value) => readsRightly(schema, value, drops)),
        TRIES,
      )
    },
  )
})
