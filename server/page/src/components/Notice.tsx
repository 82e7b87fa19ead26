import type { ReactNode } from 'react'
import './Notice.css'

/** What {@link Notice} takes. */
export type NoticeProps = {
  tone: 'plain' | 'good' | 'warning' | 'bad' | 'development'
  title?: string
  children: ReactNode
  /** Read out as soon as it appears. */
  announce?: boolean
}

/** A box that says one thing apart from the rest. */
export function Notice({ tone, title, children, announce = false }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`} role={announce ? 'alert' : undefined}>
      {title !== undefined && <p className="notice-title">{title}</p>}
      {children}
    </div>
  )
}
