import * as z from 'zod'

/** An opaque place in a list, as a page's `next` gives it. */
export const wireCursor = z.string().regex(/^[A-Za-z0-9_-]{1,200}$/, 'must be the next of a page')

/** How many entries a page may have, as it stands in a query. */
export const wireLimit = z
  .string()
  .regex(/^([1-9]\d?|100)$/, 'must be a whole number from 1 to 100')
  .transform(Number)
