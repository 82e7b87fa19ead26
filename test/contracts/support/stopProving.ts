/** Ends the threads that proving has started, which keep the process alive. */
export async function stopProving(): Promise<void> {
  const curve: unknown = Reflect.get(globalThis, 'curve_bn128')
  if (typeof curve !== 'object' || curve === null || !('terminate' in curve)) return
  if (typeof curve.terminate === 'function') await curve.terminate()
}
