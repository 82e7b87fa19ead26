import { readDescriptionText } from '../../contracts/readProposal.ts'
import { PsephosError } from '../../errors/PsephosError.ts'
import { MetadataMalformedError } from '../../errors/proposalErrors.ts'
import {
  type ProposalDescription,
  parseProposalDescription,
} from '../../proposal/parseProposalDescription.ts'
import { verifyProposalMetadata } from '../../proposal/verifyProposalMetadata.ts'
import type { AuditCheck } from '../AuditReport.ts'
import type { Archive } from '../wireArchive.ts'
import { createCheck } from './createCheck.ts'

const { confirm, refute, leave } = createCheck('metadata')

/** The text that people read is the one that the description names by its hash, and fits the proposal. */
export function checkMetadata({ proposal, metadata }: Archive): AuditCheck {
  const described = readDescription(proposal.description)
  if (described === null) {
    return metadata === null
      ? confirm('The description names no metadata.')
      : refute('There is metadata, but the description names none.')
  }
  const { cid, title } = described
  if (metadata === null) {
    return leave('Not checked: nobody gave the metadata that the description names.', { cid })
  }
  try {
    const parsed = verifyProposalMetadata({ metadata: new TextEncoder().encode(metadata), cid })
    if (parsed.title !== title || parsed.options.length !== proposal.optionCount) {
      return refute('The metadata has another title or number of options than the proposal.', {
        cid,
        title: parsed.title,
        expectedTitle: title,
        options: parsed.options.length,
        expectedOptions: proposal.optionCount,
      })
    }
    return confirm('The metadata hashes to what the description names.', { cid })
  } catch (error) {
    if (!(error instanceof PsephosError)) throw error
    return refute(error.message, { ...error.details, cid })
  }
}

/** Returns the CID that the description names, or null when it names none. */
export function readMetadataCid(description: string): string | null {
  return readDescription(description)?.cid ?? null
}

function readDescription(description: string): ProposalDescription | null {
  const text = readDescriptionText(description)
  if (text === null) return null
  try {
    return parseProposalDescription(text)
  } catch (error) {
    if (error instanceof MetadataMalformedError) return null
    throw error
  }
}
