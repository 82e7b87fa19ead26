import { z } from 'zod'
import { wireAddress, wireUint } from './scalars.ts'

/** What `GET /api/v1/spaces/:space/group[?size=n]` answers: the first `size` commitments in order, and their root. */
export const wireGroup = z.strictObject({
  group: wireAddress,
  size: z.number().int().nonnegative(),
  root: wireUint,
  members: z.array(wireUint),
})

/** A group as it travels on the wire. */
export type WireGroup = z.output<typeof wireGroup>
