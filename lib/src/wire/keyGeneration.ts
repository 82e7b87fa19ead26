import * as z from 'zod'
import {
  wireCommitteeTranscript,
  wireComplaint,
  wireInvitation,
  wireTrusteePosition,
} from './committee.ts'
import { wireHash, wireTimestamp } from './scalars.ts'
import { wireSpaceAuthorization } from './space.ts'

/** A trustee's EIP-712 signature of the committee that came out of a key generation. */
export const wireConfirmation = z.strictObject({
  position: wireTrusteePosition,
  /** The committee that is confirmed. */
  committee: wireHash,
  /** 65 bytes of an account, or what a contract takes (ERC-1271). */
  signature: z
    .string()
    .max(16_386)
    .regex(/^0x([0-9a-f]{2})*$/, 'must be bytes in hex'),
})

/** What `POST /api/v1/spaces/:space/key-generations` takes: an admin of the space signs `open key generation`. */
export const wireKeyGenerationBody = z.strictObject({
  invitation: wireInvitation,
  /** Seconds since 1970: whoever has not dealt by then is left out. */
  dealsUntil: wireTimestamp,
  authorization: wireSpaceAuthorization,
})

/** What `GET /api/v1/key-generations/:session` answers: everything that trustees said. The server decides nothing about it. */
export const wireKeyGeneration = z.strictObject({
  space: z.string(),
  /** The keccak256 of the invitation's canonical JSON. */
  session: wireHash,
  transcript: wireCommitteeTranscript,
  /** Until when deals are taken; when all trustees have dealt, it is over sooner. */
  dealsUntil: wireTimestamp,
  /** One for each trustee and committee, in the order of their positions. */
  confirmations: z.array(wireConfirmation).max(64),
})

/** A key generation in a list. */
export const wireKeyGenerationSummary = z.strictObject({
  session: wireHash,
  name: wireInvitation.shape.name,
  threshold: wireTrusteePosition,
  trustees: z.number().int().min(1).max(16),
  dealsUntil: wireTimestamp,
})

/** What `GET /api/v1/spaces/:space/key-generations` answers, the latest first. */
export const wireKeyGenerationList = z.strictObject({
  keyGenerations: z.array(wireKeyGenerationSummary).max(100),
})

/** What a trustee may say to the mailbox of a key generation, by the path under which it is posted. */
export const keyGenerationMessages = {
  deals: wireCommitteeTranscript.shape.deals.element,
  complaints: wireComplaint,
  confirmations: wireConfirmation,
} as const

/** A trustee's signature of the committee that came out of a key generation. */
export type Confirmation = z.output<typeof wireConfirmation>
/** What opening a key generation takes. */
export type WireKeyGenerationBody = z.output<typeof wireKeyGenerationBody>
/** A key generation as it travels on the wire. */
export type WireKeyGeneration = z.output<typeof wireKeyGeneration>
/** A key generation in a list. */
export type WireKeyGenerationSummary = z.output<typeof wireKeyGenerationSummary>
