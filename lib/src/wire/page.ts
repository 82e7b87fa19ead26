import { z } from 'zod'

/** Where the next page of a list begins, as the page before it says. What stands in it is the server's own affair. */
export const wireCursor = z.string().regex(/^[\w-]{1,400}$/, 'must be a cursor of this server')

/** How many entries a page may have, as it stands in a query. */
export const wireLimit = z
  .string()
  .regex(/^([1-9]\d?|100)$/, 'must be a whole number from 1 to 100')
  .transform(Number)
