import * as z from 'zod'
import { wireAddress, wireUint } from './scalars.ts'

/**
 * What `GET /api/v1/spaces/:space/group[?root=n]` answers: the commitments by their place in the group, as it is now or
 * stood with that root. A rotation replaces one in its place.
 */
export const wireGroup = z.strictObject({
  group: wireAddress,
  size: z.number().int().nonnegative(),
  root: wireUint,
  members: z.array(wireUint),
})

/** A group as it travels on the wire. */
export type WireGroup = z.output<typeof wireGroup>
