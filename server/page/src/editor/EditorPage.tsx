import type { WireHostedSpace } from '@psephos/lib'
import { PagePending } from '../components/PagePending.tsx'
import { useSpaceRules } from '../server/queries.ts'
import { WithSpace } from '../spaces/WithSpace.tsx'
import { ProposalEditor } from './ProposalEditor.tsx'

/** The page on which one writes a proposal for a DAO. */
export default function EditorPage({ spaceId }: { spaceId: string }) {
  return <WithSpace id={spaceId}>{(space) => <EditorOfSpace space={space} />}</WithSpace>
}

function EditorOfSpace({ space }: { space: WireHostedSpace }) {
  const rules = useSpaceRules(space.id)
  return rules.data === undefined ? (
    <PagePending queries={[rules]} />
  ) : (
    <ProposalEditor space={space} rules={rules.data} />
  )
}
