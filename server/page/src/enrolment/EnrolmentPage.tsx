import { Link } from 'wouter'
import { NotFound } from '../components/NotFound.tsx'
import { PagePending } from '../components/PagePending.tsx'
import { PageTitle } from '../components/PageTitle.tsx'
import { messages } from '../messages.ts'
import { findSpace, useSpaces } from '../server/queries.ts'
import { Enrolment } from './Enrolment.tsx'

/** Where one proves to a DAO that one is a unique person. */
export default function EnrolmentPage({ spaceId }: { spaceId: string }) {
  const spaces = useSpaces()
  if (spaces.data === undefined) return <PagePending queries={[spaces]} />
  const space = findSpace(spaces.data, spaceId)
  if (space === undefined) return <NotFound />
  return (
    <div className="enrolment">
      <Link href={`/spaces/${space.id}`} className="back-link">
        {messages.spaces.back(space.name)}
      </Link>
      <PageTitle>{messages.enrolment.title}</PageTitle>
      <p className="lead">{messages.enrolment.lead(space.name)}</p>
      <Enrolment space={space} />
    </div>
  )
}
