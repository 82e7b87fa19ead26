import { NotFoundError, type WireHostedSpace } from '@psephos/lib'
import type { ReactNode } from 'react'
import { NotFound } from '../components/NotFound.tsx'
import { PagePending } from '../components/PagePending.tsx'
import { findSpace, useSpace, useSpaces } from '../server/queries.ts'

/** What {@link WithSpace} takes. */
export type WithSpaceProps = {
  /** The DAO's id. */
  id: string
  children: (space: WireHostedSpace) => ReactNode
}

/**
 * Shows what needs a DAO once it is known. A server may host more DAOs than its list gives at once:
 * only those beyond it are asked for by themselves, because that needs the chain.
 */
export function WithSpace({ id, children }: WithSpaceProps) {
  const spaces = useSpaces()
  const listed = findSpace(spaces.data, id)
  const other = useSpace(id, spaces.data !== undefined && listed === undefined)
  const space = listed ?? other.data
  if (space !== undefined) return children(space)
  if (other.error instanceof NotFoundError) return <NotFound />
  return <PagePending queries={[spaces, other]} />
}
