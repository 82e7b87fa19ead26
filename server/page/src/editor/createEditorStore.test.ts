import { beforeEach, describe, expect, test, vi } from 'vitest'
import { checkProposal } from './checkProposal.ts'
import { createEditorStore } from './createEditorStore.ts'
import type { EditorRecord } from './editorRecords.ts'
import { createProposalForm, type ProposalForm } from './proposalForm.ts'

const NAME = '1.0xef'
const createForm = () => createProposalForm({ defaultVoiceCredits: 100 })
const write = (title: string): ProposalForm => ({ ...createForm(), title })
const draft = { id: 'a', token: 'key', revision: 0, shared: false }

/** What the browser keeps, and whether it keeps anything. */
let kept: EditorRecord | null
let isFull: boolean

/** Opens the editor in another tab of the same browser. */
function openTab() {
  const store = createEditorStore({
    records: {
      read: () => kept,
      write: (_, record) => {
        if (isFull) throw new Error('full')
        kept = structuredClone(record)
      },
    },
    name: NAME,
    createForm,
  })
  const type = (title: string) => store.change((form) => ({ ...form, title }))
  return { ...store, type, getTitle: () => store.getState().form.title }
}

beforeEach(() => {
  kept = null
  isFull = false
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

describe('createEditorStore', () => {
  test('keeps what is typed after a pause, and shows it again', () => {
    const tab = openTab()
    tab.type('A po')
    tab.type('A pond?')
    expect(kept).toBeNull()
    vi.runAllTimers()
    expect(kept?.form.title).toBe('A pond?')
    expect(openTab().getTitle()).toBe('A pond?')
  })

  test('brings back every text in whose place another was opened', () => {
    const tab = openTab()
    tab.type('Typed')
    tab.open({ form: write('First draft'), draft })
    tab.type('First draft, changed')
    tab.open({ form: write('Second draft'), draft: { ...draft, id: 'b' } })
    tab.open()
    // The second draft was not changed: it is in the list of drafts.
    expect(tab.getState().replaced.map(({ form }) => form.title)).toEqual([
      'Typed',
      'First draft, changed',
    ])
    tab.undo()
    expect(tab.getState()).toMatchObject({ draft, form: { title: 'First draft, changed' } })
    tab.undo()
    expect(tab.getTitle()).toBe('Typed')
    // Nothing was lost on the way.
    tab.undo()
    expect(openTab().getState()).toMatchObject({ draft, form: { title: 'First draft, changed' } })
  })

  test('keeps the last ten texts that were put aside', () => {
    const tab = openTab()
    for (let index = 0; index < 12; index += 1) {
      tab.type(`Text ${index}`)
      tab.open()
    }
    expect(tab.getState().replaced.map(({ form }) => form.title)).toEqual(
      Array.from({ length: 10 }, (_, index) => `Text ${index + 2}`),
    )
  })

  test('notes a draft that was saved late at the text that it holds', () => {
    const tab = openTab()
    tab.type('Saved')
    const { key, form } = tab.getState()
    tab.open({ form: write('Opened meanwhile'), draft: { ...draft, id: 'b' } })
    tab.setDraft({ text: key, form, draft })
    expect(tab.getState().draft?.id).toBe('b')
    tab.undo()
    expect(tab.getState()).toMatchObject({ draft, isChanged: false, form: { title: 'Saved' } })
  })

  test('knows that a text was changed while its draft was being saved', () => {
    const tab = openTab()
    tab.type('Saved')
    const { key, form } = tab.getState()
    tab.type('Saved, and more')
    tab.setDraft({ text: key, form, draft })
    expect(tab.getState()).toMatchObject({ draft, isChanged: true })
    tab.forgetDraft(draft.id)
    expect(tab.getState()).toMatchObject({ draft: null, isChanged: true })
  })

  test('writes nothing over what another tab has written, until one is chosen', () => {
    const [one, other] = [openTab(), openTab()]
    one.type('One')
    vi.runAllTimers()
    other.type('Other')
    vi.runAllTimers()
    const publication = { proposalId: 1n, transaction: null }
    other.setPublication(publication)
    other.open()
    other.undo()
    const { key, form } = other.getState()
    other.setDraft({ text: key, form, draft })
    other.finish()
    other.setPublication(publication)
    expect(kept?.form.title).toBe('One')
    other.keepOwn()
    expect(kept).toMatchObject({ form: { title: 'Other' }, publication })

    one.type('One again')
    vi.runAllTimers()
    expect(kept?.form.title).toBe('Other')
    one.takeOther()
    expect(one.getTitle()).toBe('Other')
    one.type('Both')
    vi.runAllTimers()
    expect(kept?.form.title).toBe('Both')
  })

  test('goes on knowing what it has sent when it takes the text of another tab', () => {
    const [one, other] = [openTab(), openTab()]
    one.type('One')
    vi.runAllTimers()
    const publication = { proposalId: 1n, transaction: null }
    other.setPublication(publication)
    expect(kept?.publication).toBeNull()
    other.takeOther()
    expect(kept).toMatchObject({ form: { title: 'One' }, publication })
  })

  test('begins anew after a publication, unless something else was typed since', () => {
    const tab = openTab()
    const call = { kind: 'raw', target: `0x${'ab'.repeat(20)}`, amount: '', calldata: '' } as const
    const published: ProposalForm = {
      ...write('A pond?'),
      options: [{ key: 'a', title: 'Yes', description: '', calls: [{ key: 'b', call }] }],
    }
    const proposalId = checkProposal(published).proposal?.proposalId ?? 0n
    for (const title of ['A pond?', 'A lake?']) {
      tab.change(() => published)
      tab.setPublication({ proposalId, transaction: null })
      tab.type(title)
      tab.finish()
      expect(tab.getState().publication).toBeNull()
      expect(tab.getTitle()).toBe(title === 'A pond?' ? '' : 'A lake?')
    }
  })

  test('says that the browser keeps nothing, and tries again', () => {
    const tab = openTab()
    isFull = true
    tab.type('A pond?')
    vi.runAllTimers()
    expect(tab.getState().error).toMatchObject({ message: 'full' })
    isFull = false
    tab.save()
    expect(tab.getState().error).toBeNull()
    expect(kept?.form.title).toBe('A pond?')
  })
})
