import { useEffect, useState } from 'react'

/** The time in seconds since 1970, new every second until `until` has passed; then it stands. */
export function useNow(until: number): number {
  const [now, setNow] = useState(readNow)
  const isOver = now >= until
  useEffect(() => {
    if (isOver) return
    const timer = setInterval(() => setNow(readNow()), 1_000)
    return () => clearInterval(timer)
  }, [isOver])
  return now
}

function readNow(): number {
  return Math.floor(Date.now() / 1_000)
}
