import {
  MetadataMalformedError,
  type ProposalStepName,
  parseProposalDescription,
  readProposalCommittee,
  type WireSpace,
} from '@psephos/lib'
import { AbiCoder, type Log, toUtf8String, Utf8ErrorFuncs } from 'ethers'
import type { Prisma } from '../generated/prisma/client.ts'
import type { Chain } from './connectChain.ts'
import { readDecryptionEvents } from './readDecryptionEvents.ts'

/** What {@link readSpaceEvents} takes; both blocks are read. */
export interface ReadSpaceEventsParameters {
  readonly chain: Chain
  readonly space: WireSpace
  readonly from: number
  readonly to: number
}

/** Rows for the database, in the order of the chain. */
export interface SpaceEvents {
  readonly groupChanges: Prisma.GroupChangeCreateManyInput[]
  readonly proposals: Prisma.ProposalCreateManyInput[]
  /** People's first ballots. */
  readonly cast: Prisma.CountedBallotCreateManyInput[]
  /** What became of proposals, of some perhaps that are not known here. */
  readonly steps: Prisma.ProposalStepCreateManyInput[]
  /** Ballots that took the place of others; those may be among `cast`, and among these. */
  readonly replacing: Prisma.CountedBallotCreateManyInput[]
  /** Trustees' shares of the decryption of secret proposals. */
  readonly shares: Prisma.DecryptionShareCreateManyInput[]
}

/** Reads the events of a space's group and governor in a range of blocks. */
export async function readSpaceEvents({
  chain,
  space,
  from,
  to,
}: ReadSpaceEventsParameters): Promise<SpaceEvents> {
  const [group, governor] = [chain.group(space), chain.governor(space)]
  const [enrolled, rotated, created, layouts, cast, replaced, secret, ended, decryption] =
    await Promise.all([
      group.queryFilter(group.filters.PersonEnrolled(), from, to),
      group.queryFilter(group.filters.PersonRotated(), from, to),
      governor.queryFilter(governor.filters.ProposalCreated(), from, to),
      governor.queryFilter(governor.filters.ProposalOptionsCreated(), from, to),
      governor.queryFilter(governor.filters.BallotCast(), from, to),
      governor.queryFilter(governor.filters.BallotReplaced(), from, to),
      readSecretBallots({ chain, space, from, to }),
      // Three in one question: they are rare.
      chain.provider.getLogs({
        address: space.governor,
        topics: [LATER_STEPS.map(({ event }) => governor.interface.getEvent(event).topicHash)],
        fromBlock: from,
        toBlock: to,
      }),
      readDecryptionEvents({ chain, space, from, to }),
    ])

  const layoutOf = new Map(layouts.map(({ args }) => [args.proposalId, args]))
  const proposals = created.flatMap((event) => {
    const { args } = event
    const description = readDescription(event.data)
    const layout = layoutOf.get(args.proposalId)
    if (layout === undefined) return []
    return [
      {
        spaceId: space.id,
        id: String(args.proposalId),
        block: event.blockNumber,
        logIndex: event.index,
        proposer: args.proposer.toLowerCase(),
        description,
        cid: readCid(description),
        snapshot: Number(args.voteStart),
        deadline: Number(args.voteEnd),
        targets: args.targets.map((target) => target.toLowerCase()),
        // `values` is also a method of the array that ethers gives.
        values: args[3].map(String),
        calldatas: [...args.calldatas],
        optionCount: Number(layout.optionCount),
        maxWinners: Number(layout.maxWinners),
        voiceCredits: Number(layout.voiceCredits),
        callOptions: layout.callOptions.map(Number),
        committee: readProposalCommittee(description),
      },
    ]
  })
  const groupChanges = [...enrolled, ...rotated].sort(compareLogs).map((event) => ({
    spaceId: space.id,
    block: event.blockNumber,
    logIndex: event.index,
    index: Number(event.args.index),
    commitment: String(event.args.commitment),
    root: String(event.args.root),
    transaction: event.transactionHash,
  }))
  return {
    groupChanges,
    proposals,
    cast: [...cast, ...secret.cast].map((event) => toBallot(space, event)),
    steps: [
      ...created.map((event) => toStep(space, 'created', event.args.proposalId, event)),
      ...ended.flatMap((log) => {
        const event = governor.interface.parseLog(log)
        const later = LATER_STEPS.find((each) => each.event === event?.name)
        if (event === null || later === undefined) return []
        return [toStep(space, later.step, event.args['proposalId'], log)]
      }),
      ...decryption.steps,
    ],
    replacing: [...replaced, ...secret.replaced]
      .sort(compareLogs)
      .map((event) => toBallot(space, event)),
    shares: decryption.shares,
  }
}

/** The box is that of other DAOs too: what it tells of this one has its governor's name on it. */
async function readSecretBallots({
  chain,
  space,
  from,
  to,
}: ReadSpaceEventsParameters): Promise<{ cast: BallotLog[]; replaced: BallotLog[] }> {
  const found = await chain.box(space)
  if (found === null) return { cast: [], replaced: [] }
  const { box } = found
  const [cast, replaced] = await Promise.all([
    box.queryFilter(box.filters.SecretBallotCast(space.governor), from, to),
    box.queryFilter(box.filters.SecretBallotReplaced(space.governor), from, to),
  ])
  const toLog = (event: (typeof cast)[number] | (typeof replaced)[number]): BallotLog => {
    const { proposalId, nullifier, revision, points } = event.args
    const { transactionHash, blockNumber, index } = event
    const args = { proposalId, nullifier, revision, words: points }
    return { args, transactionHash, blockNumber, index }
  }
  return { cast: cast.map(toLog), replaced: replaced.map(toLog) }
}

/** What becomes of a proposal after it was made, and the event that tells of it. */
const LATER_STEPS = [
  { event: 'ProposalQueued', step: 'queued' },
  { event: 'ProposalExecuted', step: 'executed' },
  { event: 'ProposalCanceled', step: 'canceled' },
] as const satisfies { event: string; step: ProposalStepName }[]

function toStep(
  space: WireSpace,
  step: ProposalStepName,
  proposalId: bigint,
  { transactionHash, blockNumber, index }: Pick<Log, 'transactionHash' | 'blockNumber' | 'index'>,
): Prisma.ProposalStepCreateManyInput {
  return {
    spaceId: space.id,
    proposalId: String(proposalId),
    step,
    transaction: transactionHash,
    block: blockNumber,
    logIndex: index,
  }
}

/** `BallotCast` or `BallotReplaced` of the governor, or of the box, whose words are points. */
interface BallotLog {
  readonly args: {
    readonly proposalId: bigint
    readonly nullifier: bigint
    readonly revision: bigint
    readonly words: readonly bigint[]
  }
  readonly transactionHash: string
  readonly blockNumber: number
  readonly index: number
}

function toBallot(
  space: WireSpace,
  { args, transactionHash, blockNumber, index }: BallotLog,
): Prisma.CountedBallotCreateManyInput {
  return {
    spaceId: space.id,
    proposalId: String(args.proposalId),
    nullifier: String(args.nullifier),
    revision: Number(args.revision),
    words: args.words.map(String),
    transaction: transactionHash,
    block: blockNumber,
    logIndex: index,
  }
}

type Place = Pick<Log, 'blockNumber' | 'index'>

/** In the order of the chain. */
function compareLogs(a: Place, b: Place): number {
  return a.blockNumber - b.blockNumber || a.index - b.index
}

/** The types of `ProposalCreated`, with the bytes of the description as they are. */
const PROPOSAL_CREATED =
  'uint256 address address[] uint256[] string[] bytes[] uint256 uint256 bytes'.split(' ')

/** Anybody may propose, also with bytes that are no text, or none that PostgreSQL can hold. */
function readDescription(data: string): string {
  const bytes: unknown = AbiCoder.defaultAbiCoder().decode(PROPOSAL_CREATED, data).at(-1)
  return toUtf8String(String(bytes), Utf8ErrorFuncs.replace).replaceAll('\0', '\uFFFD')
}

/**
 * Null for a description that no Psephos client made: such a proposal is shown without metadata.
 */
function readCid(description: string): string | null {
  try {
    return parseProposalDescription(description).cid
  } catch (error) {
    if (error instanceof MetadataMalformedError) return null
    throw error
  }
}
