import * as z from 'zod'

/*
 * ERC-4824's documents, in JSON-LD. A member has no address here: what stands in its place is the
 * group's CAIP-10 account id with the member's commitment, in the form that the ERC gives to
 * proposals: `eip155:480:0x…?commitment=…`. Long lists come in pages, which `next` links.
 * Source: ERC-4824.
 */

const id = z.string().max(300)
const uri = z.string().max(700)

/** The context of the DAO's own document, as the ERC writes it. */
export const DAO_CONTEXT = 'http://www.daostar.org/schemas'
/** The context of the documents that it names. */
export const DAO_PART_CONTEXT = 'https://www.daostar.org/schemas'

const part = { '@context': z.literal(DAO_PART_CONTEXT), next: uri.optional() }

/** What `GET /api/v1/spaces/:space/dao.json` answers: where a DAO's `daoURI` leads. */
export const wireDao = z.strictObject({
  '@context': z.literal(DAO_CONTEXT),
  type: z.literal('DAO'),
  name: z.string().max(120),
  description: z.string().max(2_000).optional(),
  membersURI: uri,
  proposalsURI: uri,
  activityLogURI: uri,
  governanceURI: uri,
  contractsURI: uri,
})

/** What `…/members.json` answers: who is in the group now, by commitment. */
export const wireDaoMembers = z.strictObject({
  ...part,
  type: z.literal('DAO'),
  members: z.array(z.strictObject({ id })),
})

/** What `…/proposals.json` answers, newest first. */
export const wireDaoProposals = z.strictObject({
  ...part,
  proposals: z.array(
    z.strictObject({
      type: z.literal('proposal'),
      /** CAIP-10 id of the governor, and `?proposalId=`. */
      id,
      name: z.string().optional(),
      contentURI: uri.optional(),
      discussionURI: z.string().max(2_000).optional(),
      status: z.string().max(20),
      calls: z
        .array(
          z.strictObject({
            type: z.literal('CallDataEVM'),
            operation: z.literal('call'),
            from: z.string().max(42),
            to: z.string().max(42),
            value: z.string().max(78),
            data: z.string(),
          }),
        )
        .optional(),
    }),
  ),
})

/** What `…/activities.json` answers, newest first. Ballots are counted, and linked to nobody. */
export const wireDaoActivities = z.strictObject({
  ...part,
  activities: z.array(
    z.strictObject({
      id,
      type: z.literal('activity'),
      event: z.string().max(40),
      /** ISO 8601. */
      timestamp: z.string().max(40),
      proposal: z.strictObject({ type: z.literal('proposal'), id }),
      /** Who published it, where an account did so in its own name. */
      member: z.strictObject({ id }).optional(),
    }),
  ),
})

/** What `…/contracts.json` answers. */
export const wireDaoContracts = z.strictObject({
  ...part,
  contracts: z.array(
    z.strictObject({ id, name: z.string().max(40), description: z.string().max(200) }),
  ),
})

/** A DAO's document. */
export type WireDao = z.output<typeof wireDao>
/** A page of its members. */
export type WireDaoMembers = z.output<typeof wireDaoMembers>
/** A page of its proposals. */
export type WireDaoProposals = z.output<typeof wireDaoProposals>
/** A page of its activities. */
export type WireDaoActivities = z.output<typeof wireDaoActivities>
/** Its contracts. */
export type WireDaoContracts = z.output<typeof wireDaoContracts>
