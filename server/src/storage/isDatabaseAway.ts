import * as z from 'zod'

/** How the driver adapter names what happened to a connection. */
const KINDS = new Set([
  'ConnectionClosed',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TooManyConnections',
])
/**
 * PostgreSQL's own codes for a server that is being restarted or has no connection left (57P01 to
 * 57P03, 53300), and for connections that fail (class 08). Source: its manual, appendix A.
 */
const CODES = /^(57P0[123]|53300|08...)$/
/** pg has no codes for these. */
const WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

const prismaError = z.object({
  meta: z.object({
    driverAdapterError: z.object({
      cause: z.object({ kind: z.string(), code: z.string().optional() }),
    }),
  }),
})

/**
 * Tells whether a query failed because there was no way to the database, as while it is restarted:
 * it may be asked again. What it had been told to write may be written.
 */
export function isDatabaseAway(error: unknown): boolean {
  const prisma = prismaError.safeParse(error)
  if (prisma.success) {
    const { kind, code = '' } = prisma.data.meta.driverAdapterError.cause
    return KINDS.has(kind) || CODES.test(code)
  }
  return error instanceof Error && WORDS.test(error.message)
}
