import { Fragment, FunctionFragment } from 'ethers'

/** What a pasted ABI holds. */
export type PastedFunctions =
  | { kind: 'functions'; functions: FunctionFragment[] }
  /** Nothing is pasted yet. */
  | { kind: 'empty' }
  /** It is no ABI. */
  | { kind: 'unreadable' }
  /** It is one, but nothing in it changes anything. */
  | { kind: 'none' }

/**
 * Returns the functions of a contract that change something, from whatever describes them: its ABI as
 * JSON, a compiler's artifact that holds it, or signatures, one a line, such as
 * `function mint(address to, uint256 amount)`.
 */
export function readFunctions(text: string): PastedFunctions {
  const trimmed = text.trim()
  if (trimmed === '') return { kind: 'empty' }
  let fragments: Fragment[]
  try {
    const described = /^[[{]/.test(trimmed) ? readJson(trimmed) : readLines(trimmed)
    fragments = described.map((each) => Fragment.from(each))
  } catch {
    return { kind: 'unreadable' }
  }
  const functions = fragments
    .filter((each) => each instanceof FunctionFragment)
    .filter((each) => !each.constant)
  return functions.length === 0
    ? { kind: 'none' }
    : { kind: 'functions', functions: functions.filter(isFirstOfItsSignature) }
}

/** Returns a function by its signature, such as `mint(address)`, or null. */
export function findFunction(text: string, signature: string): FunctionFragment | null {
  const pasted = readFunctions(text)
  if (pasted.kind !== 'functions') return null
  return pasted.functions.find((each) => each.format('sighash') === signature) ?? null
}

function readJson(text: string): unknown[] {
  const parsed: unknown = JSON.parse(text)
  const abi = typeof parsed === 'object' && parsed !== null && 'abi' in parsed ? parsed.abi : parsed
  return Array.isArray(abi) ? abi : [abi]
}

function readLines(text: string): string[] {
  return text
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => (/^\w+\s*\(/.test(line) ? `function ${line}` : line))
}

function isFirstOfItsSignature(
  fragment: FunctionFragment,
  index: number,
  all: FunctionFragment[],
): boolean {
  const signature = fragment.format('sighash')
  return all.findIndex((each) => each.format('sighash') === signature) === index
}
