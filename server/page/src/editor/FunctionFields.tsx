import type { DraftCall } from '@psephos/lib'
import type { ParamType } from 'ethers'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { readFunctions } from './readFunctions.ts'
import { SelectField } from './SelectField.tsx'
import { TextField } from './TextField.tsx'

type FunctionCall = Extract<DraftCall, { kind: 'function' }>

/** What {@link FunctionFields} takes. */
export type FunctionFieldsProps = {
  call: FunctionCall
  /** Returns a field's name among the problems. */
  fieldOf: (name: string) => string
  /** The field of the contract's address. */
  target: ReactNode
  /** The field of what is paid, shown where the function takes it. */
  amount: ReactNode
  onChange: (call: FunctionCall) => void
}

/** A call by a contract's ABI: paste it, choose the function, fill its arguments in. */
export function FunctionFields({ call, fieldOf, target, amount, onChange }: FunctionFieldsProps) {
  const { t } = useTranslation('editor')
  const functions = useMemo(() => {
    const pasted = readFunctions(call.abi)
    return pasted.kind === 'functions' ? pasted.functions : []
  }, [call.abi])
  const chosen = functions.find((each) => each.format('sighash') === call.signature)

  function paste(abi: string): void {
    const pasted = readFunctions(abi)
    const [only, ...others] = pasted.kind === 'functions' ? pasted.functions : []
    const isOnly = only !== undefined && others.length === 0
    choose({ ...call, abi }, isOnly ? only.format('sighash') : call.signature)
  }

  /** Arguments stay where they are: a function that was chosen by mistake costs nothing. */
  function choose(next: FunctionCall, signature: string): void {
    const pasted = readFunctions(next.abi)
    const fragment =
      pasted.kind === 'functions'
        ? pasted.functions.find((each) => each.format('sighash') === signature)
        : undefined
    const texts = (fragment?.inputs ?? []).map((input, index) => {
      const before = next.arguments[index] ?? ''
      if (input.type !== 'bool') return before
      return before === 'true' ? before : 'false'
    })
    onChange({ ...next, signature, arguments: fragment === undefined ? next.arguments : texts })
  }

  return (
    <>
      {target}
      <TextField
        field={fieldOf('abi')}
        label={t('calls.abi')}
        hint={t('calls.abiHint')}
        value={call.abi}
        maxLength={50_000}
        rows={3}
        isCode
        onChange={paste}
      />
      {functions.length > 0 && (
        <SelectField
          field={fieldOf('signature')}
          label={t('calls.function')}
          value={chosen === undefined ? '' : call.signature}
          options={[
            ...(chosen === undefined ? [{ value: '', label: t('calls.chooseFunction') }] : []),
            ...functions.map((each) => ({
              value: each.format('sighash'),
              label: each.format('sighash'),
            })),
          ]}
          onChange={(signature) => choose(call, signature)}
        />
      )}
      {chosen?.inputs.map((input, index) => (
        <ArgumentField
          // biome-ignore lint/suspicious/noArrayIndexKey: an argument is its place
          key={`${call.signature}-${index}`}
          field={fieldOf(`arguments.${index}`)}
          input={input}
          number={index + 1}
          value={call.arguments[index] ?? ''}
          onChange={(text) =>
            onChange({
              ...call,
              arguments: chosen.inputs.map((_, place) =>
                place === index ? text : (call.arguments[place] ?? ''),
              ),
            })
          }
        />
      ))}
      {chosen?.payable === true && amount}
    </>
  )
}

type ArgumentFieldProps = {
  field: string
  input: ParamType
  /** Which argument it is, from 1. */
  number: number
  value: string
  onChange: (text: string) => void
}

function ArgumentField({ field, input, number, value, onChange }: ArgumentFieldProps) {
  const { t } = useTranslation('editor')
  const name = input.name === '' ? t('calls.argument', { number }) : input.name
  const label = `${name} (${input.format('sighash')})`
  if (input.type === 'bool') {
    return (
      <SelectField
        field={field}
        label={label}
        value={value === 'true' ? 'true' : 'false'}
        options={['false', 'true'].map((each) => ({ value: each, label: each }))}
        onChange={onChange}
      />
    )
  }
  const isJson = input.isArray() || input.isTuple()
  const isLong = isJson || input.type === 'string' || input.type === 'bytes'
  return (
    <TextField
      field={field}
      label={label}
      {...(isJson ? { hint: t('calls.jsonHint') } : {})}
      value={value}
      maxLength={50_000}
      {...(isLong ? { rows: 2 } : {})}
      isCode={input.type !== 'string'}
      onChange={onChange}
    />
  )
}
