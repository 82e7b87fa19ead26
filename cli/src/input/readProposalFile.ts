import {
  type EncodedOptionCalls,
  encodeOptionCalls,
  type OptionCall,
  ProposalMalformedError,
  type ProposalMetadata,
  parseProposalMetadata,
  parseUntrustedJson,
} from '@psephos/lib'
import { UsageError } from '../UsageError.ts'
import { readTextFile } from './readTextFile.ts'

/** What is proposed: the text that people read, and the calls that run. */
export interface ProposalFile {
  readonly metadata: ProposalMetadata
  readonly calls: EncodedOptionCalls
  /** The committee that decrypts the totals of a secret proposal; absent where the file names none. */
  readonly committee?: string
}

/**
 * Reads a proposal: a JSON file with the metadata's fields, in which an option may also have `calls`, each with
 * `target`, `value` (wei in decimal, as text) and `calldata` (hex); `committee` makes its ballots secret.
 * @throws UsageError when it is no JSON object.
 * @throws MetadataMalformedError, ProposalMalformedError when a field has the wrong form.
 */
export async function readProposalFile(path: string): Promise<ProposalFile> {
  const value = parseJson(await readTextFile(path), path)
  if (!isRecord(value)) throw new UsageError(`The file ${path} holds no JSON object.`)
  const { committee, ...text } = value
  const options: readonly unknown[] = Array.isArray(value['options']) ? value['options'] : []
  const metadata = parseProposalMetadata({
    version: 1,
    ...text,
    options: Array.isArray(value['options']) ? options.map(withoutCalls) : value['options'],
  })
  const calls = encodeOptionCalls({
    options: options.map((option, index) => ({ calls: readCalls(option, `options.${index}`) })),
  })
  if (committee === undefined) return { metadata, calls }
  if (typeof committee !== 'string' || !/^0x[0-9a-f]{64}$/.test(committee)) {
    return refuse('committee is no id of a committee')
  }
  return { metadata, calls, committee }
}

function parseJson(text: string, path: string): unknown {
  try {
    return parseUntrustedJson(text)
  } catch {
    throw new UsageError(`The file ${path} is no JSON.`)
  }
}

function withoutCalls(option: unknown): unknown {
  if (!isRecord(option)) return option
  const { calls: _, ...text } = option
  return text
}

function readCalls(option: unknown, path: string): OptionCall[] {
  const calls = isRecord(option) ? (option['calls'] ?? []) : []
  if (!Array.isArray(calls)) return refuse(`${path}.calls is no list`)
  return calls.map((call: unknown, index) => readCall(call, `${path}.calls.${index}`))
}

function readCall(call: unknown, path: string): OptionCall {
  if (!isRecord(call)) return refuse(`${path} is no object`)
  const { target, value = '0', calldata = '0x', ...unknown } = call
  const [other] = Object.keys(unknown)
  if (other !== undefined) return refuse(`${path} has an unknown field ${other}`)
  if (typeof target !== 'string') return refuse(`${path}.target is no address`)
  if (typeof calldata !== 'string') return refuse(`${path}.calldata is no text`)
  // A JSON number would lose the last digits of more than 0.009 ETH.
  if (typeof value !== 'string' || !/^[0-9]{1,78}$/.test(value)) {
    return refuse(`${path}.value is no decimal number of wei in quotes`)
  }
  return { target, value: BigInt(value), calldata }
}

function refuse(reason: string): never {
  throw new ProposalMalformedError({ reason })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
