import { type Block, isError, type Provider } from 'ethers'
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
   * Asks the node one question. A revert and an answer without content are the caller's to name.
   * @throws {@link ChainUnavailableError} when it does not answer.
   */
  readonly ask: <Answer>(question: (provider: Provider) => Promise<Answer>) => Promise<Answer>
  /** Asks about each item, some at a time, and answers in the items' order. */
  readonly askEach: <Item, Answer>(
    items: readonly Item[],
    question: (item: Item) => Promise<Answer>,
  ) => Promise<Answer[]>
  /** Returns a block, or null when the chain does not have it. */
  readonly getBlock: (block: number | 'latest') => Promise<Block | null>
}

/** What {@link createChainReader} takes. */
export interface CreateChainReaderParameters extends ReadChainOptions {
  readonly provider: Provider
  /** The chain that it must be. */
  readonly expectedChainId?: number | undefined
}

/**
 * Returns a reader of the provider's chain.
 * @throws {@link ChainUnavailableError} when the node does not answer.
 * @throws {@link ChainMismatchError} when it is of another chain than expected.
 */
export async function createChainReader({
  provider,
  expectedChainId,
  signal,
  timeout = DEFAULT_TIMEOUT,
}: CreateChainReaderParameters): Promise<ChainReader> {
  const askAs = async <Answer>(
    chainId: number | null,
    question: (provider: Provider) => Promise<Answer>,
  ): Promise<Answer> => {
    signal?.throwIfAborted()
    try {
      return await endInTime(question(provider), timeout, signal)
    } catch (error) {
      signal?.throwIfAborted()
      if (isAnswer(error)) throw error
      throw new ChainUnavailableError({ chainId }, { cause: error })
    }
  }
  const network = await askAs(null, (node) => node.getNetwork())
  const chainId = Number(network.chainId)
  if (expectedChainId !== undefined && chainId !== expectedChainId) {
    throw new ChainMismatchError({ chainId, expectedChainId })
  }
  const ask: ChainReader['ask'] = (question) => askAs(chainId, question)
  return {
    provider,
    chainId,
    ask,
    askEach: (items, question) => askEach(items, question),
    getBlock: (block) => ask((node) => node.getBlock(block)),
  }
}

/** A revert, an answer that is no value (as from an address without code), or a failure of our own. */
function isAnswer(error: unknown): boolean {
  return (
    error instanceof PsephosError || isError(error, 'CALL_EXCEPTION') || isError(error, 'BAD_DATA')
  )
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
