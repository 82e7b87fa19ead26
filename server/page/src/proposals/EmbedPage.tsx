import type { WireProposal, WireSpace } from '@psephos/lib'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ExternalLink } from '../components/ExternalLink.tsx'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { Loading } from '../components/Loading.tsx'
import { findSecrecyPhase, isCounting } from '../secrecy/findSecrecyPhase.ts'
import { SecretBadge } from '../secrecy/SecretBadge.tsx'
import { findSpace, useProposal, useSpaces } from '../server/queries.ts'
import { getProposalTitle } from './getProposalTitle.ts'
import { readProposalId } from './readProposalId.ts'
import { readProposalText } from './readProposalText.ts'
import { StateBadge } from './StateBadge.tsx'
import { TallySection } from './TallySection.tsx'
import { useLiveResults } from './useLiveResults.ts'
import { useNow } from './useNow.ts'
import { VotingWindow } from './VotingWindow.tsx'
import './EmbedPage.css'

/**
 * A proposal in the frame of another page: what it is about and how it stands, nothing to press but the
 * way to where one votes. A foreign page could lay anything over it.
 */
export default function EmbedPage({ id }: { id: string }) {
  const { t } = useTranslation('common')
  const proposal = readProposalId(id)
  return (
    <main className="embed">
      {proposal === null ? <p>{t('notFound.title')}</p> : <LoadedEmbed id={proposal} />}
    </main>
  )
}

function LoadedEmbed({ id }: { id: bigint }) {
  const proposal = useProposal(id)
  const spaces = useSpaces()
  const error = proposal.error ?? spaces.error
  if (proposal.data === undefined || spaces.data === undefined) {
    return error === null ? <Loading /> : <FailureNotice error={error} />
  }
  const space = findSpace(spaces.data, proposal.data.space)
  return <EmbeddedProposal proposal={proposal.data} space={space} />
}

type EmbeddedProposalProps = { proposal: WireProposal; space: WireSpace | undefined }

function EmbeddedProposal({ proposal, space }: EmbeddedProposalProps) {
  const { t } = useTranslation('proposal')
  const { t: tWatch } = useTranslation('watch')
  const live = useLiveResults(proposal)
  const now = useNow(proposal.deadline + 1)
  const phase = findSecrecyPhase({ proposal, results: live.results, now })
  const { description, metadata, optionCount, state } = proposal
  const text = useMemo(
    () => readProposalText({ description, metadata, optionCount }),
    [description, metadata, optionCount],
  )
  const verified = text.kind === 'metadata' ? text.metadata : null
  const title = getProposalTitle({ description, metadata: verified }, t)
  return (
    <article>
      <title>{title}</title>
      {space !== undefined && <p className="soft embed-space">{space.name}</p>}
      <h1>{title}</h1>
      <p className="proposal-head">
        <StateBadge state={isCounting(phase) ? 'counting' : state} />
        {phase !== null && <SecretBadge />}
        <span className="soft">
          <VotingWindow proposal={proposal} isCounting={isCounting(phase)} />
        </span>
      </p>
      {text.kind === 'mismatch' && <p>{t('textMismatch')}</p>}
      <TallySection proposal={proposal} text={text} live={live} phase={phase} chainId={null} />
      <p className="embed-link">
        <ExternalLink href={`${location.origin}/proposals/${proposal.id}`} className="button">
          {state === 'active' && !isCounting(phase) ? tWatch('embed.vote') : tWatch('embed.open')}
        </ExternalLink>
      </p>
    </article>
  )
}
