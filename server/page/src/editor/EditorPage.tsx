import { NotFoundError } from '@psephos/lib'
import { NotFound } from '../components/NotFound.tsx'
import { PagePending } from '../components/PagePending.tsx'
import { useSpace, useSpaceRules } from '../server/queries.ts'
import { ProposalEditor } from './ProposalEditor.tsx'

/** The page on which one writes a proposal for a DAO. */
export default function EditorPage({ spaceId }: { spaceId: string }) {
  const space = useSpace(spaceId)
  const rules = useSpaceRules(spaceId)
  if (space.error instanceof NotFoundError) return <NotFound />
  if (space.data === undefined || rules.data === undefined) {
    return <PagePending queries={[space, rules]} />
  }
  return <ProposalEditor space={space.data} rules={rules.data} />
}
