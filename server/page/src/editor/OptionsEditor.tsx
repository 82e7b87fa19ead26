import type { WireSpace } from '@psephos/lib'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getFieldId, useProblem } from './EditorProblems.ts'
import { OptionEditor } from './OptionEditor.tsx'
import { createCall, createOption, type FormOption, moveItem } from './proposalForm.ts'

/** What {@link OptionsEditor} takes. */
export type OptionsEditorProps = {
  space: WireSpace
  options: FormOption[]
  onChange: (update: (options: FormOption[]) => FormOption[]) => void
}

/** What a ballot can hold. */
const MAX_OPTIONS = 128

/** The options of a proposal, and their order, which is the order on the ballot. */
export function OptionsEditor({ space, options, onChange }: OptionsEditorProps) {
  const { t } = useTranslation('editor')
  /** Read out: what was moved or removed is seen, but not heard. */
  const [said, setSaid] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const { sentence } = useProblem('calls')
  const nameOf = (option: FormOption, index: number) =>
    option.title.trim() === '' ? t('options.number', { number: index + 1 }) : option.title.trim()

  /** Once it is drawn. */
  function focusLater(find: () => HTMLElement | null | undefined): void {
    requestAnimationFrame(() => find()?.focus())
  }

  function move(option: FormOption, index: number, to: number): void {
    onChange((all) => moveItem(all, index, to))
    setSaid(
      t('options.moved', { option: nameOf(option, index), place: to + 1, count: options.length }),
    )
    // The button at the end of its way can no longer be pressed; the other one can.
    const direction = to < index ? 'up' : 'down'
    focusLater(() => {
      const buttons = list.current?.children[to]?.querySelectorAll<HTMLButtonElement>('[data-move]')
      const enabled = [...(buttons ?? [])].filter((button) => !button.disabled)
      return enabled.find((button) => button.dataset['move'] === direction) ?? enabled[0]
    })
  }

  function remove(option: FormOption, index: number): void {
    onChange((all) => all.filter(({ key }) => key !== option.key))
    setSaid(t('options.removed', { option: nameOf(option, index) }))
    focusLater(() => {
      const next = list.current?.children[Math.min(index, options.length - 2)]
      return next?.querySelector('input')
    })
  }

  function add(): void {
    const option = createOption()
    onChange((all) => [...all, option])
    focusLater(() => document.getElementById(getFieldId(`options.${option.key}.title`)))
  }

  /** A governor takes no proposal without a call: this one does nothing. */
  function addEmptyCall(): void {
    onChange((all) =>
      all.map((option, index) => {
        if (index > 0) return option
        const { key } = createCall('raw')
        const call = { kind: 'raw', target: space.timelock, amount: '', calldata: '' } as const
        return { ...option, calls: [...option.calls, { key, call }] }
      }),
    )
  }

  return (
    <section aria-labelledby="options-title" className="editor-section">
      <h2 id="options-title">{t('options.title')}</h2>
      <p className="soft">{t('options.lead')}</p>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <ol ref={list} className="plain-list option-list">
        {options.map((option, index) => (
          <li key={option.key}>
            <OptionEditor
              space={space}
              option={option}
              index={index}
              count={options.length}
              name={nameOf(option, index)}
              onChange={(update) =>
                onChange((all) =>
                  all.map((each) => (each.key === option.key ? update(each) : each)),
                )
              }
              onMove={(to) => move(option, index, to)}
              onRemove={() => remove(option, index)}
            />
          </li>
        ))}
      </ol>
      <p>
        <button
          type="button"
          className="button button-quiet"
          disabled={options.length >= MAX_OPTIONS}
          onClick={add}
        >
          {t('options.add')}
        </button>
      </p>
      <div id={getFieldId('calls')} tabIndex={-1}>
        {sentence !== null && (
          <p className="field-problem">
            {sentence}{' '}
            <button type="button" className="button-link" onClick={addEmptyCall}>
              {t('calls.addEmpty')}
            </button>
          </p>
        )}
      </div>
    </section>
  )
}
