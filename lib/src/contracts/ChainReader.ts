import { type Block, isCallException, isError, type Provider } from 'ethers'
import { ChainMismatchError } from '../errors/auditErrors.ts'
import { PsephosError } from '../errors/PsephosError.ts'
import { ChainUnavailableError } from '../errors/serverErrors.ts'

const DEFAULT_TIMEOUT = 60_000
/** How many questions a node is asked at once. */
const QUESTIONS_AT_ONCE = 16

/** How a chain is read. */
export interface ReadChainOptions {
  /** Ends the reading: what reads throws the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** The longest that the node may take to answer one question, in milliseconds; a minute by default. */
  readonly timeout?: number | undefined
}

/** A node that is asked so that every failure has a name and none takes for ever. */
export interface ChainReader {
  readonly provider: Provider
  readonly chainId: number
  /**
   * Asks the node one question.
   * @throws {@link ChainUnavailableError} when it does not answer.
   */
  readonly ask: <Answer>(question: (provider: Provider) => Promise<Answer>) => Promise<Answer>
  /**
   * Asks a contract one question. A revert, and an answer that is none of the contract's (as from an address
   * without code), are the caller's to name: {@link isForeignAnswer}.
   * @throws {@link ChainUnavailableError} when the node does not answer.
   */
  readonly call: <Answer>(question: () => Promise<Answer>) => Promise<Answer>
  /** Asks about each item, some at a time, and answers in the items' order. */
  readonly askEach: <Item, Answer>(
    items: readonly Item[],
    question: (item: Item) => Promise<Answer>,
  ) => Promise<Answer[]>
  /** Returns a block, or null when the chain does not have it. */
  readonly getBlock: (block: number | 'latest') => Promise<Block | null>
}

/** What {@link readChain} takes. */
export interface ReadChainParameters extends ReadChainOptions {
  readonly provider: Provider
  /** The chain that it must be. */
  readonly expectedChainId?: number | undefined
}

/**
 * Has `read` read the provider's chain.
 * @throws {@link ChainUnavailableError} when the node does not answer, or with what no node answers.
 * @throws {@link ChainMismatchError} when it is of another chain than expected.
 */
export async function readChain<Result>(
  parameters: ReadChainParameters,
  read: (reader: ChainReader) => Promise<Result>,
): Promise<Result> {
  const reader = await createChainReader(parameters)
  try {
    return await read(reader)
  } catch (error) {
    // Such as an event whose data cannot be decoded.
    if (!isEthersError(error) || isCallException(error)) throw error
    throw new ChainUnavailableError({ chainId: reader.chainId }, { cause: error })
  }
}

async function createChainReader({
  provider,
  expectedChainId,
  signal,
  timeout = DEFAULT_TIMEOUT,
}: ReadChainParameters): Promise<ChainReader> {
  let chainId: number | null = null
  async function ask<Answer>(question: (provider: Provider) => Promise<Answer>): Promise<Answer> {
    signal?.throwIfAborted()
    try {
      return await endInTime(question(provider), timeout, signal)
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof PsephosError) throw error
      throw new ChainUnavailableError({ chainId }, { cause: error })
    }
  }
  async function call<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask(question)
    } catch (error) {
      const cause = error instanceof ChainUnavailableError ? error.cause : undefined
      throw isForeignAnswer(cause) ? cause : error
    }
  }
  const network = await ask((node) => node.getNetwork())
  chainId = Number(network.chainId)
  if (expectedChainId !== undefined && chainId !== expectedChainId) {
    throw new ChainMismatchError({ chainId, expectedChainId })
  }
  return {
    provider,
    chainId,
    ask,
    call,
    askEach,
    getBlock: (block) => ask((node) => node.getBlock(block)),
  }
}

/** Whether a call reverted, or what answered it is another contract than was thought, or none. */
export function isForeignAnswer(error: unknown): error is Error {
  return isCallException(error) || isError(error, 'BAD_DATA')
}

function isEthersError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && 'shortMessage' in error
}

function endInTime<Answer>(
  answer: Promise<Answer>,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal?.reason)
    const timer = setTimeout(
      () => reject(new Error(`The node did not answer for ${timeout} ms.`)),
      timeout,
    )
    signal?.addEventListener('abort', abort, { once: true })
    answer.then(resolve, reject).finally(() => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    })
  })
}

async function askEach<Item, Answer>(
  items: readonly Item[],
  question: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let start = 0; start < items.length; start += QUESTIONS_AT_ONCE) {
    const part = items.slice(start, start + QUESTIONS_AT_ONCE)
    answers.push(...(await Promise.all(part.map(question))))
  }
  return answers
}
