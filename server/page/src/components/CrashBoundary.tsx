import { Component, type ReactNode } from 'react'
import { messages } from '../messages.ts'
import { Notice } from './Notice.tsx'

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
      <Notice tone="bad" title={messages.crash.title} announce>
        <p>{messages.crash.text}</p>
        <button type="button" className="button" onClick={() => location.reload()}>
          {messages.reload}
        </button>
      </Notice>
    )
  }
}
