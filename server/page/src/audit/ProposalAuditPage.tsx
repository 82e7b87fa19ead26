import type { WireProposal, WireSpace } from '@psephos/lib'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { NotFound } from '../components/NotFound.tsx'
import { Notice } from '../components/Notice.tsx'
import { PagePending } from '../components/PagePending.tsx'
import { PageTitle } from '../components/PageTitle.tsx'
import { getProposalTitle } from '../proposals/getProposalTitle.ts'
import { readProposalId } from '../proposals/readProposalId.ts'
import { useProposal } from '../server/queries.ts'
import { WithSpace } from '../spaces/WithSpace.tsx'
import { ballotRecords, getBallotName } from '../voting/ballotRecords.ts'
import { useInjectedWallets } from '../wallet/useInjectedWallets.ts'
import { AuditProgressView } from './AuditProgressView.tsx'
import { AuditReportView } from './AuditReportView.tsx'
import { SourceChoice } from './SourceChoice.tsx'
import { useAudit } from './useAudit.ts'
import './Audit.css'

/** The page on which anybody verifies an election of this server in their own browser. */
export default function ProposalAuditPage({ id }: { id: string }) {
  const proposal = readProposalId(id)
  return proposal === null ? <NotFound /> : <LoadedAudit id={proposal} />
}

function LoadedAudit({ id }: { id: bigint }) {
  const proposal = useProposal(id)
  const { data } = proposal
  if (data === undefined) return <PagePending queries={[proposal]} />
  return (
    <WithSpace id={data.space}>
      {(space) => <ProposalAudit proposal={data} space={space} />}
    </WithSpace>
  )
}

function ProposalAudit({ proposal, space }: { proposal: WireProposal; space: WireSpace }) {
  const { t } = useTranslation('audit')
  const { t: tProposal } = useTranslation('proposal')
  const audit = useAudit()
  const wallets = useInjectedWallets()
  const [chosen, setChosen] = useState('server')
  const { description } = proposal

  function start(): void {
    const { chainId, governor, deploymentBlock } = space
    audit.start({
      election: { chainId, governor, proposalId: proposal.id, fromBlock: deploymentBlock },
      archive: null,
      space: space.id,
      own: ballotRecords.read(getBallotName(space, proposal)),
      chainId,
      node: wallets.find(({ uuid }) => uuid === chosen) ?? 'server',
    })
  }

  return (
    <article className="audit">
      <Link href={`/proposals/${proposal.id}`} className="back-link">
        {t('back')}
      </Link>
      <PageTitle>{t('title')}</PageTitle>
      {/* By what the chain holds: the server's text is yet to be checked. */}
      <p className="audit-subject">
        {getProposalTitle({ description, metadata: null }, tProposal)}
      </p>
      <p className="lead">{t('lead')}</p>
      {proposal.state === 'pending' ? (
        <Notice tone="plain">
          <p>{t('tooEarly')}</p>
        </Notice>
      ) : audit.isRunning ? (
        <AuditProgressView progress={audit.progress} isReading onCancel={audit.cancel} />
      ) : (
        <>
          <SourceChoice
            hasServer
            wallets={wallets}
            chainId={space.chainId}
            chosen={chosen}
            onChoose={setChosen}
          />
          <p>
            <button type="button" className="button" onClick={start}>
              {audit.finished === null ? t('start') : t('again')}
            </button>
          </p>
        </>
      )}
      {audit.error !== null && <FailureNotice error={audit.error} />}
      {audit.finished !== null && <AuditReportView audit={audit.finished} />}
      <p>
        <Link href="/verify">{t('file.link')}</Link>
      </p>
    </article>
  )
}
