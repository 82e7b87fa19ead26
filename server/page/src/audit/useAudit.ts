import type { AuditProgress } from '@psephos/lib'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { InjectedWallet } from '../wallet/useInjectedWallets.ts'
import type { AuditJob, AuditResult } from './auditJob.ts'
import { chooseChain } from './chooseChain.ts'
import type { AuditedFrom } from './describeFinding.ts'
import { runAudit } from './runAudit.ts'

/** What is audited. */
export type AuditRequest = Pick<AuditJob, 'election' | 'archive' | 'space' | 'own'> & {
  /** On which chain the election is; null where nobody is asked. */
  chainId: number | null
  /** Whose node says what the chain says: the server's, a wallet's, or nobody's. */
  node: 'server' | InjectedWallet | null
}

/** What an audit found, and whom it asked. */
export type FinishedAudit = AuditResult & { from: AuditedFrom }

/** Audits elections one after another, and tells how far it is. */
export function useAudit() {
  const [progress, setProgress] = useState<AuditProgress | null>(null)
  const running = useRef<AbortController | null>(null)

  /** What was found last. It stays when it is to be held against another node, and that fails. */
  const [held, setHeld] = useState<{ archive: Blob | null; audit: FinishedAudit } | null>(null)

  const { mutate, error, isPending, variables } = useMutation({
    mutationFn: async ({ node, chainId, ...job }: AuditRequest): Promise<void> => {
      running.current?.abort()
      const controller = new AbortController()
      const { signal } = controller
      running.current = controller
      setProgress(null)
      const wallet = node === 'server' ? null : node
      const from: AuditedFrom = {
        isFile: job.archive !== null,
        source: wallet !== null ? 'wallet' : node === 'server' ? 'server' : null,
        wallet: wallet?.name ?? '',
      }
      if (wallet !== null && chainId !== null) {
        await chooseChain({ provider: wallet.provider, chainId, signal })
      }
      const result = await runAudit({
        job: { ...job, source: from.source },
        wallet: wallet === null ? null : (question) => wallet.provider.request(question),
        onProgress: (next) => {
          if (!signal.aborted) setProgress(next)
        },
        signal,
      })
      setHeld({ archive: job.archive, audit: { ...result, from } })
    },
  })

  // A browser takes up to a tenth of a second for the first number that it writes: now, while nothing moves.
  useEffect(() => void (0).toLocaleString(document.documentElement.lang), [])

  // Leaving the page ends the workers.
  useEffect(() => () => running.current?.abort(), [])

  const isCancelled = running.current?.signal.aborted ?? false
  return {
    start: mutate,
    cancel: () => running.current?.abort(),
    progress,
    isRunning: isPending,
    /** What is audited, or was last. */
    request: variables ?? null,
    /** Null while the next audit runs, and of another file than the last. */
    finished: isPending || held?.archive !== variables?.archive ? null : (held?.audit ?? null),
    /** Null also when the person cancelled it. */
    error: isPending || isCancelled ? null : error,
  }
}
