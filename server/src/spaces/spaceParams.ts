import * as z from 'zod'

/** The parameter of every route of a space. An id that no space can have is one that none has. */
export const spaceParams = z.strictObject({
  space: z.string().describe('The space’s id, such as `commons`.'),
})
