import { PagePending } from '../components/PagePending.tsx'
import { useSpaces } from '../server/queries.ts'
import { SpacesPage } from './SpacesPage.tsx'
import { SpaceView } from './SpaceView.tsx'

/** The DAOs of this server; of a server with one DAO, that DAO. */
export function HomePage() {
  const spaces = useSpaces()
  if (spaces.data === undefined) return <PagePending queries={[spaces]} />
  const [first, ...others] = spaces.data
  return first !== undefined && others.length === 0 ? <SpaceView space={first} /> : <SpacesPage />
}
