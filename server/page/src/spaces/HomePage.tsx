import { Link } from 'wouter'
import { Notice } from '../components/Notice.tsx'
import { PagePending } from '../components/PagePending.tsx'
import { PageTitle } from '../components/PageTitle.tsx'
import { getChainName } from '../format/chains.ts'
import { messages } from '../messages.ts'
import { useSpaces } from '../server/queries.ts'
import { HowItWorks } from './HowItWorks.tsx'
import { SpaceView } from './SpaceView.tsx'

/** The DAOs of this server; of a server with one DAO, that DAO. */
export function HomePage() {
  const spaces = useSpaces()
  if (spaces.data === undefined) return <PagePending queries={[spaces]} />
  const [first, ...others] = spaces.data
  if (first !== undefined && others.length === 0) return <SpaceView space={first} />
  return (
    <>
      <PageTitle>{messages.spaces.title}</PageTitle>
      {first === undefined && (
        <Notice tone="plain">
          <p>{messages.spaces.none}</p>
        </Notice>
      )}
      <ul className="plain-list proposal-list">
        {spaces.data.map((space) => (
          <li key={space.id} className="card proposal-card">
            <h2>
              <Link href={`/spaces/${space.id}`}>{space.name}</Link>
            </h2>
            <p className="soft">{messages.spaces.chain(getChainName(space.chainId))}</p>
          </li>
        ))}
      </ul>
      <HowItWorks />
    </>
  )
}
