import { ChainRevertedError, type WireProposal, type WireSpace } from '@psephos/lib'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Notice } from '../components/Notice.tsx'
import { useFormat } from '../format/useFormat.ts'
import { requirePart } from '../recovery/requirePart.ts'
import { getProposalKey } from '../server/queries.ts'
import { useWallet } from '../wallet/useWallet.tsx'
import { CallList } from './CallList.tsx'
import type { RunStep } from './runProposal.ts'
import { getTransactionsKey } from './useLiveResults.ts'
import { useNow } from './useNow.ts'
import './ExecutionSection.css'

/** What {@link ExecutionSection} takes. */
export type ExecutionSectionProps = { proposal: WireProposal; space: WireSpace }

/** What happens to a proposal that has passed, and the button with which anybody brings it on. */
export default function ExecutionSection({ proposal, space }: ExecutionSectionProps) {
  const { t } = useTranslation('watch')
  const format = useFormat()
  const { state, executableAt, calls, settled } = proposal
  const isReady = useNow(executableAt ?? 0) >= (executableAt ?? 0)
  const step: RunStep | null = state === 'succeeded' ? 'queue' : isReady ? 'execute' : null
  return (
    <section className="card execution" aria-labelledby="execution-title">
      <h2 id="execution-title">{t('execution.title')}</h2>
      <p>
        {step === 'queue'
          ? t('execution.queue.text')
          : step === 'execute'
            ? t('execution.execute.text')
            : t('execution.waiting', {
                when: format.time(executableAt ?? 0),
                distance: format.relativeTime(executableAt ?? 0),
              })}
      </p>
      <CallList
        calls={calls.filter(({ option }) => settled.passing[option])}
        space={space}
        isFinal
      />
      {step !== null && <RunButton key={step} step={step} proposal={proposal} space={space} />}
    </section>
  )
}

function RunButton({ step, proposal, space }: ExecutionSectionProps & { step: RunStep }) {
  const { t } = useTranslation('watch')
  const queryClient = useQueryClient()
  const wallet = useWallet()
  const [isRunning, setIsRunning] = useState(false)
  const [error, setError] = useState<unknown>(null)

  async function run(): Promise<void> {
    setIsRunning(true)
    setError(null)
    try {
      const signer = await wallet.connect(space.chainId)
      const { runProposal } = await requirePart(() => import('./runProposal.ts'))
      await runProposal({ step, signer, space, proposal })
    } catch (failure) {
      setError(failure)
    } finally {
      setIsRunning(false)
      // Somebody else may have been quicker: then that is why it failed.
      void queryClient.invalidateQueries({ queryKey: getProposalKey(proposal.id) })
      void queryClient.invalidateQueries({ queryKey: getTransactionsKey(proposal.id) })
    }
  }

  return (
    <>
      {error !== null &&
        (step === 'execute' && error instanceof ChainRevertedError ? (
          <Notice tone="bad" title={t('execution.execute.fails')} announce>
            <p>{t('execution.execute.failsNext', { reason: String(error.details['reason']) })}</p>
          </Notice>
        ) : (
          <FailureNotice error={error} />
        ))}
      <button type="button" className="button" disabled={isRunning} onClick={() => void run()}>
        {step === 'queue' ? t('execution.queue.action') : t('execution.execute.action')}
      </button>
      <p className="soft execution-note" role="status">
        {isRunning ? t('execution.running') : t('execution.pays')}
      </p>
      {wallet.dialog}
    </>
  )
}
