import { useEffect, useState } from 'react'

/** Whether one looks over a ballot, and how to begin and leave that. */
export type ReviewEntry = {
  isReviewing: boolean
  begin: () => void
  /** Back to choosing. */
  leave: () => void
  /** There is nothing to look over any more, wherever the browser goes back to. */
  end: () => void
}

/** What the browser's history holds of a page on which a ballot is looked over. */
const STATE = { psephos: 'review' }

/**
 * Makes looking over a ballot a step in the browser's history, so that its Back leads to the votes and a
 * reload stays. The address is the same, and says nothing of it.
 * @param isMade Whether a ballot that is made is looked over in any case.
 */
export function useReviewEntry(isMade: boolean): ReviewEntry {
  const [isReviewing, setIsReviewing] = useState(() => isMade || isReviewState(history.state))
  useEffect(() => {
    const follow = () => setIsReviewing(isReviewState(history.state))
    window.addEventListener('popstate', follow)
    return () => window.removeEventListener('popstate', follow)
  }, [])
  return {
    isReviewing,
    begin() {
      history.pushState(STATE, '')
      setIsReviewing(true)
    },
    leave() {
      if (isReviewState(history.state)) history.back()
      else setIsReviewing(false)
    },
    end() {
      if (isReviewState(history.state)) history.replaceState(null, '')
    },
  }
}

function isReviewState(state: unknown): boolean {
  return (
    typeof state === 'object' &&
    state !== null &&
    'psephos' in state &&
    state.psephos === STATE.psephos
  )
}
