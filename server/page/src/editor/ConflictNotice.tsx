import { useTranslation } from 'react-i18next'
import { Notice } from '../components/Notice.tsx'
import type { Editor } from './useEditor.ts'

/** Lets one choose when the same proposal was edited in two tabs; shows nothing while it was not. */
export function ConflictNotice({ editor }: { editor: Editor }) {
  const { t } = useTranslation('editor')
  if (!editor.hasConflict) return null
  return (
    <Notice tone="warning" title={t('conflict.title')} announce>
      <p>{t('conflict.text')}</p>
      <div className="button-row">
        <button type="button" className="button button-quiet" onClick={editor.takeOther}>
          {t('conflict.takeOther')}
        </button>
        <button type="button" className="button button-quiet" onClick={editor.keepOwn}>
          {t('conflict.keepOwn')}
        </button>
      </div>
    </Notice>
  )
}
