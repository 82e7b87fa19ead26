import type { DecryptionTask, WireDecryptionShare, WireProposal, WireSpace } from '@psephos/lib'
import { useQueryClient } from '@tanstack/react-query'
import type { Eip1193Provider } from 'ethers'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Notice } from '../components/Notice.tsx'
import { TransactionLink } from '../components/TransactionLink.tsx'
import { useTask } from '../identity/useTask.ts'
import { requirePart } from '../recovery/requirePart.ts'
import { client } from '../server/client.ts'
import { useWallet } from '../wallet/useWallet.tsx'
import { heldTrustee } from './heldTrustee.ts'
import { judgeTask } from './judgeTask.ts'
import { ownTrustee } from './trusteeRecords.ts'

/** What {@link PublishShare} takes. */
export type PublishShareProps = {
  space: Pick<WireSpace, 'chainId' | 'governor' | 'deploymentBlock'>
  proposal: Pick<WireProposal, 'id'>
}

/** What was read of a proposal, and through which wallet. */
type Read = { task: DecryptionTask; wallet: Eip1193Provider }

/** How far a share came. */
type Outcome = { kind: 'there' | 'handed' } | { kind: 'sent'; transaction: string }

/** Lets the trustee whose key is in this browser decrypt their share of a proposal. */
export function PublishShare(props: PublishShareProps) {
  const { t } = useTranslation('trustees')
  const record = ownTrustee.useRecord()
  const isOpen = heldTrustee.useIsOpen()
  if (record === null) return null
  if (isOpen) return <OwnShare {...props} />
  return (
    <p>
      {t('share.closed')} <a href="#trustee-key">{t('part.toKey')}</a>
    </p>
  )
}

function OwnShare({ space, proposal: { id: proposalId } }: PublishShareProps) {
  const { t } = useTranslation('trustees')
  const queryClient = useQueryClient()
  const task = useTask()
  const { connectNode, dialog } = useWallet()
  const [read, setRead] = useState<Read | null>(null)
  /** Made, and not taken by the server. It is public as soon as it is anywhere. */
  const [made, setMade] = useState<WireDecryptionShare | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const loadSteps = () => requirePart(() => import('./shareSteps.ts'))

  const start = () =>
    task.run(async (signal) => {
      const steps = await loadSteps()
      const { wallet } = await connectNode(space.chainId)
      setRead({ wallet, task: await steps.readTask({ wallet, space, proposalId, signal }) })
    })

  function finish(reached: Outcome): void {
    setOutcome(reached)
    void queryClient.invalidateQueries({ queryKey: ['secrecy', String(proposalId)] })
  }

  const decrypt = ({ task: asked, wallet }: Read) =>
    task.run(async (signal) => {
      const trustee = heldTrustee.get()
      if (trustee === null) return
      const steps = await loadSteps()
      const { share } = await steps.makeShare({
        ...{ task: asked, wallet, space, proposalId, trustee, client, signal },
      })
      if (share === null) return finish({ kind: 'there' })
      setMade(share)
      await client.submitDecryptionShare({ proposal: proposalId, share, signal })
      finish({ kind: 'handed' })
    })

  const send = (share: WireDecryptionShare, asked: DecryptionTask) =>
    task.run(async () => {
      const steps = await loadSteps()
      const { signer } = await connectNode(space.chainId)
      const transaction = await steps.sendShare({ signer, task: asked, space, proposalId, share })
      finish({ kind: 'sent', transaction })
    })

  if (outcome !== null) {
    return (
      <Notice tone="good" title={t(`share.outcome.${outcome.kind}`)} announce>
        {outcome.kind === 'sent' && (
          <p>
            <TransactionLink chainId={space.chainId} hash={outcome.transaction} />
          </p>
        )}
      </Notice>
    )
  }
  return (
    <div className="trustee-part">
      {read === null ? (
        <>
          <p>{t('share.text')}</p>
          <button type="button" className="button" disabled={task.isRunning} onClick={start}>
            {task.isRunning ? t('share.reading') : t('share.begin')}
          </button>
        </>
      ) : (
        <ShareTask
          task={read.task}
          governor={space.governor}
          isRunning={task.isRunning}
          onAgain={start}
          onDecrypt={() => decrypt(read)}
        />
      )}
      {task.error !== null && <FailureNotice error={task.error} />}
      {made !== null && read !== null && task.error !== null && (
        <button
          type="button"
          className="button button-quiet"
          disabled={task.isRunning}
          onClick={() => send(made, read.task)}
        >
          {t('share.send')}
        </button>
      )}
      {dialog}
    </div>
  )
}

/** What is asked of the trustee before a share is made, or why none is. */
function ShareTask({
  task,
  governor,
  isRunning,
  onAgain,
  onDecrypt,
}: {
  task: DecryptionTask
  governor: string
  isRunning: boolean
  onAgain: () => void
  onDecrypt: () => void
}) {
  const { t } = useTranslation('trustees')
  const { refusal, questions } = judgeTask(task)
  const title = useRef<HTMLHeadingElement>(null)
  // The button that asked for it is gone.
  useEffect(() => title.current?.focus(), [])

  function submit(event: FormEvent): void {
    event.preventDefault()
    onDecrypt()
  }

  const { box, voters, committeeId } = task
  return (
    <form onSubmit={submit}>
      <h4 ref={title} tabIndex={-1}>
        {t('share.found')}
      </h4>
      <dl className="trustee-facts">
        <dt>{t('share.voters')}</dt>
        <dd>{t('share.votersCount', { count: voters })}</dd>
        <dt>{t('share.governor')}</dt>
        <dd>
          <code>{governor}</code>
        </dd>
        <dt>{t('share.box')}</dt>
        <dd>
          <code>{box}</code>
        </dd>
        <dt>{t('share.committee')}</dt>
        <dd>
          <code>{committeeId}</code>
        </dd>
      </dl>
      {refusal === null ? (
        <>
          {voters === 1 && (
            <Notice tone="warning">
              <p>{t('share.single')}</p>
            </Notice>
          )}
          {questions.map((question) => (
            <label key={question} className="trustee-question">
              <input type="checkbox" required disabled={isRunning} />
              <span>{t(`share.question.${question}`, { box })}</span>
            </label>
          ))}
          <button type="submit" className="button" disabled={isRunning}>
            {isRunning ? t('share.proving') : t('share.decrypt')}
          </button>
        </>
      ) : (
        <>
          <Notice tone={refusal === 'code' ? 'bad' : 'plain'} announce>
            <p>{t(`share.refusal.${refusal}`)}</p>
          </Notice>
          {(refusal === 'recent' || refusal === 'open') && (
            <button
              type="button"
              className="button button-quiet"
              disabled={isRunning}
              onClick={onAgain}
            >
              {t('share.again')}
            </button>
          )}
        </>
      )}
    </form>
  )
}
