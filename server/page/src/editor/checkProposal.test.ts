import {
  appendOptionsLayout,
  encodeProposalMetadata,
  hashProposal,
  parseProposalDescription,
  type WireSpaceRules,
} from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { checkProposal, readTags } from './checkProposal.ts'
import {
  createCall,
  createOption,
  createProposalForm,
  isBlank,
  moveItem,
  type ProposalForm,
  readDraftForm,
  writeDraftPlan,
} from './proposalForm.ts'

const to = '0x000000000000000000000000000000000000b001'

const written: ProposalForm = {
  title: '  What shall\twe plant? ',
  body: '# Trees\nor bushes',
  discussion: ' https://forum.example/1 ',
  tags: 'Garden, #trees garden',
  options: [
    {
      ...createOption(),
      title: 'Trees',
      description: 'Oaks',
      calls: [{ key: 'a', call: { kind: 'payment', to, amount: '1' } }],
    },
    { ...createOption(), title: 'Bushes' },
  ],
  voiceCredits: '100',
  maxWinners: '1',
  committee: null,
}
/** What a DAO has for secret ballots on three or four options. */
const secretBallots: NonNullable<WireSpaceRules['secretBallots']> = {
  id: `0x${'c'.repeat(64)}`,
  threshold: 2,
  trustees: [`0x${'1'.repeat(40)}`, `0x${'2'.repeat(40)}`],
  capacity: 4,
  box: `0x${'b'.repeat(40)}`,
  classes: [4],
  isDevelopment: true,
}
const problemsOf = (change: Partial<ProposalForm>) =>
  checkProposal({ ...written, ...change }).problems.map(({ problem }) => problem)

describe('checkProposal', () => {
  test('returns what is hosted and what goes on-chain', () => {
    const { problems, proposal } = checkProposal(written)
    expect(problems).toEqual([])
    if (proposal === null) throw new Error('There is no proposal.')
    const { metadata, description, calls, voiceCredits, maxWinners, proposalId } = proposal
    expect(metadata).toEqual({
      version: 1,
      title: 'What shall we plant?',
      body: '# Trees\nor bushes',
      options: [{ title: 'Trees', description: 'Oaks' }, { title: 'Bushes' }],
      discussion: 'https://forum.example/1',
      tags: ['garden', 'trees'],
    })
    expect(parseProposalDescription(description)).toMatchObject({
      title: metadata.title,
      cid: encodeProposalMetadata(metadata).cid,
    })
    expect([voiceCredits, maxWinners]).toEqual([100, 1])
    expect(calls).toEqual({
      targets: [to],
      values: [10n ** 18n],
      calldatas: ['0x'],
      callOptions: [0],
      optionCount: 2,
    })
    const layout = { optionCount: 2, voiceCredits, maxWinners, callOptions: [0] }
    const id = hashProposal({
      calls: [{ target: to, value: 10n ** 18n, calldata: '0x' }],
      description: appendOptionsLayout({ description, layout }),
    })
    expect(proposalId).toBe(id)
  })

  test('says what is missing in an empty form, field by field', () => {
    const form = createProposalForm({ defaultVoiceCredits: 100 })
    const [first, second] = form.options
    expect(checkProposal(form)).toEqual({
      problems: [
        { field: 'title', problem: 'titleMissing' },
        { field: `options.${first?.key}.title`, problem: 'optionTitleMissing' },
        { field: `options.${second?.key}.title`, problem: 'optionTitleMissing' },
        { field: 'calls', problem: 'callMissing' },
      ],
      metadata: null,
      proposal: null,
    })
  })

  test('holds each text to its bounds', () => {
    const option = { ...createOption(), title: 'A' }
    expect(problemsOf({ title: 'x'.repeat(200), body: 'x'.repeat(50_000) })).toEqual([])
    expect(problemsOf({ title: 'x'.repeat(201) })).toEqual(['titleLong'])
    expect(problemsOf({ body: 'x'.repeat(50_001) })).toEqual(['bodyLong'])
    expect(problemsOf({ discussion: 'javascript:alert(1)' })).toEqual(['discussionInvalid'])
    expect(problemsOf({ tags: 'a b c d e f g h i' })).toEqual(['tagsMany'])
    expect(problemsOf({ tags: 'what?' })).toEqual(['tagInvalid'])
    const calls = [createCall('payment')].map((each) => ({
      ...each,
      ...written.options[0]?.calls[0],
    }))
    const withCall = { ...createOption(), title: 'B', calls }
    expect(problemsOf({ options: [{ ...withCall, title: 'x'.repeat(201) }] })).toEqual([
      'optionTitleLong',
    ])
    expect(problemsOf({ options: [{ ...withCall, description: 'x'.repeat(5_001) }] })).toEqual([
      'optionDescriptionLong',
    ])
    expect(
      problemsOf({ options: [option, withCall, { ...createOption(), title: ' A ' }] }),
    ).toEqual(['optionTitleRepeated'])
  })

  test('holds the numbers to what the contract takes', () => {
    for (const voiceCredits of ['1', '65535']) expect(problemsOf({ voiceCredits })).toEqual([])
    for (const voiceCredits of ['', '0', '65536', '1.5', '-1', '1e2']) {
      expect(problemsOf({ voiceCredits })).toEqual(['creditsInvalid'])
    }
    for (const maxWinners of ['', '1', '2']) expect(problemsOf({ maxWinners })).toEqual([])
    for (const maxWinners of ['0', '3', 'x']) {
      expect(problemsOf({ maxWinners })).toEqual(['winnersInvalid'])
    }
  })

  test('names the committee of a secret proposal, as long as it is the DAO’s', () => {
    const options = [...written.options, { ...createOption(), title: 'A pond' }]
    const form = { ...written, options, committee: secretBallots.id }
    const { problems, proposal } = checkProposal(form, secretBallots)
    expect(problems).toEqual([])
    expect(proposal?.committee).toBe(secretBallots.id)
    expect(proposal?.proposalId).not.toBe(
      checkProposal({ ...form, committee: null }).proposal?.proposalId,
    )
    for (const others of [null, { ...secretBallots, id: `0x${'d'.repeat(64)}` }]) {
      expect(checkProposal(form, others).problems).toEqual([
        { field: 'committee', problem: 'secretCommitteeGone' },
      ])
    }
    expect(checkProposal({ ...form, options: written.options }, secretBallots).problems).toEqual([
      { field: 'committee', problem: 'secretOptionsMany' },
    ])
  })

  test('keeps a text that a draft can hold while calls are incomplete', () => {
    const [first] = written.options
    if (first === undefined) throw new Error('There is no option.')
    const options = [{ ...first, calls: [createCall('token')] }]
    const { metadata, proposal, problems } = checkProposal({ ...written, maxWinners: '', options })
    expect(metadata?.options).toHaveLength(1)
    expect(proposal).toBeNull()
    expect(problems.every(({ field }) => field.startsWith('calls.'))).toBe(true)
  })
})

describe('a form', () => {
  test('comes back from a draft as it was', () => {
    const { metadata } = checkProposal(written)
    if (metadata === null) throw new Error('There is no metadata.')
    const form = readDraftForm(metadata, writeDraftPlan(written))
    expect(checkProposal(form)).toEqual(checkProposal(written))
    const secret = { ...written, committee: secretBallots.id }
    expect(readDraftForm(metadata, writeDraftPlan(secret)).committee).toBe(secretBallots.id)
  })

  test('moves an item, and none that has nowhere to go', () => {
    expect(moveItem(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
    expect(moveItem(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b'])
    expect(moveItem(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
    expect(moveItem(['a', 'b'], 1, 2)).toEqual(['a', 'b'])
  })

  test('is blank until something is written', () => {
    const blank = createProposalForm({ defaultVoiceCredits: 100 })
    expect(isBlank(blank)).toBe(true)
    expect(isBlank({ ...blank, voiceCredits: '50', body: '\n' })).toBe(true)
    expect(isBlank({ ...blank, tags: 'a' })).toBe(false)
    expect(
      isBlank({ ...blank, options: [{ ...createOption(), calls: [createCall('raw')] }] }),
    ).toBe(false)
    expect(isBlank(written)).toBe(false)
  })

  test('reads tags in one spelling', () => {
    expect(readTags(' Grants,grants #öffentlich-guter; 2026 ')).toEqual([
      'grants',
      'öffentlich-guter',
      '2026',
    ])
  })
})
