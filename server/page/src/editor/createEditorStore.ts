import type { BrowserRecords } from '../storage/browserRecords.ts'
import { checkProposal } from './checkProposal.ts'
import type { EditorRecord, editorRecord, OpenDraft, Publication } from './editorRecords.ts'
import { createKey, isBlank, type ProposalForm } from './proposalForm.ts'

/** What is being written, and what became of it. */
export type EditorState = Omit<EditorRecord, 'version' | 'revision'> & {
  /** Which writing of it this tab has read or written last; null before the first. */
  revision: string | null
  /** Why the browser keeps nothing; null while it does. */
  error: unknown
}

/** The proposal that is being written in this tab, and its copy in the browser's storage. */
export type EditorStore = {
  getState(): EditorState
  subscribe(listener: () => void): () => void
  /** Changes what is typed; it is kept after a pause. */
  change(update: (form: ProposalForm) => ProposalForm): void
  /** Notes that a draft holds a text as it stood; the text may be out of sight by now. */
  setDraft(saved: { text: string; form: ProposalForm; draft: OpenDraft }): void
  /** Notes that the server has a draft no longer. */
  forgetDraft(id: string): void
  setPublication(publication: Publication | null): void
  /** Shows another text in the place of this one; without one, begins anew. */
  open(content?: Pick<EditorState, 'form' | 'draft'>): void
  /** Forgets what was published, and begins anew if nothing was typed since. */
  finish(): void
  /** Brings the text back that stood here before; this one goes behind all others. */
  undo(): void
  /** Shows what another tab has written to the same proposal. */
  takeOther(): void
  /** Writes over it. */
  keepOwn(): void
  /** Writes what is not written yet, unless another tab has written since. */
  save(): void
}

/** What {@link createEditorStore} takes. */
export type CreateEditorStoreParameters = {
  records: Pick<BrowserRecords<typeof editorRecord>, 'read' | 'write'>
  /** Under which name it is kept. */
  name: string
  /** Returns a proposal of which nothing is written yet. */
  createForm: () => ProposalForm
}

/** For how many milliseconds nobody types before it is written. */
const PAUSE = 400
/** How many texts that were put aside are kept. */
const MOST_REPLACED = 10

type Text = EditorRecord['replaced'][number]

/** Returns the proposal that the browser keeps under a name, or a new one. */
export function createEditorStore({
  records,
  name,
  createForm,
}: CreateEditorStoreParameters): EditorStore {
  const listeners = new Set<() => void>()
  let state = read() ?? { ...createText(), publication: null, replaced: [], ...unwritten }
  let isSaved = true
  let timer: ReturnType<typeof setTimeout> | undefined

  function read(): EditorState | null {
    const record = records.read(name)
    if (record === null) return null
    const { version: _, ...content } = record
    return { ...content, error: null }
  }

  function createText(): Text {
    return { key: createKey(), form: createForm(), draft: null, isChanged: false }
  }

  function show(change: Partial<EditorState>): void {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  function update(change: Partial<EditorState>): void {
    isSaved = false
    show(change)
  }

  function save(): void {
    clearTimeout(timer)
    if (isSaved) return
    const kept = records.read(name)
    if (kept !== null && kept.revision !== state.revision) return
    const { error: _, ...content } = state
    const revision = createKey()
    try {
      // First, as whoever listens to the records compares.
      state = { ...state, revision }
      records.write(name, { ...content, version: 1, revision })
      isSaved = true
      show({ error: null })
    } catch (error) {
      show({ revision: records.read(name)?.revision ?? null, error })
    }
  }

  function updateTexts(change: (text: Text) => Text): void {
    update({ ...change(toText(state)), replaced: state.replaced.map(change) })
    save()
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    change(edit) {
      update({ form: edit(state.form), isChanged: true })
      clearTimeout(timer)
      timer = setTimeout(save, PAUSE)
    },
    setDraft: ({ text: key, form, draft }) =>
      updateTexts((text) =>
        text.key === key ? { ...text, draft, isChanged: text.form !== form } : text,
      ),
    forgetDraft: (id) =>
      updateTexts((text) =>
        text.draft?.id === id ? { ...text, draft: null, isChanged: true } : text,
      ),
    setPublication(publication) {
      update({ publication })
      save()
    },
    open(next) {
      const replaced = [...state.replaced, ...listMissed(state)].slice(-MOST_REPLACED)
      update({ ...createText(), ...next, replaced })
      save()
    },
    finish() {
      const { publication, form } = state
      if (publication === null) return
      const isPublished = checkProposal(form).proposal?.proposalId === publication.proposalId
      update({ ...(isPublished ? createText() : {}), publication: null })
      save()
    },
    undo() {
      const last = state.replaced.at(-1)
      if (last === undefined) return
      update({ ...last, replaced: [...listMissed(state), ...state.replaced.slice(0, -1)] })
      save()
    },
    takeOther() {
      const other = read()
      if (other === null) return
      const { publication } = state
      isSaved = true
      show(other)
      // What this tab has sent stays sent.
      if (publication === null || other.publication !== null) return
      update({ publication })
      save()
    },
    keepOwn() {
      update({ revision: records.read(name)?.revision ?? null })
      save()
    },
    save,
  }
}

const unwritten = { revision: null, error: null }

function toText({ key, form, draft, isChanged }: EditorState): Text {
  return { key, form, draft, isChanged }
}

/** The text, if somebody could miss it: what a draft of one's own holds is found in the list. */
function listMissed(state: EditorState): Text[] {
  const isHeld = !state.isChanged && state.draft !== null && state.draft.token !== null
  return isHeld || isBlank(state.form) ? [] : [toText(state)]
}
