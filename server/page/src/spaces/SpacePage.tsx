import { NotFoundError } from '@psephos/lib'
import { NotFound } from '../components/NotFound.tsx'
import { PagePending } from '../components/PagePending.tsx'
import { useSpace } from '../server/queries.ts'
import { SpaceView } from './SpaceView.tsx'

/** The page of one DAO. */
export function SpacePage({ id }: { id: string }) {
  const space = useSpace(id)
  if (space.data !== undefined) return <SpaceView space={space.data} />
  return space.error instanceof NotFoundError ? <NotFound /> : <PagePending queries={[space]} />
}
