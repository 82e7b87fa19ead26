import { type Log, toBeHex } from 'ethers'
import type { ChainReader } from '../contracts/ChainReader.ts'
import { readCircuitKeys } from '../contracts/readCircuitKeys.ts'
import { readAllLogs } from '../contracts/readLogs.ts'
import type { PublishedProposal } from '../contracts/readProposal.ts'
import {
  PersonhoodGovernor__factory,
  type SecretBallotBox,
  SecretBallotBox__factory,
} from '../generated/index.ts'
import { findSecretProofs, findShareProofs } from './findSecretProofs.ts'
import { readBlocks } from './readBlocks.ts'
import type { ReadBallotsParameters } from './readOpenBallots.ts'
import { readProofs } from './readProofs.ts'
import { readRegistration } from './readRegistration.ts'
import type { SecretArchive } from './wireArchive.ts'

const governorInterface = PersonhoodGovernor__factory.createInterface()
const created = governorInterface.getEvent('SecretProposalCreated')
const recorded = governorInterface.getEvent('SecretTallyRecorded')
const boxInterface = SecretBallotBox__factory.createInterface()
const cast = boxInterface.getEvent('SecretBallotCast')
const replaced = boxInterface.getEvent('SecretBallotReplaced')
const closed = boxInterface.getEvent('SecretBallotsClosed')
const submitted = boxInterface.getEvent('DecryptionShareSubmitted')
const finalised = boxInterface.getEvent('SecretTallyFinalised')

/** Returns the committee that a governor says a proposal's totals are decrypted by; null when its ballots are open. */
export async function findSecretCommittee(
  reader: ChainReader,
  { governor, proposal }: { governor: string; proposal: PublishedProposal },
): Promise<string | null> {
  const [log] = await readAllLogs({
    reader,
    address: governor,
    topics: [created.topicHash, toBeHex(proposal.id, 32)],
    fromBlock: proposal.block,
    toBlock: proposal.block,
  })
  return log?.topics[2] ?? null
}

/** Reads what the ballot box and the governor say of a secret proposal, with the proofs of ballots and shares. */
export async function readSecretElection(
  reader: ChainReader,
  {
    committee,
    governor,
    proposal,
    electorate,
    fromBlock,
    toBlock,
    onProgress,
  }: ReadBallotsParameters & { readonly committee: string },
): Promise<Pick<SecretArchive, 'version' | 'ballots' | 'blocks' | 'secrecy'>> {
  const at = { blockTag: toBlock }
  const contract = PersonhoodGovernor__factory.connect(governor, reader.provider)
  const address = (await reader.call(() => contract.secretBallotBox(at))).toLowerCase()
  const box: SecretBallotBox = SecretBallotBox__factory.connect(address, reader.provider)
  const registry = (await reader.call(() => box.committees(at))).toLowerCase()
  const registration = await readRegistration(reader, { registry, committee, fromBlock, toBlock })
  const keys = await readCircuitKeys(reader, {
    box,
    optionCount: proposal.optionCount,
    block: toBlock,
  })

  const id = toBeHex(proposal.id, 32)
  const logs = await readAllLogs({
    reader,
    address,
    topics: [
      [cast, replaced, closed, submitted, finalised].map(({ topicHash }) => topicHash),
      toBeHex(governor, 32),
      id,
    ],
    fromBlock: proposal.block,
    toBlock,
    onProgress: ({ done, total }) => onProgress?.({ phase: 'ballots', done, total }),
  })
  const [tally] = await readAllLogs({
    reader,
    address: governor,
    topics: [recorded.topicHash, id],
    fromBlock: proposal.block,
    toBlock,
  })
  const of = (...events: readonly { readonly topicHash: string }[]): Log[] =>
    logs.filter(({ topics }) => events.some(({ topicHash }) => topicHash === topics[0]))
  const ballotLogs = of(cast, replaced)
  const blocks = await readBlocks(reader, ballotLogs, onProgress)
  const call = { box: address, governor, proposal, electorate, registration, keys }
  const ballots = await readProofs(reader, {
    events: ballotLogs.map(decodeBallot),
    find: (hash, events) => findSecretProofs(reader, { ...call, hash, events }),
    onProgress: ({ done, total }) => onProgress?.({ phase: 'proofs', done, total }),
  })
  const end = of(closed).map(decodeClosed)[0] ?? null
  const shares = await readProofs(reader, {
    events: of(submitted).map(decodeShare),
    find: (hash, events) =>
      findShareProofs(reader, { ...call, sums: end?.sums ?? [], hash, events }),
  })
  return {
    version: 2,
    ballots,
    blocks,
    secrecy: {
      box: address,
      registry,
      committee: registration,
      keys,
      closed: end,
      shares,
      finalised: of(finalised).map(decodeFinalised)[0] ?? null,
      recorded: tally === undefined ? null : decodeRecorded(tally),
    },
  }
}

function placeOf({ blockNumber, transactionHash }: Log) {
  return { block: blockNumber, transaction: transactionHash }
}

function decodeBallot(log: Log): Omit<SecretArchive['ballots'][number], 'proof'> {
  const event = log.topics[0] === cast.topicHash ? cast : replaced
  const values = boxInterface.decodeEventLog(event, log.data, log.topics)
  return {
    ...placeOf(log),
    logIndex: log.index,
    nullifier: values['nullifier'],
    revision: Number(values['revision']),
    replacedRevision: event === replaced ? Number(values['replacedRevision']) : null,
    points: [...values['points']],
  }
}

function decodeClosed(log: Log): NonNullable<SecretArchive['secrecy']['closed']> {
  const { voters, sums } = boxInterface.decodeEventLog(closed, log.data, log.topics)
  return { ...placeOf(log), voters: Number(voters), sums: [...sums] }
}

function decodeShare(log: Log): Omit<SecretArchive['secrecy']['shares'][number], 'proof'> {
  const { position, points } = boxInterface.decodeEventLog(submitted, log.data, log.topics)
  return { ...placeOf(log), logIndex: log.index, position: Number(position), points: [...points] }
}

function decodeFinalised(log: Log): NonNullable<SecretArchive['secrecy']['finalised']> {
  const values = boxInterface.decodeEventLog(finalised, log.data, log.topics)
  const { voters, positions, totals } = values
  return {
    ...placeOf(log),
    voters: Number(voters),
    positions: [...positions].map(Number),
    totals: [...totals],
  }
}

function decodeRecorded(log: Log): NonNullable<SecretArchive['secrecy']['recorded']> {
  const { voters, totals } = governorInterface.decodeEventLog(recorded, log.data, log.topics)
  return { ...placeOf(log), voters: Number(voters), totals: [...totals] }
}
