import * as z from 'zod'
import { wireCursor } from './page.ts'
import { proposalStates } from './proposal.ts'
import { wireAddress, wireTimestamp } from './scalars.ts'
import { wireHttpsUrl, wireImageUrl, wireLine, wireOrigin, wireText } from './text.ts'

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

/** What a DAO says about itself. Unlike its contracts, its admins may change all of it at any time. */
export const wireSpaceProfile = z.strictObject({
  name: wireLine.min(1).max(120),
  /** Markdown. */
  about: wireText.max(2_000).optional(),
  avatar: wireImageUrl.optional(),
  links: z
    .strictObject({
      website: wireHttpsUrl.optional(),
      forum: wireHttpsUrl.optional(),
      code: wireHttpsUrl.optional(),
      social: wireHttpsUrl.optional(),
    })
    .optional(),
  /** Where its funds are, if not with its timelock. */
  treasury: wireAddress.optional(),
  /** The web origins whose pages may call the API for this space, and show its proposals in a frame. */
  origins: z.array(wireOrigin).max(16).optional(),
})

/** Who asks for something in a space's name, and their EIP-712 signature of what they ask for. */
export const wireSpaceAuthorization = z.strictObject({
  /** An account, or a contract that answers ERC-1271. */
  signer: wireAddress,
  /** Milliseconds since 1970. A request that changes something must be younger than every one before it. */
  issuedAt: z.number().int().nonnegative(),
  /** Milliseconds since 1970, at most 7 days after `issuedAt`. */
  expiresAt: z.number().int().nonnegative(),
  /** 65 bytes of an account; whatever a contract takes. */
  signature: z
    .string()
    .max(16_386)
    .regex(/^0x([0-9a-fA-F]{2})*$/, 'must be bytes in hex'),
})

/** What `POST /api/v1/spaces` takes. */
export const wireSpaceRegistrationBody = z.strictObject({
  space: wireSpace,
  profile: wireSpaceProfile,
  authorization: wireSpaceAuthorization,
})

/** What `PUT /api/v1/spaces/:space` takes. */
export const wireSpaceProfileBody = z.strictObject({
  profile: wireSpaceProfile,
  authorization: wireSpaceAuthorization,
})

/** A DAO with what it says about itself, which is absent until an admin has said it. */
export const wireHostedSpace = wireSpace.extend({ profile: wireSpaceProfile.optional() })

/** What `GET /api/v1/spaces` answers; `next` is absent on the last page. */
export const wireSpaceList = z.strictObject({
  spaces: z.array(wireHostedSpace),
  next: wireCursor.optional(),
})

const count = z.number().int().nonnegative()

/** What `GET /api/v1/spaces/:space` answers. */
export const wireSpaceDetails = wireHostedSpace.extend({
  /** By whom the profile was signed, and for which server: whoever doubts the server can check it. */
  signed: wireSpaceAuthorization.extend({ server: wireOrigin }).optional(),
  figures: z.strictObject({
    members: count,
    /** How many proposals are in each state. */
    proposals: z.record(z.enum(proposalStates), count),
    /** Ballots that governors count, those of all proposals together. */
    ballots: count,
    /** When something last happened, such as a proposal opening; null while nothing has. */
    lastActivity: wireTimestamp.nullable(),
  }),
})

/** A DAO as it travels on the wire. */
export type WireSpace = z.output<typeof wireSpace>
/** What a DAO says about itself. */
export type SpaceProfile = z.output<typeof wireSpaceProfile>
/** Who asks for something in a space's name. */
export type SpaceAuthorization = z.output<typeof wireSpaceAuthorization>
/** What `POST /api/v1/spaces` takes. */
export type WireSpaceRegistrationBody = z.output<typeof wireSpaceRegistrationBody>
/** What `PUT /api/v1/spaces/:space` takes. */
export type WireSpaceProfileBody = z.output<typeof wireSpaceProfileBody>
/** A DAO with what it says about itself. */
export type WireHostedSpace = z.output<typeof wireHostedSpace>
/** A page of DAOs. */
export type WireSpaceList = z.output<typeof wireSpaceList>
/** A DAO with its figures. */
export type WireSpaceDetails = z.output<typeof wireSpaceDetails>
