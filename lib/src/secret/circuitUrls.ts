import type { OptionClass } from './optionClass.ts'

/** What {@link circuitUrls} takes. */
export type CircuitUrlsParameters = {
  /** Where the server stands, without a trailing slash; empty for the page's own origin. */
  baseUrl: string
  circuit: 'secret-ballot' | 'decryption-share'
  /** The proposal's class. */
  optionClass: OptionClass
}

/**
 * Returns where a Psephos server serves a circuit of secret ballots and its proving key, if it has one of that class.
 * @example
 * circuitUrls({ baseUrl: '', circuit: 'secret-ballot', optionClass: 4 }).wasm // '/artifacts/secret-ballot-4.wasm'
 */
export function circuitUrls({ baseUrl, circuit, optionClass }: CircuitUrlsParameters): {
  wasm: string
  zkey: string
} {
  const stem = `${baseUrl}/artifacts/${circuit}-${optionClass}`
  return { wasm: `${stem}.wasm`, zkey: `${stem}.zkey` }
}
