/** A proof that Semaphore is to make alone; whole numbers in decimal, since they come through JSON. */
export interface RivalJob {
  /** The identity's private key, 32 bytes in hex. */
  readonly secret: string
  readonly index: number
  readonly leaf: string
  readonly root: string
  readonly siblings: readonly string[]
  readonly message: string
  readonly scope: string
  readonly proofDepth: number
  /** Where circuit and key are. */
  readonly artifacts: { readonly wasm: string; readonly zkey: string }
}
