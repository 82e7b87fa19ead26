import { SpaceView } from './SpaceView.tsx'
import { WithSpace } from './WithSpace.tsx'

/** The page of one DAO. */
export function SpacePage({ id }: { id: string }) {
  return <WithSpace id={id}>{(space) => <SpaceView space={space} />}</WithSpace>
}
