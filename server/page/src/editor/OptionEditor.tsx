import { Menu } from '@base-ui/react/menu'
import type { WireSpace } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { CallEditor } from './CallEditor.tsx'
import { limits } from './checkProposal.ts'
import { getFieldId } from './EditorProblems.ts'
import { type CallKind, createCall, type FormOption } from './proposalForm.ts'
import { TextField } from './TextField.tsx'

/** What {@link OptionEditor} takes. */
export type OptionEditorProps = {
  space: WireSpace
  option: FormOption
  /** Its place, from 0. */
  index: number
  /** How many options there are. */
  count: number
  /** What it is called where it is spoken of. */
  name: string
  onChange: (update: (option: FormOption) => FormOption) => void
  onMove: (to: number) => void
  onRemove: () => void
}

const kinds = ['payment', 'token', 'function', 'raw'] as const satisfies readonly CallKind[]
/** Where a call of each kind begins. */
const firstFields = { payment: 'to', token: 'token', function: 'target', raw: 'target' } as const

/** One option: what it says, and what runs if it passes. */
export function OptionEditor(props: OptionEditorProps) {
  const { space, option, index, count, name, onChange, onMove, onRemove } = props
  const { t } = useTranslation('editor')

  function addCall(kind: CallKind): void {
    const call = createCall(kind)
    onChange((each) => ({ ...each, calls: [...each.calls, call] }))
    // After the menu has given the focus back.
    setTimeout(() => {
      document.getElementById(getFieldId(`calls.${call.key}.${firstFields[kind]}`))?.focus()
    })
  }

  return (
    <fieldset className="card option-editor">
      <legend className="visually-hidden">{t('options.number', { number: index + 1 })}</legend>
      <div className="option-editor-head">
        <span aria-hidden="true" className="option-number">
          {index + 1}
        </span>
        <span className="option-editor-moves">
          <button
            type="button"
            className="icon-button"
            data-move="up"
            disabled={index === 0}
            aria-label={t('options.up', { option: name })}
            onClick={() => onMove(index - 1)}
          >
            ↑
          </button>
          <button
            type="button"
            className="icon-button"
            data-move="down"
            disabled={index === count - 1}
            aria-label={t('options.down', { option: name })}
            onClick={() => onMove(index + 1)}
          >
            ↓
          </button>
          <button
            type="button"
            className="icon-button"
            disabled={count === 1}
            aria-label={t('options.remove', { option: name })}
            onClick={onRemove}
          >
            ×
          </button>
        </span>
      </div>
      <TextField
        field={`options.${option.key}.title`}
        label={t('options.name')}
        value={option.title}
        counted={limits.optionTitle}
        onChange={(title) => onChange((each) => ({ ...each, title }))}
      />
      <TextField
        field={`options.${option.key}.description`}
        label={t('options.description')}
        value={option.description}
        rows={2}
        counted={limits.optionDescription}
        onChange={(description) => onChange((each) => ({ ...each, description }))}
      />
      {option.calls.map((call, place) => (
        <CallEditor
          key={call.key}
          space={space}
          number={place + 1}
          option={name}
          value={call}
          onChange={(next) =>
            onChange((each) => ({
              ...each,
              calls: each.calls.map((other) =>
                other.key === call.key ? { ...other, call: next } : other,
              ),
            }))
          }
          onRemove={() => {
            onChange((each) => ({
              ...each,
              calls: each.calls.filter((other) => other.key !== call.key),
            }))
            document.getElementById(`add-call-${option.key}`)?.focus()
          }}
        />
      ))}
      <Menu.Root>
        <Menu.Trigger
          id={`add-call-${option.key}`}
          className="button button-quiet button-small"
          aria-label={t('calls.addTo', { option: name })}
        >
          {t('calls.add')}
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className="menu-positioner" sideOffset={6} align="start">
            <Menu.Popup className="menu">
              {kinds.map((kind) => (
                <Menu.Item key={kind} className="menu-item" onClick={() => addCall(kind)}>
                  <span>{t(`calls.kinds.${kind}`)}</span>
                  <span className="menu-hint">{t(`calls.kindHints.${kind}`)}</span>
                </Menu.Item>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </fieldset>
  )
}
