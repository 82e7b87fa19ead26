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
} from '../../wire/proposal.ts'
import { type WireProposalTransactions, wireProposalTransactions } from '../../wire/transactions.ts'
import type { ServerRequests } from '../createServerRequest.ts'
import type { RequestOptions } from './RequestOptions.ts'
import { proposalPath, spacePath } from './serverPaths.ts'
import { toQuery } from './toQuery.ts'

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

/** What a server is asked about proposals, and their metadata. */
export type ProposalCalls = {
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
  /**
   * The transactions that made a proposal what it is: those that published, queued and executed it,
   * and a page of those that brought ballots, the latest first.
   */
  listTransactions(
    parameters: { proposal: bigint; cursor?: string; limit?: number } & RequestOptions,
  ): Promise<WireProposalTransactions>
}

/** Returns what asks a server about proposals. */
export function createProposalCalls({ requestJson }: ServerRequests): ProposalCalls {
  return {
    async listProposals({ space, signal }) {
      const path = `${spacePath(space)}/proposals`
      return (await requestJson({ path, answer: wireProposalList, signal })).proposals
    },
    searchProposals({ space, states, signal, ...query }) {
      const state = states?.join(',')
      const path = `${spacePath(space)}/proposals${toQuery({ state, ...query })}`
      return requestJson({ path, answer: wireProposalList, signal })
    },
    getProposal({ proposal, signal }) {
      return requestJson({ path: proposalPath(proposal), answer: wireProposal, signal })
    },
    async storeMetadata({ metadata, signal }) {
      const answer = wireStoredMetadata
      return (await requestJson({ path: '/api/v1/metadata', body: metadata, answer, signal })).cid
    },
    async getMetadata({ cid, signal }) {
      const path = `/api/v1/metadata/${encodeURIComponent(cid)}`
      return (await requestJson({ path, answer: wireMetadataDocument, signal })).metadata
    },
    listTransactions({ proposal, cursor, limit, signal }) {
      const path = `${proposalPath(proposal)}/transactions${toQuery({ cursor, limit })}`
      return requestJson({ path, answer: wireProposalTransactions, signal })
    },
  }
}
