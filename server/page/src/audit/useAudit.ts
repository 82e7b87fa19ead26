import type { AuditProgress } from '@psephos/lib'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { InjectedWallet } from '../wallet/useInjectedWallets.ts'
import { toWalletError } from '../wallet/walletErrors.ts'
import type { AuditJob, AuditResult } from './auditJob.ts'
import type { AuditedFrom } from './describeFinding.ts'
import { runAudit } from './runAudit.ts'

/** What is audited. */
export type AuditRequest = Pick<AuditJob, 'election' | 'archive' | 'space'> & {
  /** Whose node says what the chain says: the server's, a wallet's, or nobody's. */
  node: 'server' | InjectedWallet | null
}

/** What an audit found, and whom it asked. */
export type FinishedAudit = AuditResult & { from: AuditedFrom }

/** Audits elections one after another, and tells how far it is. */
export function useAudit() {
  const [progress, setProgress] = useState<AuditProgress | null>(null)
  const running = useRef<AbortController | null>(null)

  const { mutate, data, error, isPending, variables } = useMutation({
    mutationFn: async ({ node, ...job }: AuditRequest): Promise<FinishedAudit> => {
      running.current?.abort()
      const controller = new AbortController()
      running.current = controller
      setProgress(null)
      const wallet = node === 'server' ? null : node
      const from: AuditedFrom = {
        isFile: job.archive !== null,
        source: wallet !== null ? 'wallet' : node === 'server' ? 'server' : null,
        wallet: wallet?.name ?? '',
      }
      if (wallet !== null && job.election !== null) {
        await chooseChain(wallet.provider, job.election.chainId)
      }
      const result = await runAudit({
        job: { ...job, source: from.source },
        wallet: wallet === null ? null : (question) => wallet.provider.request(question),
        onProgress: (next) => {
          if (!controller.signal.aborted) setProgress(next)
        },
        signal: controller.signal,
      })
      return { ...result, from }
    },
  })

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
    /** Null while the next audit runs. */
    finished: isPending ? null : (data ?? null),
    /** Null also when the person cancelled it. */
    error: isPending || isCancelled ? null : error,
  }
}

/** Asks a wallet to go to a chain, if it is on another one. It says no if it does not know it. */
async function chooseChain(provider: InjectedWallet['provider'], chainId: number): Promise<void> {
  const wanted = `0x${chainId.toString(16)}`
  try {
    if (Number(await provider.request({ method: 'eth_chainId' })) === chainId) return
    await provider.request({
      method: 'wallet_switchEthereumChain',
      params: [{ chainId: wanted }],
    })
  } catch (error) {
    throw toWalletError(error)
  }
}
