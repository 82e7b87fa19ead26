import { useEffect, useState } from 'react'
import { findRunningBuild, findServedBuild } from './findServedBuild.ts'

/** A tab that slept for less is not looked after, in milliseconds. */
const NAP = 10 * 60_000

/**
 * Tells whether the server has a newer build of the page than this tab, which it finds out when
 * somebody comes back to it after a while.
 */
export function useOutdated(): boolean {
  const [isOutdated, setIsOutdated] = useState(false)
  useEffect(() => {
    let hiddenAt: number | null = null
    async function look(): Promise<void> {
      if (document.visibilityState === 'hidden') {
        hiddenAt = Date.now()
        return
      }
      if (hiddenAt === null || Date.now() - hiddenAt < NAP) return
      hiddenAt = null
      const running = findRunningBuild()
      const served = await findServedBuild()
      if (running !== null && served !== null && served !== running) setIsOutdated(true)
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  return isOutdated
}
