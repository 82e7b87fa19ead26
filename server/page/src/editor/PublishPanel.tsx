import type { WireSpace, WireSpaceRules } from '@psephos/lib'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { useFormat } from '../format/useFormat.ts'
import { useElector } from '../identity/useElector.ts'
import { useIdentitySecret } from '../identity/useIdentitySecret.ts'
import { useWallet } from '../wallet/useWallet.tsx'
import type { WrittenProposal } from './checkProposal.ts'
import { findProposer, type Proposer } from './findProposer.ts'
import { PublishSteps } from './PublishSteps.tsx'
import { proposeAsMember } from './proposeAsMember.ts'
import type { Editor } from './useEditor.ts'
import { usePublication } from './usePublication.ts'
import { usePublished } from './usePublished.ts'

/** What {@link PublishPanel} takes. */
export type PublishPanelProps = {
  space: WireSpace
  rules: WireSpaceRules
  editor: Editor
  proposal: WrittenProposal
}

/** Publishes the proposal, and goes to its page once it is there. */
export function PublishPanel({ space, rules, editor, proposal }: PublishPanelProps) {
  const { t } = useTranslation('editor')
  const [, navigate] = useLocation()
  const { connect, dialog } = useWallet()
  const elector = useElector(space, rules.memberProposals?.group ?? null)
  const proposer = findProposer({ rules, elector })
  const member = proposer.kind === 'member' ? proposer.identity : null
  const { unlock, dialog: identityDialog } = useIdentitySecret(space, member)
  const { publish, cancel, progress, error } = usePublication({
    space,
    connect,
    member:
      proposer.kind !== 'member'
        ? null
        : {
            unlock: () => unlock(proposer.identity),
            prove: ({ signer, ...rest }) =>
              proposeAsMember({ ...rest, space, provider: signer.provider, index: proposer.index }),
          },
    onPublication: editor.setPublication,
  })

  const { publication } = editor
  const isOwn = publication?.proposalId === proposal.proposalId
  const isPublished = usePublished(space, isOwn ? proposal.proposalId : null)
  const { finish } = editor
  useEffect(() => {
    if (!isPublished) return
    finish()
    navigate(`/proposals/${proposal.proposalId}`)
  }, [isPublished, proposal.proposalId, navigate, finish])

  const isSent = isOwn && publication.transaction !== null
  const isWaiting = progress !== null || isSent
  return (
    <section className="card publish-panel" aria-labelledby="publish-title">
      <h2 id="publish-title">{t('publish.title')}</h2>
      <ProposerText space={space} proposer={proposer} rules={rules} />
      {error !== null && <FailureNotice error={error} />}
      {isWaiting ? (
        <>
          <PublishSteps
            progress={progress}
            isMember={proposer.kind === 'member'}
            transaction={isOwn ? publication.transaction : null}
            onCancel={cancel}
          />
          {progress === null && (
            // After the page was loaded anew nobody waits for the wallet's answer here.
            <>
              <p className="field-hint">{t('publish.failedHint')}</p>
              <button
                type="button"
                className="button button-quiet"
                onClick={() => editor.setPublication(null)}
              >
                {t('publish.stopWaiting')}
              </button>
            </>
          )}
        </>
      ) : (
        proposer.kind !== 'nobody' && (
          <button
            type="button"
            className="button"
            // Where it stands has to be kept before a wallet is asked.
            disabled={editor.hasConflict}
            onClick={() => publish(proposal)}
          >
            {error === null ? t('publish.action') : t('publish.again')}
          </button>
        )
      )}
      {dialog}
      {identityDialog}
    </section>
  )
}

type ProposerTextProps = { space: WireSpace; proposer: Proposer; rules: WireSpaceRules }

/** Who is seen to propose, in plain words. */
function ProposerText({ space, proposer, rules }: ProposerTextProps) {
  const { t } = useTranslation('editor')
  const format = useFormat()
  const { memberProposals } = rules
  switch (proposer.kind) {
    case 'account':
      return (
        <>
          <p>{t('publish.account')}</p>
          <p className="field-hint">{t('publish.accountHint')}</p>
        </>
      )
    case 'member':
      return (
        <>
          <p>{t('publish.member')}</p>
          <p>
            {t('publish.slots', {
              count: memberProposals?.limit ?? 0,
              duration: format.duration(memberProposals?.epochDuration ?? 0),
            })}
          </p>
          <p className="field-hint">{t('publish.memberHint')}</p>
        </>
      )
    case 'nobody':
      return (
        <>
          <p>{t('publish.membersOnly')}</p>
          <p>
            <strong>
              {t(`publish.nobody.${proposer.reason}`, {
                when: format.time(proposer.nextEpoch),
              })}
            </strong>
          </p>
          {proposer.reason === 'notEnrolled' && (
            <p>
              <Link href={`/spaces/${space.id}/enrol`} className="button">
                {t('publish.enrol')}
              </Link>
            </p>
          )}
        </>
      )
  }
}
