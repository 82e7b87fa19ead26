import { Tabs } from '@base-ui/react/tabs'
import { useTranslation } from 'react-i18next'
import { Markdown } from '../proposals/Markdown.tsx'
import { limits } from './checkProposal.ts'
import { TextField } from './TextField.tsx'

/** What {@link BodyField} takes. */
export type BodyFieldProps = { value: string; onChange: (value: string) => void }

/** The text of a proposal, as it is written and as it will be read. */
export function BodyField({ value, onChange }: BodyFieldProps) {
  const { t } = useTranslation('editor')
  return (
    <Tabs.Root defaultValue="write" className="body-field">
      <Tabs.List className="tabs" aria-label={t('body.views')}>
        <Tabs.Tab value="write" className="tab">
          {t('body.write')}
        </Tabs.Tab>
        <Tabs.Tab value="preview" className="tab">
          {t('body.preview')}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="write">
        <TextField
          field="body"
          label={t('body.label')}
          hint={t('body.hint')}
          value={value}
          rows={12}
          counted={limits.body}
          onChange={onChange}
        />
      </Tabs.Panel>
      <Tabs.Panel value="preview" className="body-preview">
        {value.trim() === '' ? (
          <p className="soft">{t('body.empty')}</p>
        ) : (
          <Markdown>{value}</Markdown>
        )}
      </Tabs.Panel>
    </Tabs.Root>
  )
}
