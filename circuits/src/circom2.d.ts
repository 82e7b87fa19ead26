/** What we use of circom2, the compiler as WebAssembly, which has no types. */
declare module 'circom2' {
  export const bindings: Readonly<Record<string, unknown>>
  export class CircomRunner {
    constructor(options: {
      args: readonly string[]
      env: Readonly<Record<string, string>>
      /** Which folder stands behind each name that the compiler may open. */
      preopens: Readonly<Record<string, string>>
      bindings: Readonly<Record<string, unknown>>
    })
    execute(wasm: Uint8Array): Promise<unknown>
  }
}
