import {
  CommitmentAlreadyEnrolledError,
  PsephosError,
  type WireSpace,
  type WorldIdResult,
} from '@psephos/lib'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { WorldIdFailedError } from '../errors/pageErrors.ts'
import {
  getIdentityName,
  type IdentityRecord,
  identityRecords,
  nextIdentityRecords,
} from '../identity/identityRecords.ts'
import { dropIdentity, keepIdentity, keepMember } from '../identity/keepIdentity.ts'
import { getMembershipKey, useMembership } from '../identity/useMembership.ts'
import { client } from '../server/client.ts'
import { type EnrolmentStage, findEnrolmentStage } from './findEnrolmentStage.ts'
import { findRemedy, keepsAnswer } from './findRemedy.ts'

/** To join a group, or to replace the identity that one has there. */
export type EnrolmentPurpose = 'enrol' | 'rotate'

/** What {@link useEnrolment} takes. */
export type UseEnrolmentParameters = { space: WireSpace; purpose: EnrolmentPurpose }

/**
 * Brings an identity into a space's group: choose it, ask World ID, bring the answer to the group. All
 * that must not get lost is kept before the next step begins.
 */
export function useEnrolment({ space, purpose }: UseEnrolmentParameters) {
  const name = getIdentityName(space)
  const queryClient = useQueryClient()
  const records = purpose === 'enrol' ? identityRecords : nextIdentityRecords
  const identity = records.useRecord(name)
  const [failure, setFailure] = useState<unknown>(null)
  const [isRepetition, setIsRepetition] = useState(false)
  /** Why IDKit gave up on a request that is perhaps still open. */
  const doubt = useRef<unknown>(null)

  /** Changes what is kept of the identity, if it is still there. */
  function update(
    change: Partial<
      Pick<IdentityRecord, 'worldIdRequest' | 'worldIdResult' | 'wasMember' | 'isPersonElsewhere'>
    >,
  ): void {
    const kept = records.read(name)
    if (kept !== null) records.write(name, { ...kept, ...change })
  }

  /** Shows what went wrong. The group may know better than this browser whether it has the identity. */
  function fail(error: unknown): void {
    if (isKnownToGroup(error) && records.read(name)?.wasMember === undefined) {
      update({ wasMember: { index: null } })
    }
    if (findRemedy(error) === 'taken') update({ isPersonElsewhere: true })
    setFailure(error)
  }

  const request = useMutation({
    mutationFn: async () => {
      const kept = records.read(name)
      if (kept === null) throw new Error('The identity was removed.')
      update({ worldIdRequest: null })
      return client.createWorldIdRequest({ space: space.id, commitment: kept.commitment })
    },
    onError: (error) => {
      fail(error)
      // Then this browser looks again.
      if (error instanceof CommitmentAlreadyEnrolledError) {
        const queryKey = getMembershipKey(name, records.read(name)?.commitment)
        void queryClient.invalidateQueries({ queryKey })
      }
    },
  })

  const join = useMutation({
    mutationFn: async (call: EnrolmentPurpose) => {
      const kept = records.read(name)
      if (kept === null || kept.worldIdResult === null) {
        throw new Error('The identity was removed while World ID was asked.')
      }
      const { commitment, worldIdResult: result } = kept
      try {
        const { index, alreadyEnrolled } = await client[call]({
          space: space.id,
          commitment,
          result,
        })
        setIsRepetition(alreadyEnrolled)
        queryClient.setQueryData(getMembershipKey(name, commitment), index)
        keepMember(space, kept, index)
      } catch (error) {
        if (!keepsAnswer(error)) update({ worldIdResult: null })
        throw error
      }
    },
    onError: fail,
  })

  function start(): void {
    setFailure(null)
    doubt.current = null
    request.reset()
    join.reset()
  }

  // The group knows better than this browser: the server's answer may have got lost on the way here, and a
  // development chain may have begun afresh.
  useMembership(space, identity, { enabled: request.isIdle && join.isIdle && purpose === 'enrol' })

  const stage: EnrolmentStage =
    purpose === 'rotate' && join.isSuccess
      ? { stage: 'done', index: identityRecords.read(name)?.index ?? 0 }
      : findEnrolmentStage({ identity, request, join, error: failure })
  return {
    /** The identity that is brought into the group; when it is there, the one that this browser uses. */
    identity: stage.stage === 'done' ? identityRecords.read(name) : identity,
    stage,
    /** It has taken the place of another one. */
    isReplacement: purpose === 'rotate' || (join.isSuccess && join.variables === 'rotate'),
    /** The group had it before. */
    isRepetition,
    choose(record: IdentityRecord): void {
      start()
      if (purpose === 'enrol') keepIdentity(space, record)
      else records.write(name, record)
    },
    /** Goes back to the choice of an identity. One that was a member is kept: it may still vote. */
    chooseAgain(): void {
      start()
      dropIdentity(space, records)
    },
    /** Asks World ID anew. */
    ask(): void {
      start()
      request.mutate()
    },
    /** Keeps where World ID was asked, for when the page is loaded anew. */
    handOver(connectorUri: string): void {
      if (request.data !== undefined) {
        update({ worldIdRequest: { request: request.data, connectorUri } })
      }
    },
    /** Keeps World ID's answer and brings it to the group. */
    answer(result: WorldIdResult): void {
      update({ worldIdRequest: null, worldIdResult: result })
      start()
      join.mutate(purpose)
    },
    /** Brings the answer that is kept to the group: to join it, or in the place of another identity. */
    join(call: EnrolmentPurpose = purpose): void {
      start()
      join.mutate(call)
    },
    /** World ID was asked in vain; or the connection broke off, and it is asked whether it has answered. */
    fail(error: unknown): void {
      request.reset()
      const isHandedOver = records.read(name)?.worldIdRequest != null
      if (isHandedOver && doubt.current === null && mayBeOpen(error)) {
        doubt.current = error
        return
      }
      update({ worldIdRequest: null })
      const isGone = error instanceof WorldIdFailedError && error.code === 'timeout'
      setFailure(isGone ? (doubt.current ?? error) : error)
    },
    cancel(): void {
      update({ worldIdRequest: null })
      start()
    },
  }
}

/** Whether a refusal says that the identity is, or was, a member. */
function isKnownToGroup(error: unknown): boolean {
  return (
    error instanceof PsephosError &&
    (error.code === 'COMMITMENT_ALREADY_ENROLLED' || error.code === 'COMMITMENT_RETIRED')
  )
}

/** Whether IDKit may have given up because the network failed, as it does while a phone sleeps. */
function mayBeOpen(error: unknown): boolean {
  return (
    error instanceof WorldIdFailedError &&
    (error.code === 'connection_failed' || error.code === 'generic_error')
  )
}
