import { messages } from '../messages.ts'

/** The page's heading and the name of its tab. */
export function PageTitle({ children }: { children: string }) {
  const tab = children === messages.brand ? children : `${children} · ${messages.brand}`
  return (
    <>
      <title>{tab}</title>
      <h1>{children}</h1>
    </>
  )
}
