/**
 * What we use of ffjavascript, which has no types: the WebAssembly that it builds for BN254, and
 * where its memory is free. All arithmetic is called directly; {@link loadCurve} checks that the
 * functions are there.
 */
declare module 'ffjavascript' {
  export function buildBn128(singleThread: true): Promise<{
    readonly tm: {
      readonly instance: WebAssembly.Instance
      readonly memory: WebAssembly.Memory
      /** Returns where `length` bytes are free, and takes them. There are 1.6 MB in all. */
      alloc(length: number): number
    }
  }>
}
