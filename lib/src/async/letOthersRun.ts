/**
 * Lets timers, events and other work of this thread run before long work goes on.
 * @throws the signal's reason when it is aborted.
 */
export async function letOthersRun(signal?: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve))
  signal?.throwIfAborted()
}
