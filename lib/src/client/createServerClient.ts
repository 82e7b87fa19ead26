import { semaphoreArtifactUrls } from '../ballot/semaphoreArtifactUrls.ts'
import { toWireBallot } from '../ballot/toWireBallot.ts'
import { type WireBallot, type WireBallotStatus, wireBallotStatus } from '../wire/ballot.ts'
import {
  type BallotSet,
  type WireReceivedBallot,
  type WireSettledBallot,
  wireBallotList,
} from '../wire/ballotList.ts'
import {
  type WireEnrolment,
  type WireWorldIdRequest,
  type WorldIdResult,
  wireEnrolment,
  wireWorldIdRequest,
} from '../wire/enrolment.ts'
import { type WireGroup, wireGroup } from '../wire/group.ts'
import {
  type ProposalMetadata,
  type WireProposal,
  wireMetadataDocument,
  wireProposal,
  wireProposalList,
  wireStoredMetadata,
} from '../wire/proposal.ts'
import {
  type WireCastBallot,
  type WireReceipt,
  type WireRelay,
  wireCastBallot,
  wireReceipt,
  wireRelay,
} from '../wire/receipt.ts'
import { type WireResults, wireResults } from '../wire/results.ts'
import { type WireSpace, wireSpaceList } from '../wire/space.ts'
import { createServerRequest } from './createServerRequest.ts'
import { watchResults } from './watchResults.ts'

/** What {@link createServerClient} takes. */
export type CreateServerClientParameters = {
  /** Where the server stands, such as `https://vote.example`; empty for the page's own origin. */
  baseUrl: string
  /** Another `fetch`, such as one with a proxy. */
  fetch?: typeof globalThis.fetch
}

/** What every request takes beside its own parameters. */
export type RequestOptions = { signal?: AbortSignal | undefined }

/**
 * A Psephos server, one method per route. Every method throws the error that the server answers
 * with (of its own class), {@link ServerUnavailableError} when no Psephos server answers, and the
 * signal's reason when it is aborted. Answers are parsed but not believed: {@link verifyGroup} and
 * {@link verifyProposalMetadata} check them against the chain.
 */
export type ServerClient = {
  /** The DAOs that the server hosts. */
  listSpaces(options?: RequestOptions): Promise<WireSpace[]>
  /** A space's group as it stood with `root`, such as that of a proposal's electorate, or as it is now. */
  getGroup(parameters: { space: string; root?: bigint } & RequestOptions): Promise<WireGroup>
  /**
   * A part of a space's group as it stood with a root: at least 4 096 members, of whom the server
   * does not learn which one asks. {@link GroupBucket} reads and verifies it.
   */
  getGroupBucket(
    parameters: { space: string; root: bigint; bucket: number } & RequestOptions,
  ): Promise<Uint8Array<ArrayBuffer>>
  /**
   * Asks for what IDKit needs to prove that a unique person enrols `commitment`. Ask anew for each
   * click.
   */
  createWorldIdRequest(
    parameters: { space: string; commitment: bigint } & RequestOptions,
  ): Promise<WireWorldIdRequest>
  /** Brings World ID's answer to the group. Doing it again with the same commitment is harmless. */
  enrol(
    parameters: { space: string; commitment: bigint; result: WorldIdResult } & RequestOptions,
  ): Promise<WireEnrolment>
  /** A space's proposals, newest first. */
  listProposals(parameters: { space: string } & RequestOptions): Promise<WireProposal[]>
  getProposal(parameters: { proposal: bigint } & RequestOptions): Promise<WireProposal>
  /** Stores a proposal's metadata and answers its CID. */
  storeMetadata(parameters: { metadata: ProposalMetadata } & RequestOptions): Promise<string>
  getMetadata(parameters: { cid: string } & RequestOptions): Promise<ProposalMetadata>
  /**
   * Hands a ballot to the server, which brings it on-chain, and answers where it stands and the
   * receipt; the same ballot gets the same receipt again. {@link verifyReceipt} checks it.
   */
  castBallot(
    parameters: { proposal: bigint; ballot: WireBallot } & RequestOptions,
  ): Promise<WireCastBallot>
  /** Where a person's ballot of that revision stands; without one, their latest. */
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
  /** What a proposal's ballots add up to. */
  getResults(parameters: { proposal: bigint } & RequestOptions): Promise<WireResults>
  /**
   * A proposal's results, at once and then whenever they change, until it is left or aborted.
   * Connects again by itself, and asks now and then where events do not come through.
   */
  watchProposal(
    parameters: { proposal: bigint } & RequestOptions,
  ): AsyncGenerator<WireResults, never>
  /** Where the server serves Semaphore's circuit and proving key for `depth`. */
  artifactUrls(depth: number): { wasm: string; zkey: string }
}

/** As many as a page may hold. */
const BALLOTS_PER_PAGE = 1_000

/**
 * Returns a client of the Psephos server at `baseUrl`.
 * @example
 * const client = createServerClient({ baseUrl: 'https://vote.example' })
 * const [space] = await client.listSpaces()
 */
export function createServerClient({
  baseUrl,
  fetch = globalThis.fetch,
}: CreateServerClientParameters): ServerClient {
  const origin = baseUrl.replace(/\/+$/, '')
  const {
    requestJson: send,
    requestBytes,
    openEvents,
  } = createServerRequest({ baseUrl: origin, fetch })
  const spacePath = (space: string) => `/api/v1/spaces/${encodeURIComponent(space)}`
  const proposalPath = (proposal: bigint) => `/api/v1/proposals/${proposal}`

  function getResults({ proposal, signal }: { proposal: bigint } & RequestOptions) {
    return send({ path: `${proposalPath(proposal)}/results`, answer: wireResults, signal })
  }

  type ListParameters<Set extends BallotSet> = { proposal: bigint; set?: Set } & RequestOptions
  function listBallots(
    parameters: ListParameters<'settled'> & { set: 'settled' },
  ): AsyncGenerator<WireSettledBallot, void>
  function listBallots(
    parameters: ListParameters<'received'>,
  ): AsyncGenerator<WireReceivedBallot, void>
  async function* listBallots({
    proposal,
    set = 'received',
    signal,
  }: ListParameters<BallotSet>): AsyncGenerator<WireReceivedBallot | WireSettledBallot, void> {
    let cursor = ''
    for (;;) {
      const query = `set=${set}&limit=${BALLOTS_PER_PAGE}${cursor && `&cursor=${cursor}`}`
      const path = `${proposalPath(proposal)}/ballots?${query}`
      const { ballots, next } = await send({ path, answer: wireBallotList, signal })
      yield* ballots
      if (next === null) return
      cursor = next
    }
  }

  return {
    async listSpaces({ signal } = {}) {
      return (await send({ path: '/api/v1/spaces', answer: wireSpaceList, signal })).spaces
    },
    getGroup({ space, root, signal }) {
      const query = root === undefined ? '' : `?root=${root}`
      return send({ path: `${spacePath(space)}/group${query}`, answer: wireGroup, signal })
    },
    getGroupBucket({ space, root, bucket, signal }) {
      return requestBytes({
        path: `${spacePath(space)}/group/buckets/${bucket}?root=${root}`,
        signal,
      })
    },
    createWorldIdRequest({ space, commitment, signal }) {
      return send({
        path: `${spacePath(space)}/world-id/requests`,
        body: { commitment: String(commitment) },
        answer: wireWorldIdRequest,
        signal,
      })
    },
    enrol({ space, commitment, result, signal }) {
      return send({
        path: `${spacePath(space)}/enrolments`,
        body: { commitment: String(commitment), result },
        answer: wireEnrolment,
        signal,
      })
    },
    async listProposals({ space, signal }) {
      const path = `${spacePath(space)}/proposals`
      return (await send({ path, answer: wireProposalList, signal })).proposals
    },
    getProposal({ proposal, signal }) {
      return send({ path: proposalPath(proposal), answer: wireProposal, signal })
    },
    async storeMetadata({ metadata, signal }) {
      const answer = wireStoredMetadata
      return (await send({ path: '/api/v1/metadata', body: metadata, answer, signal })).cid
    },
    async getMetadata({ cid, signal }) {
      const path = `/api/v1/metadata/${encodeURIComponent(cid)}`
      return (await send({ path, answer: wireMetadataDocument, signal })).metadata
    },
    castBallot({ proposal, ballot, signal }) {
      return send({
        path: `${proposalPath(proposal)}/ballots`,
        body: toWireBallot(ballot),
        answer: wireCastBallot,
        signal,
      })
    },
    getBallotStatus({ proposal, nullifier, revision, signal }) {
      const query = revision === undefined ? '' : `?revision=${revision}`
      const path = `${proposalPath(proposal)}/ballots/${nullifier}${query}`
      return send({ path, answer: wireBallotStatus, signal })
    },
    getReceipt({ proposal, nullifier, signal }) {
      const path = `${proposalPath(proposal)}/ballots/${nullifier}/receipt`
      return send({ path, answer: wireReceipt, signal })
    },
    getRelay({ signal } = {}) {
      return send({ path: '/api/v1/relay', answer: wireRelay, signal })
    },
    listBallots,
    getResults,
    watchProposal({ proposal, signal }) {
      const path = `${proposalPath(proposal)}/events`
      return watchResults({
        openStream: (parameters) => openEvents({ path, ...parameters }),
        getResults: (whenLeft) => getResults({ proposal, signal: whenLeft }),
        signal,
      })
    },
    artifactUrls(depth) {
      return semaphoreArtifactUrls({ baseUrl: origin, depth })
    },
  }
}
