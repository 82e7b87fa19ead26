import type { DraftCall, WireSpace } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { findChainCurrency } from '../format/chains.ts'
import { CallList } from '../proposals/CallList.tsx'
import { DecimalsReader } from './DecimalsReader.tsx'
import { encodeCall } from './encodeCall.ts'
import { FunctionFields } from './FunctionFields.tsx'
import type { FormCall } from './proposalForm.ts'
import { TextField } from './TextField.tsx'

/** What {@link CallEditor} takes. */
export type CallEditorProps = {
  space: WireSpace
  /** Which call of its option it is, from 1, and the option's name. */
  number: number
  option: string
  value: FormCall
  onChange: (call: DraftCall) => void
  onRemove: () => void
}

/** One call of an option: its fields, and below them what voters will read. */
export function CallEditor({ space, number, option, value, onChange, onRemove }: CallEditorProps) {
  const { t } = useTranslation('editor')
  const { key, call } = value
  const { call: encoded } = encodeCall(call)
  return (
    <fieldset className="call-editor">
      <legend>{t(`calls.kinds.${call.kind}`)}</legend>
      <CallFields
        space={space}
        call={call}
        fieldOf={(name) => `calls.${key}.${name}`}
        onChange={onChange}
      />
      {encoded !== null && (
        <div className="call-preview">
          <p className="field-hint">{t('calls.preview')}</p>
          <CallList calls={[{ option: 0, ...encoded }]} space={space} />
        </div>
      )}
      <button
        type="button"
        className="button button-quiet button-small"
        aria-label={t('calls.removeOf', { number, option })}
        onClick={onRemove}
      >
        {t('calls.remove')}
      </button>
    </fieldset>
  )
}

type CallFieldsProps = {
  space: WireSpace
  call: DraftCall
  /** Returns a field's name among the problems. */
  fieldOf: (name: string) => string
  onChange: (call: DraftCall) => void
}

/** What an address has at most, with room for blanks. */
const SHORT = 200

function CallFields({ space, call, fieldOf, onChange }: CallFieldsProps) {
  const { t } = useTranslation('editor')
  const currency = findChainCurrency(space.chainId) ?? t('calls.nativeCurrency')
  const amountOf = (amount: string, isOptional: boolean) => (
    <TextField
      field={fieldOf('amount')}
      label={isOptional ? t('calls.value', { currency }) : t('calls.amount', { currency })}
      value={amount}
      maxLength={SHORT}
      inputMode="decimal"
      onChange={(next) => onChange({ ...call, amount: next })}
    />
  )
  const address = (
    name: string,
    label: string,
    text: string,
    change: (next: string) => DraftCall,
  ) => (
    <TextField
      field={fieldOf(name)}
      label={label}
      value={text}
      maxLength={SHORT}
      isCode
      onChange={(next) => onChange(change(next))}
    />
  )
  switch (call.kind) {
    case 'payment':
      return (
        <>
          {address('to', t('calls.to'), call.to, (to) => ({ ...call, to }))}
          {amountOf(call.amount, false)}
        </>
      )
    case 'token':
      return (
        <>
          {address('token', t('calls.token'), call.token, (token) => ({ ...call, token }))}
          <TextField
            field={fieldOf('decimals')}
            label={t('calls.decimals')}
            hint={t('calls.decimalsHint')}
            value={call.decimals}
            maxLength={3}
            inputMode="numeric"
            onChange={(decimals) => onChange({ ...call, decimals })}
          />
          <DecimalsReader
            space={space}
            token={call.token}
            onRead={(decimals) => onChange({ ...call, decimals })}
          />
          {address('to', t('calls.to'), call.to, (to) => ({ ...call, to }))}
          <TextField
            field={fieldOf('amount')}
            label={t('calls.tokenAmount')}
            value={call.amount}
            maxLength={SHORT}
            inputMode="decimal"
            onChange={(amount) => onChange({ ...call, amount })}
          />
        </>
      )
    case 'function':
      return (
        <FunctionFields
          call={call}
          fieldOf={fieldOf}
          target={address('target', t('calls.target'), call.target, (target) => ({
            ...call,
            target,
          }))}
          amount={amountOf(call.amount, true)}
          onChange={onChange}
        />
      )
    case 'raw':
      return (
        <>
          {address('target', t('calls.target'), call.target, (target) => ({ ...call, target }))}
          {amountOf(call.amount, true)}
          <TextField
            field={fieldOf('calldata')}
            label={t('calls.calldata')}
            hint={t('calls.calldataHint')}
            value={call.calldata}
            maxLength={100_000}
            rows={3}
            isCode
            onChange={(calldata) => onChange({ ...call, calldata })}
          />
        </>
      )
  }
}
