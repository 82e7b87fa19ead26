import {
  createIdentity,
  createServerClient,
  deriveCommitteeKeys,
  generateSecretBallot,
  getMembershipTree,
  optionClass,
  proposalScope,
} from '@psephos/lib'
import type { DevelopmentStack } from '@psephos/server/src/development/startDevelopment.ts'
import { getBytes } from 'ethers'
import { expect } from 'vitest'

/** What {@link voteSecretly} takes. */
export interface VoteSecretlyParameters {
  readonly stack: DevelopmentStack
  readonly proposal: bigint
  /** Of the identity that votes, 32 bytes in hex. */
  readonly secret: string
  /** One for each option. */
  readonly votes: number[]
}

/** How long it may take until a proposal is open, and until a ballot counts. */
const PATIENCE = { timeout: 60_000 }

/** Votes on a secret proposal without a page, and waits until the ballot counts. */
export async function voteSecretly({
  stack: { url, space },
  proposal: id,
  secret,
  votes,
}: VoteSecretlyParameters): Promise<void> {
  const client = createServerClient({ baseUrl: url })
  const readProposal = () => client.getProposal({ proposal: id })
  await expect.poll(async () => (await readProposal()).state, PATIENCE).toBe('active')
  const { electorate, committee, voiceCredits } = await readProposal()
  if (electorate === null || committee === null) throw new Error('The proposal is not secret.')
  const { electionKeys } = deriveCommitteeKeys(await client.getCommittee({ committee }))
  const { chainId, governor } = space
  const ballot = await generateSecretBallot({
    identity: createIdentity({ privateKey: getBytes(`0x${secret}`) }),
    group: await getMembershipTree({ client, space: space.id, electorate }),
    revision: 0,
    scope: proposalScope({ chainId, governor, proposalId: id }),
    proofDepth: electorate.proofDepth,
    keys: electionKeys,
    artifacts: client.circuitUrls('secret-ballot', optionClass(votes.length)),
    ...{ votes, voiceCredits },
  })
  await client.castSecretBallot({ proposal: id, ballot })
  await expect
    .poll(async () => (await client.getSecrecy({ proposal: id })).voters, PATIENCE)
    .toBe(1)
}
