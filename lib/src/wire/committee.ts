import * as z from 'zod'
import { wireAddress, wireHash, wireUint } from './scalars.ts'
import { wireLine } from './text.ts'

const MAX_TRUSTEES = 16
/** For as many options as the largest class has. */
const MAX_CAPACITY = 16

/** A trustee's place in a committee's list, from 1. */
export const wireTrusteePosition = z.number().int().min(1).max(MAX_TRUSTEES)

/** A pair of coordinates; whether it is a point of the group is asked where it is used. */
export const wirePoint = z.strictObject({ x: wireUint, y: wireUint })

/** A proof of a discrete logarithm, or of the equality of two: two scalars. */
const logarithmProof = z.strictObject({ challenge: wireUint, response: wireUint })

/** A signature of an account: 65 bytes in hex. */
const accountSignature = z.string().regex(/^0x[0-9a-f]{130}$/, 'must be a signature')

/**
 * What a committee is to be, as it is written before anybody takes part. The keccak256 of its
 * canonical JSON (RFC 8785) is the session of the key generation.
 */
export const wireInvitation = z.strictObject({
  name: wireLine.min(1).max(200),
  /** How many trustees decrypt. */
  threshold: wireTrusteePosition,
  /** For how many options there will be keys. */
  capacity: z.literal([2, 4, 8, 16]),
  /** A trustee's position is 1 + the place in this list. */
  trustees: z
    .array(z.strictObject({ address: wireAddress, encryptionKey: wirePoint }))
    .min(1)
    .max(MAX_TRUSTEES),
})

/** What a trustee deals, signed by their account. */
export const wireDeal = z.strictObject({
  session: wireHash,
  dealer: wireTrusteePosition,
  /** For each option position the commitments to a polynomial's coefficients, the constant first. */
  commitments: z.array(z.array(wirePoint).min(1).max(MAX_TRUSTEES)).min(2).max(MAX_CAPACITY),
  /** For each option position the proof that the dealer knows the constant. */
  proofs: z.array(logarithmProof).min(2).max(MAX_CAPACITY),
  /** The key that every trustee opens their shares with, and the proof that the dealer knows its secret. */
  ephemeralKey: wirePoint,
  ephemeralProof: logarithmProof,
  /** For each trustee their encrypted shares: 32 bytes for each option position, in hex. */
  shares: z
    .array(z.string().regex(/^0x([0-9a-f]{64}){2,16}$/, 'must be encrypted shares'))
    .min(1)
    .max(MAX_TRUSTEES),
  signature: accountSignature,
})

/** What a trustee says against a dealer, signed by their account. */
export const wireComplaint = z.strictObject({
  session: wireHash,
  complainer: wireTrusteePosition,
  dealer: wireTrusteePosition,
  /** The keccak256 of the deal that is complained about. */
  deal: wireHash,
  /** With this point anybody opens the shares in dispute. */
  sharedPoint: wirePoint,
  /** That the point is right. */
  proof: logarithmProof,
  signature: accountSignature,
})

/** Everything that was said in a key generation: whoever has it comes to the same committee. */
export const wireCommitteeTranscript = z.strictObject({
  invitation: wireInvitation,
  /** More than one for each trustee only where somebody dealt twice. */
  deals: z.array(wireDeal).max(2 * MAX_TRUSTEES),
  complaints: z.array(wireComplaint).max(MAX_TRUSTEES ** 2),
})

/** The committee that came out of a key generation. */
export const wireCommittee = z.strictObject({
  session: wireHash,
  threshold: wireTrusteePosition,
  /** The addresses of all trustees, in the order of their positions. */
  trustees: z.array(wireAddress).min(1).max(MAX_TRUSTEES),
  /** The positions of those whose deals make up the keys, in rising order. */
  qualified: z.array(wireTrusteePosition).min(1).max(MAX_TRUSTEES),
  /** For each option position the summed commitments, `threshold` of them: every key follows. */
  commitments: z.array(z.array(wirePoint).min(1).max(MAX_TRUSTEES)).min(2).max(MAX_CAPACITY),
})

/** What a committee is to be. */
export type CommitteeInvitation = z.output<typeof wireInvitation>
/** A signed deal. */
export type Deal = z.output<typeof wireDeal>
/** A deal before it is signed. */
export type DealContent = Omit<Deal, 'signature'>
/** A signed complaint. */
export type Complaint = z.output<typeof wireComplaint>
/** A complaint before it is signed. */
export type ComplaintContent = Omit<Complaint, 'signature'>
/** Everything that was said in a key generation. */
export type CommitteeTranscript = z.output<typeof wireCommitteeTranscript>
/** The committee that came out of a key generation. */
export type Committee = z.output<typeof wireCommittee>
/** A proof of a discrete logarithm, or of the equality of two. */
export type LogarithmProof = { challenge: bigint; response: bigint }
