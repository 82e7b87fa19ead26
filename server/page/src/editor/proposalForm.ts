import {
  type DraftCall,
  type DraftPlan,
  type ProposalMetadata,
  type WireSpaceRules,
  wireDraftCall,
  wireHash,
} from '@psephos/lib'
import * as z from 'zod'

const formCall = z.strictObject({
  /** What tells it from the others while it is edited. */
  key: z.string(),
  call: wireDraftCall,
})

const formOption = z.strictObject({
  key: z.string(),
  title: z.string(),
  description: z.string(),
  calls: z.array(formCall),
})

/** A proposal as it is typed: every field a text, complete or not. */
export const proposalForm = z.strictObject({
  title: z.string(),
  body: z.string(),
  discussion: z.string(),
  /** Words between commas or spaces. */
  tags: z.string(),
  options: z.array(formOption),
  voiceCredits: z.string(),
  /** Empty for no limit. */
  maxWinners: z.string(),
  /** The committee whose trustees are to decrypt the totals; null for open ballots. */
  committee: wireHash.nullable().default(null),
})

/** A proposal as it is typed. */
export type ProposalForm = z.output<typeof proposalForm>
/** One option of it. */
export type FormOption = z.output<typeof formOption>
/** One call of an option. */
export type FormCall = z.output<typeof formCall>
/** In which form a call is typed. */
export type CallKind = DraftCall['kind']

/** Returns a proposal of which nothing is written yet. */
export function createProposalForm(
  rules: Pick<WireSpaceRules, 'defaultVoiceCredits'>,
): ProposalForm {
  return {
    title: '',
    body: '',
    discussion: '',
    tags: '',
    options: [createOption(), createOption()],
    voiceCredits: String(rules.defaultVoiceCredits),
    maxWinners: '',
    committee: null,
  }
}

/** Returns an option of which nothing is written yet. */
export function createOption(): FormOption {
  return { key: createKey(), title: '', description: '', calls: [] }
}

/** Returns a call of which nothing is written yet. */
export function createCall(kind: CallKind): FormCall {
  return { key: createKey(), call: emptyCalls[kind] }
}

/** Tells whether nothing is written that somebody could miss. */
export function isBlank({ title, body, discussion, tags, options }: ProposalForm): boolean {
  const texts = [
    title,
    body,
    discussion,
    tags,
    ...options.flatMap((each) => [each.title, each.description]),
  ]
  return (
    texts.every((text) => text.trim() === '') && options.every(({ calls }) => calls.length === 0)
  )
}

/** Returns what a draft holds, as it is edited. */
export function readDraftForm(metadata: ProposalMetadata, plan: DraftPlan): ProposalForm {
  return {
    title: metadata.title,
    body: metadata.body,
    discussion: metadata.discussion ?? '',
    tags: (metadata.tags ?? []).join(', '),
    options: metadata.options.map(({ title, description = '' }, index) => ({
      key: createKey(),
      title,
      description,
      calls: (plan.calls[index] ?? []).map((call) => ({ key: createKey(), call })),
    })),
    voiceCredits: plan.voiceCredits,
    maxWinners: plan.maxWinners,
    committee: plan.committee ?? null,
  }
}

/** Returns what a draft keeps beside the text. */
export function writeDraftPlan(form: ProposalForm): DraftPlan {
  const { voiceCredits, maxWinners, committee, options } = form
  return {
    voiceCredits,
    maxWinners,
    ...(committee === null ? {} : { committee }),
    calls: options.map(({ calls }) => calls.map(({ call }) => call)),
  }
}

/** Returns a list with an item in another place; the same list when there is no such place. */
export function moveItem<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const item = items[from]
  if (item === undefined || to < 0 || to >= items.length) return [...items]
  return items.toSpliced(from, 1).toSpliced(to, 0, item)
}

const emptyCalls: { readonly [Kind in CallKind]: Extract<DraftCall, { kind: Kind }> } = {
  payment: { kind: 'payment', to: '', amount: '' },
  token: { kind: 'token', token: '', decimals: '18', to: '', amount: '' },
  function: { kind: 'function', target: '', abi: '', signature: '', arguments: [], amount: '' },
  raw: { kind: 'raw', target: '', amount: '', calldata: '' },
}

/** Returns a text that no other one is equal to. */
export function createKey(): string {
  return crypto.getRandomValues(new Uint32Array(2)).join('-')
}
