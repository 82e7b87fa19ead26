import type { WireSpace } from '@psephos/lib'
import { useQuery } from '@tanstack/react-query'
import { client } from '../server/client.ts'
import { getIdentityName, type IdentityRecord } from './identityRecords.ts'
import { keepPlace } from './keepIdentity.ts'

/**
 * For how long a place is believed, in milliseconds: the server's list can be some seconds behind an
 * enrolment that it has just told of.
 */
const FRESH = 60_000

/** Under which key {@link useMembership} keeps its answer. */
export function getMembershipKey(name: string, commitment: bigint | undefined): string[] {
  return ['membership', name, String(commitment)]
}

/** What {@link useMembership} takes. */
export type UseMembershipOptions = { enabled?: boolean }

/**
 * Looks an identity up in its group, among all members so that the server does not learn which, and
 * keeps its place, or that it has none.
 */
export function useMembership(
  space: Pick<WireSpace, 'id' | 'chainId' | 'group'>,
  identity: Pick<IdentityRecord, 'commitment'> | null,
  { enabled = true }: UseMembershipOptions = {},
) {
  const name = getIdentityName(space)
  return useQuery({
    queryKey: getMembershipKey(name, identity?.commitment),
    enabled: enabled && identity !== null,
    staleTime: FRESH,
    queryFn: async ({ signal }) => {
      const index = await findPlace({ space: space.id, commitment: identity?.commitment, signal })
      if (identity !== null) keepPlace(space, identity, index)
      return index
    },
  })
}

/** What {@link findPlace} takes. */
export type FindPlaceParameters = {
  /** The space's id. */
  space: string
  commitment: bigint | undefined
  signal?: AbortSignal
}

/** Returns which member of a space's group a commitment is, from 0, or null. */
export async function findPlace({
  space,
  commitment,
  signal,
}: FindPlaceParameters): Promise<number | null> {
  const { members } = await client.getGroup({ space, signal })
  const index = commitment === undefined ? -1 : members.indexOf(commitment)
  return index === -1 ? null : index
}
