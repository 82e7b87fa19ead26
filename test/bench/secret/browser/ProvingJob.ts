/** What a browser is to prove; points as decimal coordinates, since they come through JSON. */
export interface ProvingJob {
  readonly options: number
  readonly voiceCredits: number
  readonly proofDepth: number
  /** The election keys; null for an open ballot. */
  readonly keys: readonly { readonly x: string; readonly y: string }[] | null
  /** Where circuit and key are. */
  readonly artifacts: { readonly wasm: string; readonly zkey: string }
  /** How often; the first warms up and does not count. */
  readonly proofs: number
}
