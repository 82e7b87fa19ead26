import type { WireSpace } from '@psephos/lib'
import { Link } from 'wouter'
import { formatNumber } from '../format/formatNumber.ts'
import { useIdentity } from '../identity/identityRecords.ts'
import { messages } from '../messages.ts'

/** Whether this browser's identity is a member, and the way to become one. */
export function MembershipCard({ space }: { space: WireSpace }) {
  const identity = useIdentity(space)
  const { enrolled, missing, unfinished } = messages.identity
  if (identity !== null && identity.index !== null) {
    return (
      <section className="card membership-card membership-card-enrolled">
        <h2>{enrolled.title}</h2>
        <p>{enrolled.text(formatNumber(identity.index + 1))}</p>
      </section>
    )
  }
  const next = identity?.worldIdResult == null ? missing : unfinished
  return (
    <section className="card membership-card">
      <h2>{next.title}</h2>
      <p>{next.text}</p>
      <p>
        <Link href={`/spaces/${space.id}/enrol`} className="button">
          {next.action}
        </Link>
      </p>
    </section>
  )
}
