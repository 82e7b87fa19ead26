import { toWireSecretBallot } from '../../secret/ballot/toWireSecretBallot.ts'
import type { BallotSet } from '../../wire/ballotList.ts'
import type { WireDecryptionShare } from '../../wire/decryptionShare.ts'
import { type WireCastBallot, wireCastBallot } from '../../wire/receipt.ts'
import {
  type RegisteredCommittee,
  type WireSecrecy,
  wireRegisteredCommittee,
  wireSecrecy,
} from '../../wire/secrecy.ts'
import type { WireSecretBallot } from '../../wire/secretBallot.ts'
import {
  type WireReceivedSecretBallot,
  type WireSettledSecretBallot,
  wireSecretBallotList,
} from '../../wire/secretBallotList.ts'
import type { ServerRequests } from '../createServerRequest.ts'
import type { RequestOptions } from './RequestOptions.ts'
import { type ListBallotsParameters, readBallotPages } from './readBallotPages.ts'
import { proposalPath } from './serverPaths.ts'

/** How secret ballots are cast and decrypted through a server. */
export type SecretBallotCalls = {
  /** {@link castBallot} for a proposal whose ballots are secret. */
  castSecretBallot(
    parameters: { proposal: bigint; ballot: WireSecretBallot } & RequestOptions,
  ): Promise<WireCastBallot>
  /** {@link listBallots} for a proposal whose ballots are secret. */
  listSecretBallots(
    parameters: { proposal: bigint; set: 'settled' } & RequestOptions,
  ): AsyncGenerator<WireSettledSecretBallot, void>
  listSecretBallots(
    parameters: { proposal: bigint; set?: 'received' } & RequestOptions,
  ): AsyncGenerator<WireReceivedSecretBallot, void>
  /**
   * How far the decryption of a secret proposal is. A trustee must decrypt what the ballot box
   * on-chain says, never what a server does: whoever gets a share of one ballot's R reads that ballot.
   */
  getSecrecy(parameters: { proposal: bigint } & RequestOptions): Promise<WireSecrecy>
  /** A registered committee by its id. {@link hashCommittee} tells whether it is the one. */
  getCommittee(parameters: { committee: string } & RequestOptions): Promise<RegisteredCommittee>
  /** Hands a trustee's share to the server, which brings it on-chain. The same share again is fine. */
  submitDecryptionShare(
    parameters: { proposal: bigint; share: WireDecryptionShare } & RequestOptions,
  ): Promise<WireSecrecy>
}

/** Returns what casts secret ballots through a server, and has them decrypted. */
export function createSecretBallotCalls({ requestJson }: ServerRequests): SecretBallotCalls {
  function listSecretBallots(
    parameters: ListBallotsParameters<'settled'> & { set: 'settled' },
  ): AsyncGenerator<WireSettledSecretBallot, void>
  function listSecretBallots(
    parameters: ListBallotsParameters<'received'>,
  ): AsyncGenerator<WireReceivedSecretBallot, void>
  function listSecretBallots({
    proposal,
    set = 'received',
    signal,
  }: ListBallotsParameters<BallotSet>): AsyncGenerator<
    WireReceivedSecretBallot | WireSettledSecretBallot,
    void
  > {
    return readBallotPages<WireReceivedSecretBallot | WireSettledSecretBallot>(set, (query) => {
      const path = `${proposalPath(proposal)}/secret-ballots${query}`
      return requestJson({ path, answer: wireSecretBallotList, signal })
    })
  }

  return {
    castSecretBallot({ proposal, ballot, signal }) {
      return requestJson({
        path: `${proposalPath(proposal)}/secret-ballots`,
        body: toWireSecretBallot(ballot),
        answer: wireCastBallot,
        signal,
      })
    },
    listSecretBallots,
    getSecrecy({ proposal, signal }) {
      return requestJson({ path: `${proposalPath(proposal)}/secrecy`, answer: wireSecrecy, signal })
    },
    getCommittee({ committee, signal }) {
      const path = `/api/v1/committees/${encodeURIComponent(committee)}`
      return requestJson({ path, answer: wireRegisteredCommittee, signal })
    },
    submitDecryptionShare({ proposal, share, signal }) {
      const toWords = ({ x, y }: { x: bigint; y: bigint }) => ({ x: String(x), y: String(y) })
      return requestJson({
        path: `${proposalPath(proposal)}/decryption-shares`,
        body: {
          position: share.position,
          shares: share.shares.map(toWords),
          proof: share.proof.map(String),
        },
        answer: wireSecrecy,
        signal,
      })
    },
  }
}
