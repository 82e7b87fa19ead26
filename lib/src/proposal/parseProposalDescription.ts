import { MetadataMalformedError } from '../errors/proposalErrors.ts'
import { wireProposalTitle } from '../wire/proposal.ts'
import type { OptionsLayout } from './optionsLayout.ts'
import { splitOptionsLayout } from './splitOptionsLayout.ts'

/** What an on-chain description says. */
export type ProposalDescription = {
  title: string
  /**
   * The CID of the metadata, in base32. Not checked to be one: {@link verifyProposalMetadata}
   * compares it.
   */
  cid: string
  /** Null for an ordinary proposal, which has one option. */
  layout: OptionsLayout | null
}

// An OpenZeppelin governor lets a proposer reserve a description for themselves with the suffix
// `#proposer=0x…`.
const TITLE_AND_CID = /^(.+)\n\nipfs:\/\/([a-z0-9]+)(?:\s*#proposer=0x[0-9a-fA-F]{40})?$/

/**
 * Returns the title, the metadata's CID and the layout that a proposal's on-chain description
 * carries.
 * @throws {@link MetadataMalformedError} when the description has another form, such as that of a
 * proposal made by hand.
 * @example
 * parseProposalDescription('A garden\n\nipfs://bafkreia\n\n4;100;2;0,2#psephos-options')
 * // { title: 'A garden', cid: 'bafkreia',
 * //   layout: { optionCount: 4, voiceCredits: 100, maxWinners: 2, callOptions: [0, 2] } }
 */
export function parseProposalDescription(description: string): ProposalDescription {
  const { body, layout } = splitOptionsLayout(description)
  const [, title, cid] = TITLE_AND_CID.exec(body) ?? []
  if (cid === undefined || !wireProposalTitle.safeParse(title).success || title === undefined) {
    throw new MetadataMalformedError({
      reason: 'the description is not a title of one line, a blank line and ipfs://<cid>',
    })
  }
  return { title, cid, layout }
}
