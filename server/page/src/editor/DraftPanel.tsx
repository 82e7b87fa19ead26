import { Checkbox } from '@base-ui/react/checkbox'
import type { ProposalMetadata, WireSpace } from '@psephos/lib'
import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearchParams } from 'wouter'
import { CopyButton } from '../components/CopyButton.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { useFormat } from '../format/useFormat.ts'
import { getDraftAddress, readDraftAddress } from './draftAddress.ts'
import { useDrafts } from './useDrafts.ts'
import type { Editor } from './useEditor.ts'

/** What {@link DraftPanel} takes. */
export type DraftPanelProps = {
  space: WireSpace
  editor: Editor
  /** The text as a draft keeps it; null while it is none yet. */
  metadata: ProposalMetadata | null
}

/** The drafts that the server keeps, and the one that is open. */
export function DraftPanel({ space, editor, metadata }: DraftPanelProps) {
  const { t } = useTranslation('editor')
  const format = useFormat()
  const { drafts, save, read, remove } = useDrafts(space, editor)
  const [query] = useSearchParams()
  const [location, navigate] = useLocation()
  const { draft: open } = editor
  const asked = readDraftAddress(query, window.location.hash)
  const shareId = useId()

  // An address of a draft opens it, once; it is then kept here like what is typed.
  const opened = useRef<string | null>(null)
  const { mutate: openDraft } = read
  useEffect(() => {
    if (asked === null || opened.current === asked.id) return
    opened.current = asked.id
    openDraft(asked, { onSuccess: () => navigate(location, { replace: true }) })
  }, [asked, openDraft, navigate, location])

  const error = save.error ?? read.error ?? remove.error
  const canEdit = open === null || open.token !== null
  function saveDraft(shared: boolean): void {
    if (metadata !== null) save.mutate({ metadata, shared, written: editor })
  }
  return (
    <section className="card draft-panel" aria-labelledby="drafts-title">
      <h2 id="drafts-title">{t('drafts.title')}</h2>
      <p>{t('drafts.local')}</p>
      {error !== null && <FailureNotice error={error} />}
      <button
        type="button"
        className="button button-quiet"
        disabled={save.isPending || metadata === null}
        onClick={() => saveDraft(open?.shared ?? false)}
      >
        {open === null ? t('drafts.save') : canEdit ? t('drafts.update') : t('drafts.copy')}
      </button>
      {metadata === null && <p className="field-hint">{t('drafts.incomplete')}</p>}
      <p role="status" className="field-hint">
        {save.isSuccess && open !== null ? t('drafts.saved') : ''}
      </p>
      {open !== null && open.token !== null && (
        <div className="draft-open">
          <label className="checkbox-label" htmlFor={shareId}>
            <Checkbox.Root
              id={shareId}
              className="checkbox"
              checked={open.shared}
              disabled={save.isPending || metadata === null}
              onCheckedChange={saveDraft}
            >
              <Checkbox.Indicator className="checkbox-mark">✓</Checkbox.Indicator>
            </Checkbox.Root>
            {t('drafts.shared')}
          </label>
          {open.shared && (
            <CopyAddress text={getDraftAddress({ ...open, space: space.id, token: null })}>
              {t('drafts.copyLink')}
            </CopyAddress>
          )}
          <CopyAddress text={getDraftAddress({ ...open, space: space.id })}>
            {t('drafts.copyKey')}
          </CopyAddress>
          <p className="field-hint">{t('drafts.keyHint')}</p>
        </div>
      )}
      {drafts.length > 0 && (
        <ul className="plain-list draft-list" aria-label={t('drafts.list')}>
          {drafts.map((draft) => (
            <li key={draft.id}>
              <button
                type="button"
                className="button-link"
                aria-current={open?.id === draft.id ? 'true' : undefined}
                onClick={() => openDraft(draft)}
              >
                {draft.title}
              </button>
              <span className="soft">{format.relativeTime(draft.updatedAt)}</span>
              <button
                type="button"
                className="icon-button"
                aria-label={t('drafts.delete', { title: draft.title })}
                disabled={remove.isPending}
                onClick={() => remove.mutate(draft)}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <button type="button" className="button-link" onClick={() => editor.open()}>
        {t('drafts.new')}
      </button>
      {editor.canUndo && (
        <p role="status" className="field-hint">
          {t('drafts.replaced')}{' '}
          <button type="button" className="button-link" onClick={editor.undo}>
            {t('drafts.undo')}
          </button>
        </p>
      )}
    </section>
  )
}

/** Copies an address; where the browser does not let it, shows it to be copied by hand. */
function CopyAddress({ text, children }: { text: string; children: string }) {
  const { t } = useTranslation('editor')
  return (
    <div className="copy">
      <CopyButton
        className="button-link"
        outcomeClassName="field-hint"
        text={text}
        copied={t('copied')}
        refused={<code>{text}</code>}
      >
        {children}
      </CopyButton>
    </div>
  )
}
