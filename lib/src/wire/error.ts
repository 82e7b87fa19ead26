import * as z from 'zod'
import { errorCodes } from '../errors/PsephosError.ts'

/** The body of every answer that is not a success: a code from a closed list and one sentence. */
export const wireError = z.strictObject({
  error: z.strictObject({
    code: z.enum(errorCodes),
    message: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  }),
})
