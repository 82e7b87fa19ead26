import { useEffect, useState } from 'react'
import { canUsePasskeys } from './canUsePasskeys.ts'

/** Whether passkeys are worth offering; true until the browser has said no. */
export function useCanUsePasskeys(): boolean {
  const [can, setCan] = useState(true)
  useEffect(() => {
    let isHere = true
    void canUsePasskeys().then((answer) => isHere && setCan(answer))
    return () => {
      isHere = false
    }
  }, [])
  return can
}
