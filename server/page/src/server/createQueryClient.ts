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
        retry: (failures, error) => failures < 2 && isTransient(error),
        // A server on this machine needs no network.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })
}
