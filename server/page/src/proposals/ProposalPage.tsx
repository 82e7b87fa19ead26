import type { WireProposal, WireSpace } from '@psephos/lib'
import { lazy, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { ExternalLink } from '../components/ExternalLink.tsx'
import { NotFound } from '../components/NotFound.tsx'
import { Notice } from '../components/Notice.tsx'
import { PagePending } from '../components/PagePending.tsx'
import { PageTitle } from '../components/PageTitle.tsx'
import { loadPart } from '../recovery/loadPart.ts'
import { findSecrecyPhase, isCounting } from '../secrecy/findSecrecyPhase.ts'
import { SecretBadge } from '../secrecy/SecretBadge.tsx'
import { useProposal } from '../server/queries.ts'
import { WithSpace } from '../spaces/WithSpace.tsx'
import { VotingSection } from '../voting/VotingSection.tsx'
import { Facts } from './Facts.tsx'
import { findFigures } from './findFigures.ts'
import { getProposalTitle } from './getProposalTitle.ts'
import { Markdown } from './Markdown.tsx'
import { readProposalId } from './readProposalId.ts'
import { type ProposalText, readProposalText } from './readProposalText.ts'
import { SettlementSection } from './SettlementSection.tsx'
import { ShareMenu } from './ShareMenu.tsx'
import { StateBadge } from './StateBadge.tsx'
import { TallySection } from './TallySection.tsx'
import { Timeline } from './Timeline.tsx'
import { useLiveResults } from './useLiveResults.ts'
import { useNow } from './useNow.ts'
import { VotingWindow } from './VotingWindow.tsx'
import './ProposalPage.css'

const ExecutionSection = lazy(() => loadPart(() => import('./ExecutionSection.tsx')))

/** All that may be said on this page, so that nothing of it has to wait for its sentences later. */
const namespaces = [
  'proposal',
  'ballot',
  'calls',
  'spaces',
  'tally',
  'voting',
  'wallet',
  'watch',
] as const

/** And with it what is said where ballots are secret. */
const secretNamespaces = [...namespaces, 'secrecy'] as const

/** The page of one proposal. */
export default function ProposalPage({ id }: { id: string }) {
  useTranslation(namespaces)
  const proposal = readProposalId(id)
  return proposal === null ? <NotFound /> : <LoadedProposal id={proposal} />
}

function LoadedProposal({ id }: { id: bigint }) {
  const proposal = useProposal(id)
  const { data } = proposal
  if (data === undefined) return <PagePending queries={[proposal]} />
  return (
    <WithSpace id={data.space}>
      {(space) => <ProposalView proposal={data} space={space} />}
    </WithSpace>
  )
}

function ProposalView({ proposal, space }: { proposal: WireProposal; space: WireSpace }) {
  useTranslation(proposal.committee === null ? namespaces : secretNamespaces)
  const { t } = useTranslation('proposal')
  const { t: tSpaces } = useTranslation('spaces')
  const { description, metadata, optionCount, state } = proposal
  const live = useLiveResults(proposal)
  const now = useNow(proposal.deadline + 1)
  const phase = findSecrecyPhase({ proposal, results: live.results, now })
  const text = useMemo(
    () => readProposalText({ description, metadata, optionCount }),
    [description, metadata, optionCount],
  )
  // What does not hash to what the chain commits to is not shown, not even its title.
  const verified = text.kind === 'metadata' ? text.metadata : null
  const title = getProposalTitle({ description, metadata: verified }, t)
  const isRunnable = (state === 'succeeded' || state === 'queued') && proposal.calls.length > 0
  return (
    <article>
      <Link href={`/spaces/${space.id}`} className="back-link">
        {tSpaces('back', { name: space.name })}
      </Link>
      <PageTitle>{title}</PageTitle>
      <p className="proposal-head">
        <StateBadge state={isCounting(phase) ? 'counting' : state} />
        {phase !== null && <SecretBadge />}
        <span className="soft">
          <VotingWindow proposal={proposal} isCounting={isCounting(phase)} />
        </span>
        {verified?.discussion !== undefined && (
          <ExternalLink href={verified.discussion}>{t('discussion')}</ExternalLink>
        )}
        <ShareMenu id={proposal.id} title={title} />
      </p>
      <div className="proposal-columns">
        <div className="proposal-main">
          <ProposalBody text={text} />
          {isRunnable && (
            <Suspense>
              <ExecutionSection proposal={proposal} space={space} />
            </Suspense>
          )}
          <VotingSection
            proposal={proposal}
            space={space}
            text={text}
            received={findFigures(proposal, live.results).received}
            phase={phase}
          />
          {state !== 'pending' && (
            <>
              <TallySection
                proposal={proposal}
                text={text}
                live={live}
                phase={phase}
                chainId={space.chainId}
              />
              <SettlementSection proposal={proposal} space={space} />
              <p className="proposal-verify">
                <Link href={`/proposals/${proposal.id}/verify`}>{t('verify')}</Link>
              </p>
            </>
          )}
        </div>
        <div className="proposal-aside">
          <Timeline proposal={proposal} space={space} phase={phase} />
          <Facts proposal={proposal} />
        </div>
      </div>
    </article>
  )
}

function ProposalBody({ text }: { text: ProposalText }) {
  const { t } = useTranslation('proposal')
  switch (text.kind) {
    case 'metadata':
      return <Markdown>{text.metadata.body}</Markdown>
    case 'onChain':
      return <Markdown>{text.body}</Markdown>
    case 'missing':
      return (
        <Notice tone="warning">
          <p>{t('textMissing')}</p>
        </Notice>
      )
    case 'mismatch':
      return (
        <Notice tone="bad" announce>
          <p>{t('textMismatch')}</p>
        </Notice>
      )
  }
}
