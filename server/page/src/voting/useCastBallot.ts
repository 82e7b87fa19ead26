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
  onCast: () => void
  /** The group does not hold the identity, whatever this browser believed. */
  onNotAMember: () => void
}

/** Casts a ballot, remembers it, and tells how far it is. */
export function useCastBallot({ recordName, onCast, onNotAMember }: UseCastBallotParameters) {
  const queryClient = useQueryClient()
  const [progress, setProgress] = useState<CastProgress | null>(null)
  const running = useRef<AbortController | null>(null)

  const mutation = useMutation({
    mutationFn: async (parameters: Pick<CastBallotParameters, 'job' | 'previous'>) => {
      const controller = new AbortController()
      running.current = controller
      setProgress({ stage: 'group' })
      return castBallot({ ...parameters, onProgress: setProgress, signal: controller.signal })
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
