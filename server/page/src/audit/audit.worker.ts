import '../server/forbidEval.ts'
import {
  type AuditReport,
  auditProposal,
  ChainMismatchError,
  createRequestProvider,
  createServerClient,
  MetadataUnknownError,
  PsephosError,
  parseArchive,
  parseProposalMetadata,
  verifyProofs,
  type WireChainAnswer,
} from '@psephos/lib'
import { askServer } from './askServer.ts'
import type { AuditJob, AuditMessage, AuditReply, AuditResult } from './auditJob.ts'
import { isBallotCounted } from './isBallotCounted.ts'
import { verifyInParts } from './verifyInParts.ts'
import { verifyInWorker } from './verifyInWorker.ts'

// Takes one AuditJob and answers with AuditMessages; the page ends the worker after the last one, and
// with it those that it started.

const client = createServerClient({ baseUrl: '' })
/** Ends the audit with what it could not go on without. */
const ending = new AbortController()
const asked = new Map<number, (answer: WireChainAnswer) => void>()
/** More of them would wait for each other's memory. */
const MOST_THREADS = 4

addEventListener('message', async ({ data }: MessageEvent<AuditJob | AuditReply>) => {
  if ('type' in data) {
    asked.get(data.id)?.(data.answer)
    asked.delete(data.id)
    return
  }
  try {
    say({ type: 'result', result: await audit(data) })
  } catch (error) {
    say(
      error instanceof PsephosError
        ? { type: 'refusal', code: error.code, message: error.message, details: error.details }
        : { type: 'failure', message: String(error) },
    )
  }
})

function say(message: AuditMessage): void {
  postMessage(message)
}

async function audit(job: AuditJob): Promise<AuditResult> {
  const { election, archive, source } = job
  let exported = ''
  const rest = {
    fromBlock: election?.fromBlock,
    signal: ending.signal,
    onProgress: (progress) => say({ type: 'progress', progress }),
    onArchive: (text) => {
      exported = text
    },
    // A file that is audited by itself is audited without anybody else.
    fetchMetadata: source === null ? undefined : findMetadata,
    verifyProofs: verifyInParts({
      threads: Math.min(navigator.hardwareConcurrency, MOST_THREADS),
      verifyHere: verifyProofs,
      verifyElsewhere: verifyInWorker,
    }),
  } satisfies Partial<Parameters<typeof auditProposal>[0]>
  const which = { governor: election?.governor, proposalId: election?.proposalId }
  const provider = source === null ? undefined : await connect(job)
  const report =
    archive !== null
      ? await auditProposal({ ...rest, ...which, archive: await archive.text(), provider })
      : await auditProposal({ ...rest, ...given(election), provider: given(provider) })
  return {
    report,
    archive: new Blob([exported], { type: 'application/json' }),
    titles: readTitles(report, exported),
    isOwnCounted: job.own !== null && isBallotCounted(job.own, parseArchive(exported)),
  }
}

function readTitles({ checks }: AuditReport, exported: string): string[] {
  const isText = checks.some(({ name, verdict }) => name === 'metadata' && verdict === 'confirmed')
  const { metadata } = parseArchive(exported)
  if (!isText || metadata === null) return []
  return parseProposalMetadata(JSON.parse(metadata)).options.map(({ title }) => title)
}

/** Connects to the node that is to be asked, and makes sure that it is of the right chain. */
async function connect({ source, space, election }: AuditJob) {
  const request = async ({ method, params }: { method: string; params: unknown[] }) => {
    const answer =
      source === 'wallet'
        ? await askWallet(method, params)
        : await askServer({ client, space: given(space), method, params }).catch((error) => {
            // To ask on, for less, would not help.
            ending.abort(error)
            throw error
          })
    if ('error' in answer) throw Object.assign(new Error(answer.error.message), answer.error)
    return answer.result
  }
  const chainId = Number(await request({ method: 'eth_chainId', params: [] }))
  if (election !== null && chainId !== election.chainId) {
    throw new ChainMismatchError({ chainId, expectedChainId: election.chainId })
  }
  return createRequestProvider({ request, chainId })
}

/** Only a page has wallets. */
function askWallet(method: string, params: unknown[]): Promise<WireChainAnswer> {
  const id = asked.size === 0 ? 0 : Math.max(...asked.keys()) + 1
  return new Promise((resolve) => {
    asked.set(id, resolve)
    say({ type: 'question', id, method, params })
  })
}

async function findMetadata(cid: string) {
  try {
    return await client.getMetadata({ cid })
  } catch (error) {
    if (error instanceof MetadataUnknownError) return null
    throw error
  }
}

function given<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new TypeError('The job lacks what to audit.')
  return value
}
