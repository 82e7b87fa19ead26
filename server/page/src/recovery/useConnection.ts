import { ServerUnavailableError } from '@psephos/lib'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'

/** Whether what is shown can be kept up to date, and if not, on which side it stops. */
export type Connection = 'good' | 'offline' | 'unreachable'

/** Milliseconds between two tries while the server does not answer. */
const INTERVAL = 5_000

/**
 * Tells whether the server answers whatever the page shows, by what became of its own requests: a
 * browser knows of its network only, and a server on this machine needs none. While it does not
 * answer it is asked again and again; what was loaded stays.
 */
export function useConnection(): Connection {
  const queryClient = useQueryClient()
  const connection = useSyncExternalStore(
    (listener) => {
      const unsubscribe = queryClient.getQueryCache().subscribe(listener)
      window.addEventListener('online', listener)
      window.addEventListener('offline', listener)
      return () => {
        unsubscribe()
        window.removeEventListener('online', listener)
        window.removeEventListener('offline', listener)
      }
    },
    () => readConnection(queryClient),
  )

  useEffect(() => {
    const refetch = () => void refetchFailed(queryClient)
    // What fails without a network is known at once: nobody is left to believe what is old.
    const look = () => void queryClient.refetchQueries({ type: 'active' })
    const timer = connection === 'good' ? undefined : setInterval(refetch, INTERVAL)
    window.addEventListener('online', look)
    window.addEventListener('offline', look)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', look)
      window.removeEventListener('offline', look)
    }
  }, [connection, queryClient])

  return connection
}

/** Tells how the connection is, by the last answers to what is shown. */
export function readConnection(
  queryClient: QueryClient,
  isOnline: boolean = navigator.onLine,
): Connection {
  const queries = queryClient.getQueryCache().findAll({ type: 'active' })
  const isFailing = queries.some(({ state }) => state.error instanceof ServerUnavailableError)
  if (!isFailing) return 'good'
  return isOnline ? 'unreachable' : 'offline'
}

async function refetchFailed(queryClient: QueryClient): Promise<void> {
  await queryClient.refetchQueries({
    type: 'active',
    predicate: ({ state }) => state.error instanceof ServerUnavailableError,
  })
}
