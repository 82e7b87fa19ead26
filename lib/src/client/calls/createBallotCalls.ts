import { toWireBallot } from '../../ballot/toWireBallot.ts'
import { type WireBallot, type WireBallotStatus, wireBallotStatus } from '../../wire/ballot.ts'
import {
  type BallotSet,
  type WireReceivedBallot,
  type WireSettledBallot,
  wireBallotList,
} from '../../wire/ballotList.ts'
import {
  type WireCastBallot,
  type WireReceipt,
  type WireRelay,
  wireCastBallot,
  wireReceipt,
  wireRelay,
} from '../../wire/receipt.ts'
import type { ServerRequests } from '../createServerRequest.ts'
import type { RequestOptions } from './RequestOptions.ts'
import { type ListBallotsParameters, readBallotPages } from './readBallotPages.ts'
import { proposalPath } from './serverPaths.ts'

/** How ballots are cast through a server, and what it is asked about them. */
export type BallotCalls = {
  /**
   * Hands a ballot to the server, which brings it on-chain, and answers where it stands and the
   * receipt; the same ballot gets the same receipt again. {@link verifyReceipt} checks it.
   */
  castBallot(
    parameters: { proposal: bigint; ballot: WireBallot } & RequestOptions,
  ): Promise<WireCastBallot>
  /** Where a person's ballot of that revision stands, open or secret; without one, their latest. */
  getBallotStatus(
    parameters: { proposal: bigint; nullifier: bigint; revision?: number } & RequestOptions,
  ): Promise<WireBallotStatus>
  /** The receipt of the ballot that the server has under a nullifier. */
  getReceipt(
    parameters: { proposal: bigint; nullifier: bigint } & RequestOptions,
  ): Promise<WireReceipt>
  /** Whose signature the server's receipts have. Hold it against what its operator says elsewhere. */
  getRelay(options?: RequestOptions): Promise<WireRelay>
  /**
   * All of a proposal's ballots, page by page, by nullifier: those that the server received (each
   * a minute later at most), or those that the governor counts.
   */
  listBallots(
    parameters: { proposal: bigint; set: 'settled' } & RequestOptions,
  ): AsyncGenerator<WireSettledBallot, void>
  listBallots(
    parameters: { proposal: bigint; set?: 'received' } & RequestOptions,
  ): AsyncGenerator<WireReceivedBallot, void>
}

/** Returns what casts ballots through a server and asks it about them. */
export function createBallotCalls({ requestJson }: ServerRequests): BallotCalls {
  function listBallots(
    parameters: ListBallotsParameters<'settled'> & { set: 'settled' },
  ): AsyncGenerator<WireSettledBallot, void>
  function listBallots(
    parameters: ListBallotsParameters<'received'>,
  ): AsyncGenerator<WireReceivedBallot, void>
  function listBallots({
    proposal,
    set = 'received',
    signal,
  }: ListBallotsParameters<BallotSet>): AsyncGenerator<
    WireReceivedBallot | WireSettledBallot,
    void
  > {
    return readBallotPages<WireReceivedBallot | WireSettledBallot>(set, (query) => {
      const path = `${proposalPath(proposal)}/ballots${query}`
      return requestJson({ path, answer: wireBallotList, signal })
    })
  }

  return {
    castBallot({ proposal, ballot, signal }) {
      return requestJson({
        path: `${proposalPath(proposal)}/ballots`,
        body: toWireBallot(ballot),
        answer: wireCastBallot,
        signal,
      })
    },
    getBallotStatus({ proposal, nullifier, revision, signal }) {
      const query = revision === undefined ? '' : `?revision=${revision}`
      const path = `${proposalPath(proposal)}/ballots/${nullifier}${query}`
      return requestJson({ path, answer: wireBallotStatus, signal })
    },
    getReceipt({ proposal, nullifier, signal }) {
      const path = `${proposalPath(proposal)}/ballots/${nullifier}/receipt`
      return requestJson({ path, answer: wireReceipt, signal })
    },
    getRelay({ signal } = {}) {
      return requestJson({ path: '/api/v1/relay', answer: wireRelay, signal })
    },
    listBallots,
  }
}
