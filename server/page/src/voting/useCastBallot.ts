import { NotAMemberError } from '@psephos/lib'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { getBallotStatusKey, getProposalKey } from '../server/queries.ts'
import { ballotRecords } from './ballotRecords.ts'
import { type CastBallotParameters, type CastProgress, castBallot } from './castBallot.ts'

/** What {@link useCastBallot} takes. */
export type UseCastBallotParameters = {
  /** Under which name the ballot is remembered. */
  recordName: string
  /** Gives the identity's secret, 32 bytes in hex, which is kept nowhere. */
  unlock: () => Promise<string>
  onCast: () => void
  /** The group does not hold the identity, whatever this browser believed. */
  onNotAMember: () => void
}

/** Casts a ballot, remembers it, and tells how far it is. */
export function useCastBallot({
  recordName,
  unlock,
  onCast,
  onNotAMember,
}: UseCastBallotParameters) {
  const queryClient = useQueryClient()
  const [progress, setProgress] = useState<CastProgress | null>(null)
  const running = useRef<AbortController | null>(null)

  const mutation = useMutation({
    mutationFn: async ({
      job,
      previous,
    }: Pick<CastBallotParameters, 'previous'> & {
      job: Omit<CastBallotParameters['job'], 'secret'>
    }) => {
      const controller = new AbortController()
      running.current = controller
      // First, while the browser remembers the click: it asks for a passkey only then.
      const secret = await unlock()
      const { signal } = controller
      setProgress({ stage: 'group' })
      return castBallot({
        job: { ...job, secret },
        previous,
        onProgress: setProgress,
        signal,
      })
    },
    onSuccess: ({ status, record }) => {
      queryClient.setQueryData(getBallotStatusKey(status.proposal, status.nullifier), status)
      ballotRecords.write(recordName, record)
      void queryClient.invalidateQueries({ queryKey: getProposalKey(status.proposal) })
      onCast()
    },
    onError: (error) => {
      if (error instanceof NotAMemberError) onNotAMember()
    },
    onSettled: () => setProgress(null),
  })

  // Leaving the page ends the prover.
  useEffect(() => () => running.current?.abort(), [])

  const cancelled = running.current?.signal.aborted ?? false
  return {
    cast: mutation.mutate,
    cancel: () => running.current?.abort(),
    progress,
    isCasting: mutation.isPending,
    /** Why the ballot was not cast; null also when the person cancelled it. */
    error: cancelled ? null : mutation.error,
    reset: mutation.reset,
  }
}
