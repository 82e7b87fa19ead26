import type { WireSpace, WireSpaceRules } from '@psephos/lib'
import { useTranslation } from 'react-i18next'
import { ExternalLink } from '../components/ExternalLink.tsx'
import { PageTitle } from '../components/PageTitle.tsx'
import { CallList } from '../proposals/CallList.tsx'
import { Markdown } from '../proposals/Markdown.tsx'
import { ConflictNotice } from './ConflictNotice.tsx'
import type { WrittenProposal } from './checkProposal.ts'
import { DecisionFacts } from './DecisionSection.tsx'
import { PublishPanel } from './PublishPanel.tsx'
import { SecretBallotsText } from './SecretBallotsText.tsx'
import type { Editor } from './useEditor.ts'

/** What {@link ReviewStep} takes. */
export type ReviewStepProps = {
  space: WireSpace
  rules: WireSpaceRules
  editor: Editor
  proposal: WrittenProposal
  onBack: () => void
}

/** The proposal as voters will see it, and its publication. */
export function ReviewStep({ space, rules, editor, proposal, onBack }: ReviewStepProps) {
  const { t } = useTranslation('editor')
  const { t: tProposal } = useTranslation('proposal')
  const { t: tSecrecy } = useTranslation('secrecy')
  const { metadata, calls, voiceCredits, maxWinners } = proposal
  const callsOf = (option: number) =>
    calls.targets.flatMap((target, index) =>
      calls.callOptions[index] === option
        ? [
            {
              option,
              target,
              value: calls.values[index] ?? 0n,
              calldata: calls.calldatas[index] ?? '0x',
            },
          ]
        : [],
    )
  return (
    <>
      <button type="button" className="button-link back-link" onClick={onBack}>
        {t('review.back')}
      </button>
      <PageTitle>{t('review.title')}</PageTitle>
      <p className="lead">{t('review.lead')}</p>
      <ConflictNotice editor={editor} />
      <div className="editor-columns">
        <article className="card review" aria-label={metadata.title}>
          <h2>{metadata.title}</h2>
          {(metadata.discussion !== undefined || metadata.tags !== undefined) && (
            <p className="review-head">
              {metadata.discussion !== undefined && (
                <ExternalLink href={metadata.discussion}>{tProposal('discussion')}</ExternalLink>
              )}
              {metadata.tags?.map((tag) => (
                <span key={tag} className="tag">
                  {tag}
                </span>
              ))}
            </p>
          )}
          <Markdown>{metadata.body}</Markdown>
          <h3>{tProposal('optionsTitle')}</h3>
          <ol className="review-options">
            {metadata.options.map((option, index) => (
              <li key={option.title}>
                <strong>{option.title}</strong>
                {option.description !== undefined && (
                  <p className="review-description">{option.description}</p>
                )}
                <CallList calls={callsOf(index)} space={space} />
              </li>
            ))}
          </ol>
          <h3>{t('decision.title')}</h3>
          <p>
            {t('review.credits', { count: voiceCredits })}{' '}
            {maxWinners === 0
              ? t('review.winnersUnlimited')
              : tProposal('winners', { count: maxWinners })}
          </p>
          {proposal.committee !== undefined && rules.secretBallots !== null && (
            <>
              <h3>{tSecrecy('choice.secret')}</h3>
              <p>{tSecrecy('choice.secretHint')}</p>
              <SecretBallotsText secretBallots={rules.secretBallots} />
            </>
          )}
          <DecisionFacts rules={rules} />
        </article>
        <aside className="editor-aside" aria-label={t('publish.title')}>
          <PublishPanel space={space} rules={rules} editor={editor} proposal={proposal} />
        </aside>
      </div>
    </>
  )
}
