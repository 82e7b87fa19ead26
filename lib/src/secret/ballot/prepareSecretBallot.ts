import { MAX_REVISION } from '../../ballot/ballotLimits.ts'
import { ballotNullifier } from '../../ballot/ballotNullifier.ts'
import type { Scope } from '../../ballot/Scope.ts'
import { BallotMalformedError } from '../../errors/ballotErrors.ts'
import type { MembershipTree } from '../../group/MembershipTree.ts'
import { requirePath } from '../../group/requirePath.ts'
import type { Identity } from '../../identity/createIdentity.ts'
import { semaphoreHash } from '../../proof/semaphoreHash.ts'
import type { WireSecretBallot } from '../../wire/secretBallot.ts'
import type { CurvePoint } from '../CurvePoint.ts'
import { encryptVotes } from '../encryptVotes.ts'
import { keysHash } from '../keysHash.ts'
import { optionClass } from '../optionClass.ts'

/** What one secret ballot is made from. */
export type SecretBallotJob = {
  /** Who votes. Never leaves this device. */
  identity: Identity
  /** The group as it stood at the proposal's snapshot, or the bucket of it in which the identity is. */
  group: MembershipTree
  /** Votes on every option of the proposal, 1 to 16 of them, each from −255 to 255. */
  votes: readonly number[]
  /** The budget that the proposal gives each ballot, from 1 to 65 535. */
  voiceCredits: number
  /** 0 for a first ballot; higher than the last one to change it. At most 65 535. */
  revision: number
  /** Where the ballot counts: {@link proposalScope}. */
  scope: Scope
  /** The depth that the proposal takes: {@link proofDepth} of its group. */
  proofDepth: number
  /** The committee's election keys, at least as many as the proposal's class. */
  keys: readonly CurvePoint[]
}

/** A ballot without the points of its proof, and what the circuit takes to prove it: as secret as the votes. */
export type PreparedSecretBallot = {
  readonly ballot: Omit<WireSecretBallot, 'proof'> & {
    readonly proof: Omit<WireSecretBallot['proof'], 'points'>
  }
  readonly inputs: Readonly<Record<string, bigint | readonly bigint[] | readonly bigint[][]>>
}

/** The most levels that the circuit takes. */
const MOST_SIBLINGS = 32

/**
 * Checks everything that proving would find out late, and encrypts the votes.
 * @throws what {@link generateSecretBallot} throws before any proving.
 */
export function prepareSecretBallot({
  identity,
  group,
  votes,
  voiceCredits,
  revision,
  scope,
  proofDepth,
  keys,
}: SecretBallotJob): PreparedSecretBallot {
  if (!Number.isInteger(revision) || revision < 0 || revision > MAX_REVISION) {
    throw new BallotMalformedError({ reason: `its revision ${revision} is no uint16` })
  }
  const { encrypted, randomness } = encryptVotes({ votes, keys, voiceCredits })
  const { siblings, root, index } = requirePath({ identity, group, proofDepth })
  const size = optionClass(votes.length)
  const classKeys = keys.slice(0, size)
  const pad = (values: readonly bigint[], length: number) =>
    Array.from({ length }, (_, i) => values[i] ?? 0n)
  return {
    ballot: {
      revision,
      encrypted: { r: encrypted.r, c: encrypted.c.slice(0, votes.length) },
      proof: {
        merkleTreeDepth: proofDepth,
        merkleTreeRoot: root,
        nullifier: ballotNullifier({ identity, scope }),
        scope,
      },
    },
    inputs: {
      secret: identity.secretScalar,
      merkleProofIndex: BigInt(index),
      merkleProofSiblings: pad(siblings, MOST_SIBLINGS),
      magnitudes: pad(
        votes.map((vote) => BigInt(Math.abs(vote))),
        size,
      ),
      isAgainst: pad(
        votes.map((vote) => (vote < 0 ? 1n : 0n)),
        size,
      ),
      randomness,
      keys: classKeys.map(({ x, y }) => [x, y]),
      merkleTreeDepth: BigInt(proofDepth),
      scope: semaphoreHash(scope),
      revision: BigInt(revision),
      voiceCredits: BigInt(voiceCredits),
      optionCount: BigInt(votes.length),
      keysHash: keysHash(classKeys),
    },
  }
}
