import type { WireSpace, WorldIdResult } from '@psephos/lib'
import { useMutation, useQuery } from '@tanstack/react-query'
import { createIdentityRecord } from '../identity/createIdentityRecord.ts'
import {
  getIdentityName,
  type IdentityRecord,
  identityRecords,
  useIdentity,
} from '../identity/identityRecords.ts'
import { client } from '../server/client.ts'
import { isTransient } from '../server/isTransient.ts'

/**
 * Enrols this browser's identity in a space's group: make it, ask World ID, bring the answer to the
 * group.
 */
export function useEnrolment(space: WireSpace) {
  const name = getIdentityName(space)
  const identity = useIdentity(space)

  const request = useMutation({
    mutationFn: async () => {
      // The identity is kept before World ID is asked: it answers once, and for this commitment
      // only.
      const kept = identityRecords.read(name) ?? keep(name, createIdentityRecord())
      return client.createWorldIdRequest({ space: space.id, commitment: kept.commitment })
    },
  })

  const join = useMutation({
    mutationFn: async (result: WorldIdResult) => {
      const kept = identityRecords.read(name)
      if (kept === null) throw new Error('The identity was removed while World ID was asked.')
      keep(name, { ...kept, worldIdResult: result })
      try {
        const { commitment } = kept
        const enrolment = await client.enrol({ space: space.id, commitment, result })
        keep(name, { ...kept, index: enrolment.index, worldIdResult: null })
        return enrolment
      } catch (error) {
        // What may pass by itself is tried again with the same answer; anything else needs a new
        // one.
        if (!isTransient(error)) keep(name, { ...kept, worldIdResult: null })
        throw error
      }
    },
  })

  // The group knows better than this browser: the server's answer to an enrolment may have got lost
  // on the way here, and a development chain may have begun afresh.
  useQuery({
    queryKey: ['membership', name, String(identity?.commitment)],
    enabled: identity !== null && request.isIdle && join.isIdle,
    queryFn: async ({ signal }) => {
      const { members } = await client.getGroup({ space: space.id, signal })
      const kept = identityRecords.read(name)
      const index = kept === null ? -1 : members.indexOf(kept.commitment)
      if (kept !== null) keep(name, { ...kept, index: index === -1 ? null : index })
      return index
    },
  })

  return {
    identity,
    request,
    join,
    /** Forgets how far the last try came. */
    reset(): void {
      request.reset()
      join.reset()
    },
  }
}

function keep(name: string, record: IdentityRecord): IdentityRecord {
  identityRecords.write(name, record)
  return record
}
