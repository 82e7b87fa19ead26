import {
  type ChainQuestion,
  ChainUnavailableError,
  type WireChainAnswer,
  type WireSpace,
} from '@psephos/lib'
import { isCallException, isError } from 'ethers'
import type { Chain } from '../chain/connectChain.ts'
import { hasReverted } from '../chain/nameChainFailure.ts'
import { requireOwnContracts } from './requireOwnContracts.ts'

/** What a question is answered with. */
export interface AnswerChainQuestionContext {
  readonly chain: Pick<Chain, 'provider' | 'chainId' | 'box'>
  readonly space: WireSpace
}

/** Blocks of one question for events, and events of one answer: whoever wants more asks again. */
const MOST_BLOCKS = 131_072
const MOST_LOGS = 10_000
/** As EIP-1474 has it; whoever reads events asks for fewer blocks then. */
const LIMIT_EXCEEDED = -32_005
/** What Geth answers when a call reverts. */
const REVERTED = 3
const REFUSED = -32_000

/**
 * Asks the node a question on somebody's behalf. What the node says when it fails is not handed on:
 * it may name where the operator's node is.
 * @throws {@link RequestMalformedError} when it is about other contracts than the space's.
 * @throws {@link ChainUnavailableError} when the node does not answer.
 */
export async function answerChainQuestion(
  { chain, space }: AnswerChainQuestionContext,
  question: ChainQuestion,
): Promise<WireChainAnswer> {
  requireOwnContracts({ space, box: await readBox(chain, space) }, question)
  if (question.method === 'eth_chainId') return { result: `0x${chain.chainId.toString(16)}` }
  if (question.method === 'eth_getLogs') {
    const { fromBlock, toBlock } = question.params[0]
    if (Number(toBlock) - Number(fromBlock) >= MOST_BLOCKS) {
      return refuse(LIMIT_EXCEEDED, `Ask for ${MOST_BLOCKS} blocks at most.`)
    }
  }
  try {
    const result: unknown = await chain.provider.send(question.method, [...question.params])
    const isTooMuch = question.method === 'eth_getLogs' && hasMore(result, MOST_LOGS)
    return isTooMuch
      ? refuse(LIMIT_EXCEEDED, `These blocks have more than ${MOST_LOGS} events: ask for fewer.`)
      : { result }
  } catch (error) {
    if (isCallException(error) && hasReverted(error)) {
      return { error: { code: REVERTED, message: 'execution reverted', data: error.data ?? '0x' } }
    }
    // The node answered, and refuses: the range is too long, or older than what it keeps.
    if (isCallException(error) || isError(error, 'UNKNOWN_ERROR')) {
      return refuse(REFUSED, 'The node refuses.')
    }
    throw new ChainUnavailableError({ chainId: chain.chainId }, { cause: error })
  }
}

/** Asked of the node the first time alone. */
async function readBox(chain: AnswerChainQuestionContext['chain'], space: WireSpace) {
  try {
    return await chain.box(space)
  } catch (error) {
    throw new ChainUnavailableError({ chainId: chain.chainId }, { cause: error })
  }
}

function refuse(code: number, message: string): WireChainAnswer {
  return { error: { code, message } }
}

function hasMore(result: unknown, most: number): boolean {
  return Array.isArray(result) && result.length > most
}
