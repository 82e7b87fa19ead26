import {
  createProposalDescription,
  encodeOptionCalls,
  encodeProposalMetadata,
  hashProposedOptions,
  type OptionCall,
  type ProposalMetadata,
  type ProposedOptions,
  type WireSpaceRules,
  wireProposalMetadata,
  wireProposalTag,
} from '@psephos/lib'
import { type CallProblemKind, encodeCall } from './encodeCall.ts'
import { areSecretOptionsPossible } from './listSecretCounts.ts'
import type { ProposalForm } from './proposalForm.ts'

/** What is wrong with a field, by the field's name; a key of the sentences under `problems`. */
export type FieldProblem = { field: string; problem: FieldProblemKind }

/** A kind of it. */
export type FieldProblemKind =
  | CallProblemKind
  | 'bodyLong'
  | 'callMissing'
  | 'creditsInvalid'
  | 'discussionInvalid'
  | 'optionDescriptionLong'
  | 'optionTitleLong'
  | 'optionTitleMissing'
  | 'optionTitleRepeated'
  | 'secretCommitteeGone'
  | 'secretOptionsMany'
  | 'tagInvalid'
  | 'tagsMany'
  | 'titleLong'
  | 'titleMissing'
  | 'winnersInvalid'

/** All that is put on-chain and hosted. */
export type WrittenProposal = ProposedOptions & { metadata: ProposalMetadata; proposalId: bigint }

/** What a form comes to. */
export type CheckedProposal = {
  /** In the order of the fields. */
  problems: FieldProblem[]
  /** The text, as far as a draft can keep it; null while there is none that it could. */
  metadata: ProposalMetadata | null
  /** Null while anything is wrong. */
  proposal: WrittenProposal | null
}

/** How long a text may be, and how many options there may be: the metadata's own bounds. */
export const limits = { title: 200, body: 50_000, optionTitle: 200, optionDescription: 5_000 }
const MAX_TAGS = 8

/**
 * Returns what is wrong with a proposal that is being written, and what it is once nothing is.
 * @param secretBallots Which committee the DAO's proposals may name now; undefined to leave that unchecked.
 */
export function checkProposal(
  form: ProposalForm,
  secretBallots?: WireSpaceRules['secretBallots'],
): CheckedProposal {
  const text = checkText(form)
  const { calls, problems: callProblems } = checkCalls(form)
  const numbers = checkNumbers(form)
  const secrecy = secretBallots === undefined ? [] : checkSecrecy(form, secretBallots)
  const problems = [...text, ...callProblems, ...numbers, ...secrecy]
  const metadata = text.length === 0 ? createMetadata(form) : null
  if (metadata === null || problems.length > 0) return { problems, metadata, proposal: null }
  const proposed: ProposedOptions = {
    calls: encodeOptionCalls({ options: calls.map((each) => ({ calls: each })) }),
    voiceCredits: Number(form.voiceCredits),
    maxWinners: form.maxWinners.trim() === '' ? 0 : Number(form.maxWinners),
    ...(form.committee === null ? {} : { committee: form.committee }),
    description: createProposalDescription({
      title: metadata.title,
      cid: encodeProposalMetadata(metadata).cid,
    }),
  }
  const proposalId = hashProposedOptions(proposed)
  return { problems, metadata, proposal: { ...proposed, metadata, proposalId } }
}

/** Returns the tags that a text names, in the one spelling that they have. */
export function readTags(text: string): string[] {
  const tags = text.toLowerCase().split(/[\s,;#]+/u)
  return [...new Set(tags.filter((tag) => tag !== ''))]
}

function checkText(form: ProposalForm): FieldProblem[] {
  const problems: FieldProblem[] = []
  const note = (field: string, problem: FieldProblemKind) => problems.push({ field, problem })
  const title = clean(form.title)
  if (title === '') note('title', 'titleMissing')
  if (title.length > limits.title) note('title', 'titleLong')
  if (form.body.length > limits.body) note('body', 'bodyLong')
  if (form.discussion.trim() !== '') {
    const discussion = wireProposalMetadata.shape.discussion.safeParse(form.discussion.trim())
    if (!discussion.success) note('discussion', 'discussionInvalid')
  }
  const tags = readTags(form.tags)
  if (tags.length > MAX_TAGS) note('tags', 'tagsMany')
  if (tags.some((tag) => !wireProposalTag.safeParse(tag).success)) note('tags', 'tagInvalid')
  const titles = form.options.map((option) => clean(option.title))
  for (const [index, { key, description }] of form.options.entries()) {
    const own = titles[index] ?? ''
    const field = `options.${key}.title`
    if (own === '') note(field, 'optionTitleMissing')
    else if (own.length > limits.optionTitle) note(field, 'optionTitleLong')
    else if (titles.indexOf(own) < index) note(field, 'optionTitleRepeated')
    if (description.length > limits.optionDescription) {
      note(`options.${key}.description`, 'optionDescriptionLong')
    }
  }
  return problems
}

function checkCalls({ options }: ProposalForm): {
  calls: OptionCall[][]
  problems: FieldProblem[]
} {
  const problems: FieldProblem[] = []
  const calls = options.map((option) =>
    option.calls.flatMap(({ key, call }) => {
      const encoded = encodeCall(call)
      for (const { field, problem } of encoded.problems) {
        problems.push({ field: `calls.${key}.${field}`, problem })
      }
      return encoded.call === null ? [] : [encoded.call]
    }),
  )
  // A governor takes no proposal without one.
  const hasNone = options.every((option) => option.calls.length === 0)
  if (hasNone) problems.push({ field: 'calls', problem: 'callMissing' })
  return { calls, problems }
}

function checkNumbers({ voiceCredits, maxWinners, options }: ProposalForm): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (!isWhole(voiceCredits, 65_535)) {
    problems.push({ field: 'voiceCredits', problem: 'creditsInvalid' })
  }
  if (maxWinners.trim() !== '' && !isWhole(maxWinners, options.length)) {
    problems.push({ field: 'maxWinners', problem: 'winnersInvalid' })
  }
  return problems
}

function checkSecrecy(
  { committee, options }: ProposalForm,
  secretBallots: WireSpaceRules['secretBallots'],
): FieldProblem[] {
  if (committee === null) return []
  if (secretBallots?.id !== committee) {
    return [{ field: 'committee', problem: 'secretCommitteeGone' }]
  }
  return areSecretOptionsPossible(options.length, secretBallots)
    ? []
    : [{ field: 'committee', problem: 'secretOptionsMany' }]
}

function isWhole(text: string, most: number): boolean {
  return /^\s*[1-9]\d{0,4}\s*$/.test(text) && Number(text) <= most
}

function createMetadata(form: ProposalForm): ProposalMetadata {
  const tags = readTags(form.tags)
  const discussion = form.discussion.trim()
  return {
    version: 1,
    title: clean(form.title),
    body: form.body.toWellFormed(),
    options: form.options.map(({ title, description }) => ({
      title: clean(title),
      ...(description.trim() === '' ? {} : { description: description.toWellFormed() }),
    })),
    ...(discussion === '' ? {} : { discussion }),
    ...(tags.length === 0 ? {} : { tags }),
  }
}

/** One line, as it is shown. */
function clean(text: string): string {
  return text.toWellFormed().replaceAll(/\s+/gu, ' ').trim()
}
