import { type ReactNode, useEffect, useRef } from 'react'

/** What {@link ShowMore} takes. */
export type ShowMoreProps = {
  /** The list that grows. */
  list: HTMLElement | null
  /** How many entries it shows. */
  count: number
  hasMore: boolean
  isLoading: boolean
  onMore: () => void
  children: ReactNode
}

/**
 * Loads the next page of a list and takes whoever pressed it to its first new entry. To be shown
 * without more as well: the button is gone when the last entries come.
 */
export function ShowMore({ list, count, hasMore, isLoading, onMore, children }: ShowMoreProps) {
  /** How many entries there were when more were asked for. */
  const before = useRef<number | null>(null)
  useEffect(() => {
    if (before.current === null || count <= before.current) return
    list?.children[before.current]?.querySelector('a')?.focus()
    before.current = null
  }, [list, count])

  if (!hasMore) return null
  return (
    <p className="show-more">
      <button
        type="button"
        className="button button-quiet"
        disabled={isLoading}
        onClick={() => {
          before.current = count
          onMore()
        }}
      >
        {children}
      </button>
    </p>
  )
}
