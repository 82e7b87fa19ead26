import { FailureNotice } from '../components/FailureNotice.tsx'
import { Loading } from '../components/Loading.tsx'
import { NotFound } from '../components/NotFound.tsx'
import { findSpace, useSpaces } from '../server/queries.ts'
import { SpaceView } from './SpaceView.tsx'

/** The page of one DAO. */
export function SpacePage({ id }: { id: string }) {
  const spaces = useSpaces()
  if (spaces.data === undefined) {
    return spaces.error === null ? (
      <Loading />
    ) : (
      <FailureNotice error={spaces.error} onRetry={() => void spaces.refetch()} />
    )
  }
  const space = findSpace(spaces.data, id)
  return space === undefined ? <NotFound /> : <SpaceView space={space} />
}
