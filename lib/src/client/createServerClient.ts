import { semaphoreArtifactUrls } from '../ballot/semaphoreArtifactUrls.ts'
import { circuitUrls } from '../secret/circuitUrls.ts'
import type { OptionClass } from '../secret/optionClass.ts'
import { type BallotCalls, createBallotCalls } from './calls/createBallotCalls.ts'
import { type ChainCalls, createChainCalls } from './calls/createChainCalls.ts'
import { createDraftCalls, type DraftCalls } from './calls/createDraftCalls.ts'
import { createEnrolmentCalls, type EnrolmentCalls } from './calls/createEnrolmentCalls.ts'
import { createGroupCalls, type GroupCalls } from './calls/createGroupCalls.ts'
import {
  createKeyGenerationCalls,
  type KeyGenerationCalls,
} from './calls/createKeyGenerationCalls.ts'
import { createProposalCalls, type ProposalCalls } from './calls/createProposalCalls.ts'
import { createResultCalls, type ResultCalls } from './calls/createResultCalls.ts'
import { createSecretBallotCalls, type SecretBallotCalls } from './calls/createSecretBallotCalls.ts'
import { createSpaceCalls, type SpaceCalls } from './calls/createSpaceCalls.ts'
import { createWebhookCalls, type WebhookCalls } from './calls/createWebhookCalls.ts'
import { createServerRequest } from './createServerRequest.ts'

/** What {@link createServerClient} takes. */
export type CreateServerClientParameters = {
  /** Where the server stands, such as `https://vote.example`; empty for the page's own origin. */
  baseUrl: string
  /** Another `fetch`, such as one with a proxy. */
  fetch?: typeof globalThis.fetch
}

/**
 * A Psephos server, one method per route. Every method throws the error that the server answers
 * with (of its own class), {@link ServerUnavailableError} when no Psephos server answers, and the
 * signal's reason when it is aborted. Answers are parsed but not believed: {@link verifyGroup} and
 * {@link verifyProposalMetadata} check them against the chain.
 */
export interface ServerClient
  extends SpaceCalls,
    GroupCalls,
    EnrolmentCalls,
    ProposalCalls,
    DraftCalls,
    WebhookCalls,
    KeyGenerationCalls,
    BallotCalls,
    SecretBallotCalls,
    ResultCalls,
    ChainCalls {
  /** Where the server serves Semaphore's circuit and proving key for `depth`. */
  artifactUrls(depth: number): { wasm: string; zkey: string }
  /** Where the server serves a circuit of secret ballots and its proving key, if it has one of that class. */
  circuitUrls(
    circuit: 'secret-ballot' | 'decryption-share',
    optionClass: OptionClass,
  ): { wasm: string; zkey: string }
}

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
  const requests = createServerRequest({ baseUrl: origin, fetch })
  return {
    ...createSpaceCalls(requests),
    ...createGroupCalls(requests),
    ...createEnrolmentCalls(requests),
    ...createProposalCalls(requests),
    ...createDraftCalls(requests),
    ...createWebhookCalls(requests),
    ...createKeyGenerationCalls(requests),
    ...createBallotCalls(requests),
    ...createSecretBallotCalls(requests),
    ...createResultCalls(requests),
    ...createChainCalls(requests),
    artifactUrls(depth) {
      return semaphoreArtifactUrls({ baseUrl: origin, depth })
    },
    circuitUrls(circuit, optionClass) {
      return circuitUrls({ baseUrl: origin, circuit, optionClass })
    },
  }
}
