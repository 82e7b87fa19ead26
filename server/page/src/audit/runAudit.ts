import {
  type AuditProgress,
  createErrorFromWire,
  ProverFailedError,
  type WireChainAnswer,
} from '@psephos/lib'
import { nameWorkerFailure } from '../recovery/nameWorkerFailure.ts'
import type { AuditJob, AuditMessage, AuditReply, AuditResult } from './auditJob.ts'

/** Asks a node one question, as EIP-1193 has it: what a wallet of this browser does. */
export type AskNode = (question: { method: string; params: unknown[] }) => Promise<unknown>

/** What {@link runAudit} takes. */
export type RunAuditParameters = {
  job: AuditJob
  /** The wallet whose node is asked; null where the job's source is none. */
  wallet: AskNode | null
  onProgress: (progress: AuditProgress) => void
  /** Ends the workers at once. */
  signal: AbortSignal
}

/**
 * Audits an election in workers, so that the page stays responsive.
 * @throws every error of lib's `auditProposal`, those of the server, the signal's reason when it is
 * aborted, and {@link ProverFailedError} when the browser cannot run it.
 */
export async function runAudit({
  job,
  wallet,
  onProgress,
  signal,
}: RunAuditParameters): Promise<AuditResult> {
  signal.throwIfAborted()
  const worker = new Worker(new URL('./audit.worker.ts', import.meta.url), { type: 'module' })
  try {
    return await new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      worker.addEventListener('error', (event) => void nameWorkerFailure(event).then(reject))
      worker.addEventListener('message', async ({ data }: MessageEvent<AuditMessage>) => {
        switch (data.type) {
          case 'progress':
            return onProgress(data.progress)
          case 'question': {
            const { id, method, params } = data
            const answer = await askWallet(wallet, { method, params })
            return worker.postMessage({ type: 'reply', id, answer } satisfies AuditReply)
          }
          case 'result':
            return resolve(data.result)
          case 'refusal': {
            const { code, message, details } = data
            return reject(createErrorFromWire({ error: { code, message, details } }))
          }
          case 'failure':
            return reject(new ProverFailedError({ reason: data.message }))
        }
      })
      worker.postMessage(job)
    })
  } finally {
    worker.terminate()
  }
}

/** What a wallet throws is an object of any kind; no more of it is needed than whether a call reverted. */
async function askWallet(
  wallet: AskNode | null,
  question: { method: string; params: unknown[] },
): Promise<WireChainAnswer> {
  try {
    if (wallet === null) throw new TypeError('There is no wallet to ask.')
    return { result: await wallet(question) }
  } catch (error) {
    const code = readField(error, 'code')
    const message = readField(error, 'message')
    const data = findRevertData(error)
    return {
      error: {
        code: typeof code === 'number' ? code : UNKNOWN,
        message: typeof message === 'string' ? message : 'The wallet does not answer.',
        ...(data !== null && { data }),
      },
    }
  }
}

const UNKNOWN = -32_000

/** Wallets put it into `data`, or into the error of their node, which stands there. */
function findRevertData(error: unknown, depth = 0): string | null {
  if (typeof error === 'string') return /^0x([0-9a-f]{2})*$/i.test(error) ? error : null
  if (depth === 4 || typeof error !== 'object' || error === null) return null
  for (const field of ['data', 'originalError', 'error', 'cause']) {
    const found = findRevertData(readField(error, field), depth + 1)
    if (found !== null) return found
  }
  return null
}

function readField(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined
}
