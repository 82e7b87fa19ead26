import { z } from 'zod'
import { wireAddress } from './scalars.ts'

/** A DAO that the server hosts: its chain and contracts, and how one enrols. */
export const wireSpace = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  name: z.string().min(1).max(120),
  chainId: z.number().int().positive(),
  /** The block at or before which the contracts were deployed; events are read from here. */
  deploymentBlock: z.number().int().nonnegative(),
  governor: wireAddress,
  group: wireAddress,
  issuer: wireAddress,
  timelock: wireAddress,
})

/** What `GET /api/v1/spaces` answers. */
export const wireSpaceList = z.strictObject({ spaces: z.array(wireSpace) })

/** A DAO as it travels on the wire. */
export type WireSpace = z.output<typeof wireSpace>
