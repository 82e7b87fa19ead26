import { ChainUnavailableError } from '@psephos/lib'
import { concat, dataSlice, isCallException, isHexString } from 'ethers'
import type { Chain } from './connectChain.ts'

/** What {@link readViews} takes. */
export interface ReadViewsParameters {
  readonly chain: Chain
  /** The contract that is asked. */
  readonly target: string
  /** Calls of functions with one word of arguments: 36 bytes each, in hex. */
  readonly calls: readonly string[]
}

/** The bytes of a call: a selector and a word. */
const CALL_SIZE = 36
/** EIP-3860 lets a program be 49 152 bytes long. */
const CALLS_PER_PROGRAM = 1_300

/**
 * Asks a contract many things in one `eth_call`, all of them in the same block, and returns what it
 * answers, null where it reverts. What is sent is a program that is never deployed, as a node runs
 * one when a transaction creates a contract: it needs no other contract on the chain.
 * @throws {@link ChainUnavailableError} when the node does not run it.
 */
export async function readViews({
  chain,
  target,
  calls,
}: ReadViewsParameters): Promise<(string | null)[]> {
  if (calls.length === 0) return []
  if (calls.some((call) => !isHexString(call, CALL_SIZE)))
    throw new RangeError('A call must be a selector and one word.')
  const answers: (string | null)[] = []
  for (let start = 0; start < calls.length; start += CALLS_PER_PROGRAM) {
    const some = calls.slice(start, start + CALLS_PER_PROGRAM)
    const data = await runProgram(chain, concat([createProgram(target), ...some]))
    answers.push(...splitAnswers(data, some.length, chain.chainId))
  }
  return answers
}

/**
 * The program ends in a revert: what a creation returns would be held to the size of a contract,
 * what it reverts with is not.
 */
async function runProgram({ provider, chainId }: Chain, data: string): Promise<string> {
  try {
    await provider.call({ data })
  } catch (error) {
    if (isCallException(error) && error.data !== null) return error.data
    throw error
  }
  throw new ChainUnavailableError({ chainId })
}

/**
 * Each answer is whether the call succeeded, how many bytes follow, and the bytes. They are cut out
 * of the text: to decode all of it for each part of it took longer than everything else.
 */
function splitAnswers(data: string, count: number, chainId: number): (string | null)[] {
  const answers: (string | null)[] = []
  let at = '0x'.length
  for (let index = 0; index < count; index += 1) {
    const [success, size] = [readWord(data, at), readWord(data, at + WORD)]
    const start = at + 2 * WORD
    at = start + 2 * (size ?? 0)
    if (success === null || size === null || at > data.length) {
      throw new ChainUnavailableError({ chainId })
    }
    answers.push(success === 1 && size > 0 ? `0x${data.slice(start, at)}` : null)
  }
  return answers
}

/** The hex digits of a word. */
const WORD = 64

/** Null where there is no number, or one that is no length. */
function readWord(data: string, at: number): number | null {
  const digits = data.slice(at, at + WORD)
  return /^0{56}[0-9a-f]{8}$/i.test(digits) ? Number.parseInt(digits, 16) : null
}

/** Places in the program, by which its parts are held together: where a round begins, ends, and the calls. */
const [LOOP, END, CALLS] = ['04', '4e', '56']

/**
 * Returns the program, to which the calls are appended. On the stack are the place of the next call
 * in the code and, above it, the place of the next answer in memory. Source: the EVM's instructions,
 * Ethereum's yellow paper, appendix H.
 */
function createProgram(target: string): string {
  return concat(
    [
      ...['60', CALLS, '60', '40'], // PUSH1 PUSH1: the first call, the first answer
      ...['5b', '38', '82', '10', '15', '60', END, '57'], // until no call is left: CODESIZE DUP3 LT ISZERO JUMPI
      ...['60', '24', '82', '60', '00', '39'], // the call to memory: CODECOPY(0, call, 36)
      ...['60', '00', '60', '00', '60', '24', '60', '00'], // no room for its answer; 36 bytes at 0
      ...['73', dataSlice(target, 0, 20).slice(2), '5a', 'fa'], // PUSH20 GAS STATICCALL
      ...['81', '52'], // MSTORE(answer, success)
      ...['3d', '81', '60', '20', '01', '52'], // MSTORE(answer + 32, RETURNDATASIZE)
      ...['3d', '60', '00', '82', '60', '40', '01', '3e'], // RETURNDATACOPY(answer + 64, 0, RETURNDATASIZE)
      ...['3d', '01', '60', '40', '01'], // answer += RETURNDATASIZE + 64
      ...['90', '60', '24', '01', '90'], // call += 36
      ...['60', LOOP, '56'], // JUMP
      ...['5b', '60', '40', '90', '03', '60', '40', 'fd'], // REVERT(64, answer - 64)
    ].map((byte) => `0x${byte}`),
  )
}
