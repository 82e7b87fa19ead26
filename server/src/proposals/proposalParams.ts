import { wireUint } from '@psephos/lib'
import * as z from 'zod'

/** The parameter of every route of a proposal. */
export const proposalParams = z.strictObject({
  proposal: wireUint.describe('The proposal’s id, as the governor computes it.'),
})
