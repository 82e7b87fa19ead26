import { semaphoreArtifactUrls } from '../ballot/semaphoreArtifactUrls.ts'
import { toWireBallot } from '../ballot/toWireBallot.ts'
import { toWireSecretBallot } from '../secret/ballot/toWireSecretBallot.ts'
import { circuitUrls } from '../secret/circuitUrls.ts'
import { keyGenerationRequest } from '../secret/committee/keyGenerationRequest.ts'
import { toJson } from '../secret/committee/toJson.ts'
import type { OptionClass } from '../secret/optionClass.ts'
import { encodeSpaceAuthorization } from '../space/encodeSpaceAuthorization.ts'
import { type WireBallot, type WireBallotStatus, wireBallotStatus } from '../wire/ballot.ts'
import {
  type BallotSet,
  type WireBallotList,
  type WireReceivedBallot,
  type WireSettledBallot,
  wireBallotList,
} from '../wire/ballotList.ts'
import { type WireChainAnswer, wireChainAnswer } from '../wire/chainQuestion.ts'
import type { Complaint, Deal } from '../wire/committee.ts'
import type { WireDecryptionShare } from '../wire/decryptionShare.ts'
import {
  type WireCreatedDraft,
  type WireDraft,
  type WireDraftBody,
  type WireDraftEditBody,
  wireCreatedDraft,
  wireDraft,
} from '../wire/draft.ts'
import {
  type WireEnrolment,
  type WireWorldIdRequest,
  type WorldIdResult,
  wireEnrolment,
  wireWorldIdRequest,
} from '../wire/enrolment.ts'
import { type WireGroup, wireGroup } from '../wire/group.ts'
import {
  type Confirmation,
  type WireKeyGeneration,
  type WireKeyGenerationBody,
  type WireKeyGenerationSummary,
  wireKeyGeneration,
  wireKeyGenerationList,
} from '../wire/keyGeneration.ts'
import {
  type ProposalMetadata,
  type ProposalOrder,
  type ProposalState,
  type WireProposal,
  type WireProposalList,
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
import { type WireSpaceRules, wireSpaceRules } from '../wire/rules.ts'
import {
  type RegisteredCommittee,
  type WireSecrecy,
  wireRegisteredCommittee,
  wireSecrecy,
} from '../wire/secrecy.ts'
import type { WireSecretBallot } from '../wire/secretBallot.ts'
import {
  type WireReceivedSecretBallot,
  type WireSecretBallotList,
  type WireSettledSecretBallot,
  wireSecretBallotList,
} from '../wire/secretBallotList.ts'
import {
  type SpaceAuthorization,
  type WireHostedSpace,
  type WireSpaceDetails,
  type WireSpaceList,
  type WireSpaceProfileBody,
  type WireSpaceRegistrationBody,
  wireSpaceDetails,
  wireSpaceList,
} from '../wire/space.ts'
import { type WireProposalTransactions, wireProposalTransactions } from '../wire/transactions.ts'
import {
  type WebhookRequest,
  type WireCreatedWebhook,
  type WireWebhook,
  type WireWebhookDelivery,
  wireCreatedWebhook,
  wireWebhookDeliveryList,
  wireWebhookList,
} from '../wire/webhook.ts'
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

/** What a request takes that only a space's admins may make. */
export type Authorized = { authorization: SpaceAuthorization } & RequestOptions

/** Which proposals to list, and how. */
export type SearchProposalsParameters = {
  space: string
  states?: readonly ProposalState[]
  /** The address of the proposer. */
  author?: string
  tag?: string
  /** Words of title and body; `"…"` for a phrase, `-` before what must not be there. */
  search?: string
  /** Newest first, if absent. */
  order?: ProposalOrder
  cursor?: string
  /** 1 to 100. */
  limit?: number
}

/**
 * A Psephos server, one method per route. Every method throws the error that the server answers
 * with (of its own class), {@link ServerUnavailableError} when no Psephos server answers, and the
 * signal's reason when it is aborted. Answers are parsed but not believed: {@link verifyGroup} and
 * {@link verifyProposalMetadata} check them against the chain.
 */
export type ServerClient = {
  /** The first DAOs that the server hosts: 100 at most. {@link searchSpaces} gives the others. */
  listSpaces(options?: RequestOptions): Promise<WireHostedSpace[]>
  /** DAOs whose name, id or words about themselves hold `search`; all of them, if it is absent. */
  searchSpaces(
    parameters: { search?: string; cursor?: string; limit?: number } & RequestOptions,
  ): Promise<WireSpaceList>
  /** A DAO with its figures. */
  getSpace(parameters: { space: string } & RequestOptions): Promise<WireSpaceDetails>
  /** By which rules a DAO decides now, and who may propose. */
  getSpaceRules(parameters: { space: string } & RequestOptions): Promise<WireSpaceRules>
  /** Asks the server to host a DAO: {@link signSpaceRegistration}. */
  registerSpace(parameters: WireSpaceRegistrationBody & RequestOptions): Promise<WireSpaceDetails>
  /** Says something else about a DAO: {@link signSpaceProfile}. */
  setSpaceProfile(
    parameters: { space: string } & WireSpaceProfileBody & RequestOptions,
  ): Promise<WireSpaceDetails>
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
  /**
   * Puts `commitment` in the place of the one that the person has, by World ID's answer to a request
   * for it. Doing it again with the same commitment is harmless.
   */
  rotate(
    parameters: { space: string; commitment: bigint; result: WorldIdResult } & RequestOptions,
  ): Promise<WireEnrolment>
  /** A space's newest proposals: 100 at most. {@link searchProposals} gives the others. */
  listProposals(parameters: { space: string } & RequestOptions): Promise<WireProposal[]>
  /** A page of a space's proposals; the page after it begins at its `next`. */
  searchProposals(parameters: SearchProposalsParameters & RequestOptions): Promise<WireProposalList>
  getProposal(parameters: { proposal: bigint } & RequestOptions): Promise<WireProposal>
  /**
   * Stores a proposal's metadata and answers its CID. Until a proposal on-chain refers to it, the
   * server may forget it; what one refers to can be stored at any time, by anybody.
   */
  storeMetadata(parameters: { metadata: ProposalMetadata } & RequestOptions): Promise<string>
  getMetadata(parameters: { cid: string } & RequestOptions): Promise<ProposalMetadata>
  /** Keeps a draft for 90 days after its last edit. Its token is shown this once. */
  createDraft(
    parameters: { space: string } & WireDraftBody & RequestOptions,
  ): Promise<WireCreatedDraft>
  /** A draft: of anybody's, if it is shared, and else of whoever has its token. */
  getDraft(parameters: { draft: string; token?: string } & RequestOptions): Promise<WireDraft>
  editDraft(
    parameters: { draft: string; token: string } & WireDraftEditBody & RequestOptions,
  ): Promise<WireDraft>
  deleteDraft(parameters: { draft: string; token: string } & RequestOptions): Promise<void>
  /** Adds a webhook: {@link signSpaceRequest} signs `create webhook`. Its secret is shown this once. */
  createWebhook(
    parameters: { space: string; webhook: WebhookRequest } & Authorized,
  ): Promise<WireCreatedWebhook>
  /** A space's webhooks: {@link signSpaceRequest} signs `read webhooks` of `{}`. */
  listWebhooks(parameters: { space: string } & Authorized): Promise<WireWebhook[]>
  /** The last deliveries of a webhook, newest first: signed as {@link listWebhooks}. */
  listWebhookDeliveries(
    parameters: { space: string; webhook: string } & Authorized,
  ): Promise<WireWebhookDelivery[]>
  /** {@link signSpaceRequest} signs `delete webhook` of `{ webhook }`. */
  deleteWebhook(parameters: { space: string; webhook: string } & Authorized): Promise<void>
  /**
   * Opens a key generation in the server's mailbox: {@link signSpaceRequest} signs `open key
   * generation` of {@link keyGenerationRequest}. The same invitation again is answered as before.
   */
  openKeyGeneration(
    parameters: { space: string } & WireKeyGenerationBody & RequestOptions,
  ): Promise<WireKeyGeneration>
  /** A space's key generations, the latest first: 100 at most. */
  listKeyGenerations(
    parameters: { space: string } & RequestOptions,
  ): Promise<WireKeyGenerationSummary[]>
  /** What trustees said in a key generation, which {@link openTranscript} checks. */
  getKeyGeneration(parameters: { session: string } & RequestOptions): Promise<WireKeyGeneration>
  /** Puts a deal into its key generation's mailbox; the same again is harmless. */
  postDeal(parameters: { deal: Deal } & RequestOptions): Promise<WireKeyGeneration>
  /** Puts a complaint into its key generation's mailbox; the same again is harmless. */
  postComplaint(parameters: { complaint: Complaint } & RequestOptions): Promise<WireKeyGeneration>
  /** Puts the confirmation of what a key generation comes to now into its mailbox. */
  postConfirmation(
    parameters: { session: string; confirmation: Confirmation } & RequestOptions,
  ): Promise<WireKeyGeneration>
  /**
   * Hands a ballot to the server, which brings it on-chain, and answers where it stands and the
   * receipt; the same ballot gets the same receipt again. {@link verifyReceipt} checks it.
   */
  castBallot(
    parameters: { proposal: bigint; ballot: WireBallot } & RequestOptions,
  ): Promise<WireCastBallot>
  /** {@link castBallot} for a proposal whose ballots are secret. */
  castSecretBallot(
    parameters: { proposal: bigint; ballot: WireSecretBallot } & RequestOptions,
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
  /** {@link listBallots} for a proposal whose ballots are secret. */
  listSecretBallots(
    parameters: { proposal: bigint; set: 'settled' } & RequestOptions,
  ): AsyncGenerator<WireSettledSecretBallot, void>
  listSecretBallots(
    parameters: { proposal: bigint; set?: 'received' } & RequestOptions,
  ): AsyncGenerator<WireReceivedSecretBallot, void>
  /**
   * The transactions that made a proposal what it is: those that published, queued and executed it,
   * and a page of those that brought ballots, the latest first.
   */
  listTransactions(
    parameters: { proposal: bigint; cursor?: string; limit?: number } & RequestOptions,
  ): Promise<WireProposalTransactions>
  /**
   * Has the server ask its node a question of Ethereum's JSON-RPC, of those that an audit asks:
   * {@link wireChainQuestion}. It is then the server's word what the chain says.
   */
  askChain(
    parameters: { space: string; method: string; params: readonly unknown[] } & RequestOptions,
  ): Promise<WireChainAnswer>
  /** What a proposal's ballots add up to. */
  getResults(parameters: { proposal: bigint } & RequestOptions): Promise<WireResults>
  /**
   * How far the decryption of a secret proposal is. A trustee must decrypt what the ballot box on-chain says, never what a server
   * does: whoever gets a share of one ballot's R reads that ballot.
   */
  getSecrecy(parameters: { proposal: bigint } & RequestOptions): Promise<WireSecrecy>
  /** A registered committee by its id. {@link hashCommittee} tells whether it is the one. */
  getCommittee(parameters: { committee: string } & RequestOptions): Promise<RegisteredCommittee>
  /** Hands a trustee's share to the server, which brings it on-chain. The same share again is fine. */
  submitDecryptionShare(
    parameters: { proposal: bigint; share: WireDecryptionShare } & RequestOptions,
  ): Promise<WireSecrecy>
  /**
   * A proposal's results, at once and then whenever they change, until it is left or aborted.
   * Connects again by itself, and asks now and then where events do not come through; `onConnection`
   * is told which of the two it does.
   */
  watchProposal(
    parameters: {
      proposal: bigint
      onConnection?: ((isOpen: boolean) => void) | undefined
    } & RequestOptions,
  ): AsyncGenerator<WireResults, never>
  /** Where the server serves Semaphore's circuit and proving key for `depth`. */
  artifactUrls(depth: number): { wasm: string; zkey: string }
  /** Where the server serves a circuit of secret ballots and its proving key, if it has one of that class. */
  circuitUrls(
    circuit: 'secret-ballot' | 'decryption-share',
    optionClass: OptionClass,
  ): { wasm: string; zkey: string }
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
  const draftPath = (draft: string) => `/api/v1/drafts/${encodeURIComponent(draft)}`
  const webhookPath = (space: string, webhook: string) =>
    `${spacePath(space)}/webhooks/${encodeURIComponent(webhook)}`

  const sessionPath = (session: string) => `/api/v1/key-generations/${encodeURIComponent(session)}`

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
    for (let cursor: string | null = ''; cursor !== null; ) {
      const path: string = `${proposalPath(proposal)}/ballots${toListQuery(set, cursor)}`
      const page: WireBallotList = await send({ path, answer: wireBallotList, signal })
      yield* page.ballots
      cursor = page.next
    }
  }

  function listSecretBallots(
    parameters: ListParameters<'settled'> & { set: 'settled' },
  ): AsyncGenerator<WireSettledSecretBallot, void>
  function listSecretBallots(
    parameters: ListParameters<'received'>,
  ): AsyncGenerator<WireReceivedSecretBallot, void>
  async function* listSecretBallots({
    proposal,
    set = 'received',
    signal,
  }: ListParameters<BallotSet>): AsyncGenerator<
    WireReceivedSecretBallot | WireSettledSecretBallot,
    void
  > {
    for (let cursor: string | null = ''; cursor !== null; ) {
      const path: string = `${proposalPath(proposal)}/secret-ballots${toListQuery(set, cursor)}`
      const page: WireSecretBallotList = await send({ path, answer: wireSecretBallotList, signal })
      yield* page.ballots
      cursor = page.next
    }
  }

  return {
    async listSpaces({ signal } = {}) {
      return (await send({ path: '/api/v1/spaces', answer: wireSpaceList, signal })).spaces
    },
    searchSpaces({ search, cursor, limit, signal }) {
      const path = `/api/v1/spaces${toQuery({ search, cursor, limit })}`
      return send({ path, answer: wireSpaceList, signal })
    },
    getSpace({ space, signal }) {
      return send({ path: spacePath(space), answer: wireSpaceDetails, signal })
    },
    getSpaceRules({ space, signal }) {
      return send({ path: `${spacePath(space)}/rules`, answer: wireSpaceRules, signal })
    },
    registerSpace({ signal, ...body }) {
      return send({ path: '/api/v1/spaces', body, answer: wireSpaceDetails, signal })
    },
    setSpaceProfile({ space, signal, ...body }) {
      return send({
        path: spacePath(space),
        method: 'PUT',
        body,
        answer: wireSpaceDetails,
        signal,
      })
    },
    getGroup({ space, root, signal }) {
      const query = root === undefined ? '' : `?root=${root}`
      return send({ path: `${spacePath(space)}/group${query}`, answer: wireGroup, signal })
    },
    askChain({ space, signal, ...body }) {
      return send({ path: `${spacePath(space)}/chain`, body, answer: wireChainAnswer, signal })
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
    rotate({ space, commitment, result, signal }) {
      return send({
        path: `${spacePath(space)}/rotations`,
        body: { commitment: String(commitment), result },
        answer: wireEnrolment,
        signal,
      })
    },
    async listProposals({ space, signal }) {
      const path = `${spacePath(space)}/proposals`
      return (await send({ path, answer: wireProposalList, signal })).proposals
    },
    searchProposals({ space, states, signal, ...query }) {
      const state = states?.join(',')
      const path = `${spacePath(space)}/proposals${toQuery({ state, ...query })}`
      return send({ path, answer: wireProposalList, signal })
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
    createDraft({ space, signal, ...body }) {
      const path = `${spacePath(space)}/drafts`
      return send({ path, body, answer: wireCreatedDraft, signal })
    },
    getDraft({ draft, token, signal }) {
      const authorization = token === undefined ? undefined : `Bearer ${token}`
      return send({ path: draftPath(draft), authorization, answer: wireDraft, signal })
    },
    editDraft({ draft, token, signal, ...body }) {
      const authorization = `Bearer ${token}`
      const path = draftPath(draft)
      return send({ path, method: 'PUT', authorization, body, answer: wireDraft, signal })
    },
    async deleteDraft({ draft, token, signal }) {
      const authorization = `Bearer ${token}`
      await requestBytes({ path: draftPath(draft), method: 'DELETE', authorization, signal })
    },
    createWebhook({ space, webhook, authorization, signal }) {
      return send({
        path: `${spacePath(space)}/webhooks`,
        body: { webhook, authorization },
        answer: wireCreatedWebhook,
        signal,
      })
    },
    async listWebhooks({ space, authorization, signal }) {
      const answer = await send({
        path: `${spacePath(space)}/webhooks`,
        authorization: encodeSpaceAuthorization(authorization),
        answer: wireWebhookList,
        signal,
      })
      return answer.webhooks
    },
    async listWebhookDeliveries({ space, webhook, authorization, signal }) {
      const answer = await send({
        path: `${webhookPath(space, webhook)}/deliveries`,
        authorization: encodeSpaceAuthorization(authorization),
        answer: wireWebhookDeliveryList,
        signal,
      })
      return answer.deliveries
    },
    async deleteWebhook({ space, webhook, authorization, signal }) {
      await requestBytes({
        path: webhookPath(space, webhook),
        method: 'DELETE',
        authorization: encodeSpaceAuthorization(authorization),
        signal,
      })
    },
    openKeyGeneration({ space, authorization, signal, ...asked }) {
      return send({
        path: `${spacePath(space)}/key-generations`,
        body: { ...keyGenerationRequest(asked), authorization },
        answer: wireKeyGeneration,
        signal,
      })
    },
    async listKeyGenerations({ space, signal }) {
      const path = `${spacePath(space)}/key-generations`
      return (await send({ path, answer: wireKeyGenerationList, signal })).keyGenerations
    },
    getKeyGeneration({ session, signal }) {
      return send({ path: sessionPath(session), answer: wireKeyGeneration, signal })
    },
    postDeal({ deal, signal }) {
      const path = `${sessionPath(deal.session)}/deals`
      return send({ path, body: toJson(deal), answer: wireKeyGeneration, signal })
    },
    postComplaint({ complaint, signal }) {
      const path = `${sessionPath(complaint.session)}/complaints`
      return send({ path, body: toJson(complaint), answer: wireKeyGeneration, signal })
    },
    postConfirmation({ session, confirmation, signal }) {
      const path = `${sessionPath(session)}/confirmations`
      return send({ path, body: confirmation, answer: wireKeyGeneration, signal })
    },
    castBallot({ proposal, ballot, signal }) {
      return send({
        path: `${proposalPath(proposal)}/ballots`,
        body: toWireBallot(ballot),
        answer: wireCastBallot,
        signal,
      })
    },
    castSecretBallot({ proposal, ballot, signal }) {
      return send({
        path: `${proposalPath(proposal)}/secret-ballots`,
        body: toWireSecretBallot(ballot),
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
    listSecretBallots,
    listTransactions({ proposal, cursor, limit, signal }) {
      const path = `${proposalPath(proposal)}/transactions${toQuery({ cursor, limit })}`
      return send({ path, answer: wireProposalTransactions, signal })
    },
    getResults,
    getSecrecy({ proposal, signal }) {
      return send({ path: `${proposalPath(proposal)}/secrecy`, answer: wireSecrecy, signal })
    },
    getCommittee({ committee, signal }) {
      const path = `/api/v1/committees/${encodeURIComponent(committee)}`
      return send({ path, answer: wireRegisteredCommittee, signal })
    },
    submitDecryptionShare({ proposal, share, signal }) {
      const toWords = ({ x, y }: { x: bigint; y: bigint }) => ({ x: String(x), y: String(y) })
      return send({
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
    watchProposal({ proposal, signal, onConnection }) {
      const path = `${proposalPath(proposal)}/events`
      return watchResults({
        openStream: (parameters) => openEvents({ path, ...parameters }),
        getResults: (whenLeft) => getResults({ proposal, signal: whenLeft }),
        signal,
        onConnection,
      })
    },
    artifactUrls(depth) {
      return semaphoreArtifactUrls({ baseUrl: origin, depth })
    },
    circuitUrls(circuit, optionClass) {
      return circuitUrls({ baseUrl: origin, circuit, optionClass })
    },
  }
}

/** The query of a page of ballots: from the start where the cursor is empty. */
function toListQuery(set: BallotSet, cursor: string): string {
  return `?set=${set}&limit=${BALLOTS_PER_PAGE}${cursor && `&cursor=${cursor}`}`
}

/** A query of what is there; empty when nothing is. */
function toQuery(fields: Record<string, string | number | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) query.set(name, String(value))
  }
  return query.size === 0 ? '' : `?${query}`
}
