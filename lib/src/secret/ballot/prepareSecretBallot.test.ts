import { describe, expect, test } from 'vitest'
import { ballotNullifier } from '../../ballot/ballotNullifier.ts'
import { toScope } from '../../ballot/Scope.ts'
import { BallotMalformedError, VoiceCreditsExceededError } from '../../errors/ballotErrors.ts'
import { NotAMemberError } from '../../errors/enrolmentErrors.ts'
import { GroupSizeOutOfRangeError } from '../../errors/groupErrors.ts'
import { RequestMalformedError } from '../../errors/serverErrors.ts'
import { createGroup } from '../../group/createGroup.ts'
import { createIdentity } from '../../identity/createIdentity.ts'
import { ExtendedPoint } from '../babyJubjub.ts'
import { fromExtended } from '../CurvePoint.ts'
import { keysHash } from '../keysHash.ts'
import { prepareSecretBallot, type SecretBallotJob } from './prepareSecretBallot.ts'

const identity = createIdentity({ privateKey: new Uint8Array(32).fill(1) })
const keys = fromExtended([3n, 5n, 7n, 11n].map((scalar) => ExtendedPoint.BASE.multiply(scalar)))
const job: SecretBallotJob = {
  identity,
  group: createGroup({ members: [identity.commitment, 2n] }),
  votes: [3, -4, 0],
  voiceCredits: 25,
  revision: 1,
  scope: toScope(77n),
  proofDepth: 20,
  keys,
}

describe('prepareSecretBallot', () => {
  test('gives the circuit the votes, and the wire none of them', () => {
    const { ballot, inputs } = prepareSecretBallot(job)
    expect(inputs).toMatchObject({
      magnitudes: [3n, 4n, 0n, 0n],
      isAgainst: [0n, 1n, 0n, 0n],
      optionCount: 3n,
      keysHash: keysHash(keys),
      secret: identity.secretScalar,
    })
    expect(Object.keys(ballot)).toEqual(['revision', 'encrypted', 'proof'])
    expect(ballot.encrypted.c).toHaveLength(3)
    expect(ballot.proof).toEqual({
      merkleTreeDepth: 20,
      merkleTreeRoot: job.group.root,
      nullifier: ballotNullifier({ identity, scope: job.scope }),
      scope: 77n,
    })
  })

  test('encrypts the same votes differently each time', () => {
    const [one, two] = [prepareSecretBallot(job), prepareSecretBallot(job)]
    expect(one.ballot.encrypted.r).not.toEqual(two.ballot.encrypted.r)
    expect(one.inputs['randomness']).not.toBe(two.inputs['randomness'])
  })

  test.each<[string, Partial<SecretBallotJob>, unknown]>([
    ['votes beyond the credits', { voiceCredits: 24 }, VoiceCreditsExceededError],
    ['a revision that is no uint16', { revision: 65_536 }, BallotMalformedError],
    ['a revision below 0', { revision: -1 }, BallotMalformedError],
    ['17 options', { votes: new Array<number>(17).fill(0) }, RequestMalformedError],
    ['fewer keys than the class has', { keys: keys.slice(1) }, RequestMalformedError],
    ['who is no member', { group: createGroup({ members: [2n] }) }, NotAMemberError],
    ['another depth than the group has', { proofDepth: 32 }, GroupSizeOutOfRangeError],
  ])('refuses %s', (_, changes, error) => {
    expect(() => prepareSecretBallot({ ...job, ...changes })).toThrow(error as typeof Error)
  })
})
