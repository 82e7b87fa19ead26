import { ballotMessage } from '../../ballot/ballotMessage.ts'
import type { WireSecretBallot } from '../../wire/secretBallot.ts'
import { encodeEncryptedVotes } from '../encodeEncryptedVotes.ts'

/** The bits by which keccak256 is longer than what a field element holds. */
const SPARE_BITS = 8n

/**
 * Returns what a receipt of a secret ballot names it by:
 * `uint256(keccak256(abi.encodePacked(uint16 revision, uint256[] points))) >> 8`. The first 240 of its 248 bits are the digest that the
 * ballot box keeps. Its proof carries no message: revision and points are public inputs themselves.
 * @throws {@link BallotMalformedError} when the revision is no uint16.
 * @example
 * secretBallotMessage(ballot) >> 8n === BigInt((await box.secretBallotOf(governor, proposalId, nullifier)).digest)
 */
export function secretBallotMessage({
  revision,
  encrypted,
}: Pick<WireSecretBallot, 'revision' | 'encrypted'>): bigint {
  return ballotMessage({ revision, words: encodeEncryptedVotes(encrypted) }) >> SPARE_BITS
}
