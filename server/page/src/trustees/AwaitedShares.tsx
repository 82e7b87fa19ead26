import type { WireProposal, WireSecrecy, WireSpace } from '@psephos/lib'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { TrusteeShares } from '../proposals/TrusteeShares.tsx'
import { isCounting } from '../secrecy/findSecrecyPhase.ts'
import { client } from '../server/client.ts'
import { useProposalSearch } from '../server/queries.ts'
import { readCardText } from '../spaces/readCardText.ts'
import { PublishShare } from './PublishShare.tsx'

/** The proposals of a DAO that wait for trustees, and what each trustee runs. */
export function AwaitedShares({ space }: { space: WireSpace }) {
  const { t } = useTranslation('secrecy')
  // The order `closing` would leave out what has closed, which is all that is awaited.
  const { data, hasNextPage, isFetching, fetchNextPage } = useProposalSearch({
    space: space.id,
    states: ['active'],
  })
  // What waits longest comes last.
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const secret = data?.pages
    .flatMap(({ proposals }) => proposals)
    .filter(({ committee }) => committee !== null)
  const ids = (secret ?? []).map(({ id }) => id)
  const answers = useQuery({
    queryKey: ['secrecy', 'awaited', ids.map(String)],
    queryFn: ({ signal }) =>
      Promise.all(ids.map((proposal) => client.getSecrecy({ proposal, signal }))),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  })
  const awaited = (secret ?? []).flatMap((proposal) => {
    const secrecy = answers.data?.find((each) => each.proposal === proposal.id)
    return secrecy !== undefined && isCounting(secrecy.phase) && secrecy.voters > 0
      ? [{ proposal, secrecy }]
      : []
  })
  return (
    <section aria-labelledby="awaited-title">
      <h2 id="awaited-title">{t('page.awaited')}</h2>
      {awaited.length === 0 && secret !== undefined && <p>{t('page.awaitedNone')}</p>}
      {awaited.map(({ proposal, secrecy }) => (
        <AwaitedProposal
          key={String(proposal.id)}
          space={space}
          proposal={proposal}
          secrecy={secrecy}
        />
      ))}
    </section>
  )
}

type AwaitedProposalProps = { space: WireSpace; proposal: WireProposal; secrecy: WireSecrecy }

function AwaitedProposal({ space, proposal, secrecy }: AwaitedProposalProps) {
  const { t } = useTranslation('secrecy')
  const { t: tProposal } = useTranslation('proposal')
  return (
    <article className="card">
      <h3>
        <Link href={`/proposals/${proposal.id}`}>{readCardText(proposal, tProposal).title}</Link>
      </h3>
      <TrusteeShares secrecy={secrecy} chainId={space.chainId} />
      <PublishShare space={space} proposal={proposal} />
      <p>{t('page.command')}</p>
      <pre className="command">
        {`psephos trustee share --trustee me.trustee.json --rpc https://… --artifacts keys \\
  --governor ${space.governor} \\
  --proposal ${proposal.id}`}
      </pre>
    </article>
  )
}
