import { QueryClient } from '@tanstack/react-query'
import { isTransient } from './isTransient.ts'

/**
 * Returns the cache of what the server has answered. It asks again when the failure may pass by
 * itself.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        // Without a network it is said at once; what is shown asks again when there is one.
        retry: (failures, error) => failures < 2 && navigator.onLine && isTransient(error),
        // A server on this machine needs no network.
        networkMode: 'always',
        refetchOnReconnect: true,
      },
      mutations: { networkMode: 'always' },
    },
  })
}
