import { decodeRevert, type PsephosError } from '@psephos/lib'
import { type ContractTransactionResponse, isError } from 'ethers'

/** A ballot in the form that the chain takes, and where it came from. */
export interface SettledBallot<Struct> {
  readonly line: number
  readonly struct: Struct
}

/** How ballots are cast: by the governor, or by the ballot box where they are secret. */
export interface BallotCall<Struct> {
  readonly estimate: (structs: Struct[]) => Promise<bigint>
  readonly send: (
    structs: Struct[],
    overrides: { gasLimit: bigint },
  ) => Promise<ContractTransactionResponse>
}

/** A ballot that the chain refuses, and why. */
export interface Refusal {
  readonly line: number
  readonly error: PsephosError
}

/** What {@link settleBallots} takes. */
export interface SettleBallotsParameters<Struct> {
  /** By the account that pays. */
  readonly call: BallotCall<Struct>
  readonly ballots: readonly SettledBallot<Struct>[]
  readonly optionCount: number
  readonly batchSize: number
  readonly signal: AbortSignal
  /** Called after each batch, with what was mined. */
  readonly onBatch: (batch: { readonly transaction: string; readonly ballots: number }) => void
}

/** Somebody who changes a ballot first may make an option dearer to write by so much. */
const OPTION_GAS = 20_000n
/** The most gas that a transaction may have on chains with EIP-7825. */
const TRANSACTION_CAP = 2n ** 24n

/**
 * Brings ballots on-chain in batches, each mined before the next is sent, and returns those that the chain
 * refuses. A batch that would revert is halved until the ballot at fault stands alone, so that one bad ballot
 * cannot stop the others. Nothing is sent that would revert.
 */
export async function settleBallots<Struct>(
  parameters: SettleBallotsParameters<Struct>,
): Promise<Refusal[]> {
  const { ballots, batchSize } = parameters
  const refusals: Refusal[] = []
  for (let start = 0; start < ballots.length; start += batchSize) {
    refusals.push(...(await settleBatch(parameters, ballots.slice(start, start + batchSize))))
  }
  return refusals
}

async function settleBatch<Struct>(
  parameters: SettleBallotsParameters<Struct>,
  batch: readonly SettledBallot<Struct>[],
): Promise<Refusal[]> {
  const { call, optionCount, signal, onBatch } = parameters
  signal.throwIfAborted()
  const structs = batch.map(({ struct }) => struct)
  let estimate: bigint
  try {
    estimate = await call.estimate(structs)
  } catch (error) {
    return refuse(parameters, batch, error)
  }
  const wanted = estimate + OPTION_GAS * BigInt(optionCount)
  const isCapped = estimate <= TRANSACTION_CAP && wanted > TRANSACTION_CAP
  const gasLimit = isCapped ? TRANSACTION_CAP : wanted
  const response = await call.send(structs, { gasLimit })
  await response.wait()
  onBatch({ transaction: response.hash, ballots: batch.length })
  return []
}

async function refuse<Struct>(
  parameters: SettleBallotsParameters<Struct>,
  batch: readonly SettledBallot<Struct>[],
  cause: unknown,
): Promise<Refusal[]> {
  const error = isError(cause, 'CALL_EXCEPTION') ? decodeRevert(cause) : null
  // The node does not answer, the account cannot pay: a smaller batch would fare no better.
  if (error === null) throw cause
  const [first] = batch
  if (first === undefined) return []
  if (batch.length === 1) return [{ line: first.line, error }]
  const half = Math.ceil(batch.length / 2)
  return [
    ...(await settleBatch(parameters, batch.slice(0, half))),
    ...(await settleBatch(parameters, batch.slice(half))),
  ]
}
