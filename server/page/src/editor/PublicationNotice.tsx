import type { WireSpace } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Notice } from '../components/Notice.tsx'
import type { Editor } from './useEditor.ts'
import { usePublished } from './usePublished.ts'

/** What {@link PublicationNotice} takes. */
export type PublicationNoticeProps = {
  space: WireSpace
  editor: Editor
  /** The id that the text would have that is being written now; null while it is not whole. */
  proposalId: bigint | null
}

/** Says what became of a proposal that a wallet was asked to publish before the page was closed. */
export function PublicationNotice({ space, editor, proposalId }: PublicationNoticeProps) {
  const { t } = useTranslation('editor')
  const { publication } = editor
  const isPublished = usePublished(space, publication?.proposalId ?? null)
  if (publication === null) return null
  if (isPublished) {
    return (
      <Notice tone="good" title={t('publish.published')} announce>
        <p>
          <Link href={`/proposals/${publication.proposalId}`} onClick={editor.finish}>
            {t('publish.see')}
          </Link>
        </p>
        <button type="button" className="button button-quiet" onClick={editor.finish}>
          {proposalId === publication.proposalId ? t('drafts.new') : t('publish.goOn')}
        </button>
      </Notice>
    )
  }
  return (
    <Notice tone="warning" title={t('publish.unsure')} announce>
      <p>{publication.transaction === null ? t('publish.unsureAsked') : t('publish.unsureSent')}</p>
      {publication.transaction !== null && (
        <>
          <p>
            <code>{publication.transaction}</code>
          </p>
          <p>{t('publish.failedHint')}</p>
        </>
      )}
      <button
        type="button"
        className="button button-quiet"
        onClick={() => editor.setPublication(null)}
      >
        {publication.transaction === null ? t('publish.forget') : t('publish.stopWaiting')}
      </button>
    </Notice>
  )
}
