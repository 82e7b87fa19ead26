import type { ReactNode } from 'react'

/** What {@link ShowMore} takes. */
export type ShowMoreProps = {
  /** The list that grows; its last entry is where one goes on. */
  list: HTMLElement | null
  isLoading: boolean
  onMore: () => Promise<unknown>
  children: ReactNode
}

/** Loads the next page of a list and takes whoever pressed it to its first new entry. */
export function ShowMore({ list, isLoading, onMore, children }: ShowMoreProps) {
  async function showMore(): Promise<void> {
    const shown = list?.children.length ?? 0
    await onMore()
    // Once the new entries are drawn: the button may be gone by then.
    requestAnimationFrame(() => list?.children[shown]?.querySelector('a')?.focus())
  }
  return (
    <p className="show-more">
      <button
        type="button"
        className="button button-quiet"
        disabled={isLoading}
        onClick={() => void showMore()}
      >
        {children}
      </button>
    </p>
  )
}
