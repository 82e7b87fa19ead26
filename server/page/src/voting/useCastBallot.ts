import { NotAMemberError, type WireProposal, type WireSpace } from '@psephos/lib'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { getIdentityName } from '../identity/identityRecords.ts'
import { requirePart } from '../recovery/requirePart.ts'
import { type AnyBallot, isSecretBallot } from '../secrecy/AnyBallot.ts'
import { getBallotStatusKey, getProposalKey } from '../server/queries.ts'
import { useWallet } from '../wallet/useWallet.tsx'
import {
  type BallotRecord,
  ballotRecords,
  createBallotRecord,
  findWaitingBallot,
  madeBallots,
  noteGovernor,
} from './ballotRecords.ts'
import type { Courier } from './Courier.ts'
import { type CastBallotResult, castBallot, deliverBallot } from './castBallot.ts'
import { chosenVotes } from './chosenVotes.ts'
import type { BallotWorker } from './createBallotWorker.ts'
import { createRelayCourier } from './createRelayCourier.ts'
import { isBallotSpoiled } from './isBallotSpoiled.ts'
import type { ProofProgress } from './proofJob.ts'

/** How far a ballot is, from the voter list to whoever takes it. */
export type CastProgress = ProofProgress | { stage: 'wallet' | 'send' | 'chain' }

/** Through whom a ballot goes to the chain: this server's relay, or the person's own wallet. */
export type CastRoute = 'relay' | 'wallet'

/** What {@link useCastBallot} takes. */
export type UseCastBallotParameters = {
  proposal: WireProposal
  space: WireSpace
  /** Under which name the ballot is remembered. */
  recordName: string
  /** The ballot that this one will replace. */
  record: BallotRecord | null
  /** Makes the ballots. */
  ballotWorker: BallotWorker
  /** Gives the identity's secret, 32 bytes in hex, which is kept nowhere. */
  unlock: () => Promise<string>
  onCast: (result: CastBallotResult) => void
  /** The group does not hold the identity, whatever this browser believed. */
  onNotAMember: () => void
}

/** How a ballot is cast, and how far it is. */
export type CastBallot = {
  /** Proves a ballot and delivers it. */
  cast: (votes: number[], route: CastRoute) => void
  /** Delivers a ballot that is made already. */
  send: (ballot: AnyBallot, route: CastRoute) => void
  /** Ends it at once. What has been sent by then may still arrive. */
  cancel: () => void
  progress: CastProgress | null
  route: CastRoute
  isCasting: boolean
  /** Why the ballot was not cast; null also when the person cancelled it. */
  error: unknown
  /** Goes somewhere into the component: the dialog in which one chooses a wallet. */
  dialog: ReactNode
}

/**
 * Casts a ballot, remembers it, and tells how far it is. Nothing of it goes through a cache: the secret
 * must not stay in one.
 */
export function useCastBallot(parameters: UseCastBallotParameters): CastBallot {
  const { proposal, space, recordName, record, ballotWorker, unlock } = parameters
  const queryClient = useQueryClient()
  const wallet = useWallet()
  const [progress, setProgress] = useState<CastProgress | null>(null)
  const [route, setRoute] = useState<CastRoute>('relay')
  const [isCasting, setIsCasting] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const running = useRef<AbortController | null>(null)

  // Leaving the page ends the prover.
  useEffect(() => () => running.current?.abort(), [])

  async function createCourier(chosen: CastRoute, signal: AbortSignal): Promise<Courier> {
    const route = { space, proposalId: proposal.id }
    if (chosen === 'relay') {
      return createRelayCourier({ ...route, onSend: () => setProgress({ stage: 'send' }) })
    }
    // Before the proof, so that nobody waits for a ballot that no wallet will bring.
    const signer = await wallet.connect(space.chainId)
    signal.throwIfAborted()
    const { createWalletCourier } = await requirePart(() => import('./createWalletCourier.ts'))
    signal.throwIfAborted()
    return createWalletCourier({
      ...route,
      signer,
      onSend: () => setProgress({ stage: 'chain' }),
    })
  }

  /** The highest revision that this browser knows of, sent or not. */
  function findPrevious(): Pick<BallotRecord, 'nullifier' | 'revision'> | null {
    const waiting = findWaitingBallot(madeBallots.read(recordName), record)
    return waiting === null ? record : createBallotRecord(waiting)
  }

  async function run(
    chosen: CastRoute,
    work: (signal: AbortSignal) => Promise<CastBallotResult>,
  ): Promise<void> {
    const controller = new AbortController()
    running.current = controller
    const { signal } = controller
    setError(null)
    setRoute(chosen)
    setIsCasting(true)
    setProgress({ stage: chosen === 'wallet' ? 'wallet' : 'send' })
    try {
      const result = await untilAborted(work(signal), signal)
      ballotRecords.write(recordName, result.record)
      madeBallots.remove(recordName)
      void queryClient.invalidateQueries({ queryKey: getProposalKey(proposal.id) })
      void queryClient.invalidateQueries({ queryKey: getBallotStatusKey(proposal.id) })
      parameters.onCast(result)
    } catch (failure) {
      if (isBallotSpoiled(failure)) madeBallots.remove(recordName)
      if (failure instanceof NotAMemberError) parameters.onNotAMember()
      if (!signal.aborted) setError(failure)
    } finally {
      if (running.current === controller) running.current = null
      // With the secret that it was given.
      ballotWorker.end()
      setIsCasting(false)
      setProgress(null)
    }
  }

  return {
    cast: (votes, chosen) =>
      void run(chosen, async (signal) => {
        // First, while the browser remembers the click: it asks for a passkey only then.
        const secret = await unlock()
        // Who has cancelled meanwhile is shown nothing of it any more.
        signal.throwIfAborted()
        const courier = await createCourier(chosen, signal)
        setProgress({ stage: 'group' })
        const { id, voiceCredits, description, calls } = proposal
        const job = { proposal: { id, voiceCredits, description, calls }, secret, votes }
        return castBallot({
          proposal,
          previous: findPrevious(),
          prove: (revision) =>
            ballotWorker.prove({ job: { ...job, revision }, onProgress: setProgress, signal }),
          onMade: (ballot) => {
            noteGovernor(space, getIdentityName(space))
            madeBallots.write(recordName, { version: 1, ballot })
            // From now on nothing here says what is in it.
            if (isSecretBallot(ballot)) chosenVotes.remove(recordName)
          },
          courier,
          signal,
        })
      }),
    send: (ballot, chosen) =>
      void run(chosen, async (signal) =>
        deliverBallot(ballot, { courier: await createCourier(chosen, signal), signal }),
      ),
    cancel: () => running.current?.abort(new DOMException('The person cancelled.', 'AbortError')),
    progress,
    route,
    isCasting,
    error,
    dialog: wallet.dialog,
  }
}

/** A wallet may never answer: whoever cancels does not wait for it. */
function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    work.then(resolve, reject)
  })
}
