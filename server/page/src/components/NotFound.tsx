import { Link } from 'wouter'
import { messages } from '../messages.ts'
import { PageTitle } from './PageTitle.tsx'

/** What an address without a page shows. */
export function NotFound() {
  const { title, text, home } = messages.notFound
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <p>{text}</p>
      <p>
        <Link href="/" className="button">
          {home}
        </Link>
      </p>
    </>
  )
}
