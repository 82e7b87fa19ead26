import { Component, type ReactNode } from 'react'
import { messages } from '../messages.ts'
import { Notice } from './Notice.tsx'
import { PageTitle } from './PageTitle.tsx'

/**
 * Says so when a part of the page cannot be shown, such as one that a newer version of the server
 * no longer has.
 */
export class CrashBoundary extends Component<{ children: ReactNode }, { hasCrashed: boolean }> {
  override state = { hasCrashed: false }

  static getDerivedStateFromError() {
    return { hasCrashed: true }
  }

  override render() {
    if (!this.state.hasCrashed) return this.props.children
    return (
      <>
        <PageTitle>{messages.crash.title}</PageTitle>
        <Notice tone="bad" announce>
          <p>{messages.crash.text}</p>
          <button type="button" className="button" onClick={() => location.reload()}>
            {messages.reload}
          </button>
        </Notice>
      </>
    )
  }
}
