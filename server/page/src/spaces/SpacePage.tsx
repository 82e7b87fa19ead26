import { NotFound } from '../components/NotFound.tsx'
import { PagePending } from '../components/PagePending.tsx'
import { findSpace, useSpaces } from '../server/queries.ts'
import { SpaceView } from './SpaceView.tsx'

/** The page of one DAO. */
export function SpacePage({ id }: { id: string }) {
  const spaces = useSpaces()
  if (spaces.data === undefined) return <PagePending queries={[spaces]} />
  const space = findSpace(spaces.data, id)
  return space === undefined ? <NotFound /> : <SpaceView space={space} />
}
