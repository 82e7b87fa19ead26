import * as z from 'zod'

/** One call of what `callTracer` answers, with those that it made. */
const tracedCall = z.object({
  to: z.string().optional(),
  input: z.string(),
  error: z.string().optional(),
  calls: z.array(z.unknown()).optional(),
})

/**
 * Returns the data of the calls to an address that a trace shows, without those that were taken back.
 * Calls nest as deep as the chain allows, so they are walked with a list of what is still to be seen.
 */
export function findGovernorCalls(trace: unknown, address: string): string[] {
  const found: string[] = []
  const open: unknown[] = [trace]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const parsed = tracedCall.safeParse(next)
    if (!parsed.success || parsed.data.error !== undefined) continue
    const { to, input, calls = [] } = parsed.data
    if (to?.toLowerCase() === address.toLowerCase()) found.push(input)
    for (const call of calls.toReversed()) open.push(call)
  }
  return found
}
