import type { AuditCheck, AuditEvidence } from '../AuditReport.ts'
import { toWire } from '../encodeArchive.ts'
import type { Archive, SecretElection } from '../wireArchive.ts'
import { createCheck } from './createCheck.ts'

const { confirm, refute, leave } = createCheck('chain')
const NAMED = 50

/** What {@link checkChain} takes. */
export interface CheckChainParameters {
  /** What is audited. */
  readonly election: Archive
  /** The election as it was read from the chain, now; null without a provider. */
  readonly chain: Archive | null
  /** The chain's block with the number of the archive's last; null when there is none yet. */
  readonly heldBlock: { readonly hash: string | null; readonly timestamp: number } | null
}

/** An archive says of the chain what the chain says. */
export function checkChain({ election, chain, heldBlock }: CheckChainParameters): AuditCheck {
  const { number, hash, timestamp } = election.block
  const facts = { chainId: election.chainId, block: number, hash }
  if (chain === null) {
    return leave('Not checked: no provider. What the archive says of the chain is its word.', facts)
  }
  if (election === chain) return confirm('Everything was read from the chain.', facts)
  if (number > chain.block.number) {
    return leave("Not checked: the node has not come to the archive's last block.", {
      ...facts,
      latestBlock: chain.block.number,
    })
  }
  if (heldBlock?.hash !== hash || heldBlock.timestamp !== timestamp) {
    return refute("The archive's last block is not one of the chain.", {
      ...facts,
      timestamp,
      heldHash: heldBlock?.hash ?? null,
      heldTimestamp: heldBlock?.timestamp ?? null,
    })
  }
  const differences = compare(
    toComparable(election, { at: election, other: chain }),
    toComparable(chain, { at: election, other: election }),
  )
  return differences.length > 0
    ? refute('The archive says other things of the chain than the chain.', {
        ...facts,
        count: differences.length,
        differences: differences.slice(0, NAMED),
      })
    : confirm('The archive says of the chain what the chain says.', facts)
}

/**
 * What both must agree on: what was so at the archive's last block. Later ballots are not in it. What the
 * governor answered while voting was open cannot be asked of it any more, nor its state then: both are
 * held against the archive's own ballots and events.
 */
function toComparable(
  election: Archive,
  { at: { block, proposal }, other }: { at: Archive; other: Archive },
): unknown {
  const happened = (place: { block: number }): boolean => place.block <= block.number
  const keep = <Held extends { block: number }>(place: Held | null): Held | null =>
    place !== null && happened(place) ? place : null
  const { metadata: _, block: __, lifecycle, execution, outcome, ...rest } = election
  const { state: ___, voters, options, passing, ...fixed } = outcome
  const secrecy = readSecrecy(election)
  // What a secret proposal's governor answers changes when it is brought the totals.
  const isOver =
    secrecy === null
      ? block.timestamp > proposal.deadline
      : secrecy.recorded !== null && happened(secrecy.recorded)
  return toWire({
    ...rest,
    ballots: keepProofs(election.ballots.filter(happened), other.ballots),
    ...(secrecy !== null && {
      secrecy: {
        ...secrecy,
        closed: keep(secrecy.closed),
        shares: keepProofs(secrecy.shares.filter(happened), readSecrecy(other)?.shares ?? []),
        finalised: keep(secrecy.finalised),
        recorded: keep(secrecy.recorded),
      },
    }),
    blocks: election.blocks.filter(({ number }) => number <= block.number),
    lifecycle: {
      queued: keep(lifecycle.queued),
      executed: keep(lifecycle.executed),
      canceled: keep(lifecycle.canceled),
      operationCanceled: keep(lifecycle.operationCanceled),
    },
    execution: {
      operations: execution.operations.filter(happened),
      calls: execution.calls?.filter(happened) ?? null,
    },
    outcome: { ...fixed, ...(isOver && { voters, options, passing }) },
  })
}

function readSecrecy(election: Archive): SecretElection | null {
  return election.version === 2 ? election.secrecy : null
}

/** A node that traces finds proofs that another does not. */
function keepProofs<Proven extends { readonly proof: unknown }>(
  proven: readonly Proven[],
  others: readonly { readonly proof: unknown }[],
): Proven[] {
  return proven.map((each, index) => ({
    ...each,
    proof: others[index]?.proof === null ? null : each.proof,
  }))
}

/** The paths at which two values differ, with both. */
function compare(archive: unknown, chain: unknown, path = ''): AuditEvidence[] {
  if (Object.is(archive, chain)) return []
  if (isRecord(archive) && isRecord(chain)) {
    return [...new Set([...Object.keys(archive), ...Object.keys(chain)])].flatMap((key) =>
      compare(archive[key], chain[key], path === '' ? key : `${path}.${key}`),
    )
  }
  return [{ path, archive: describe(archive), chain: describe(chain) }]
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function describe(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value).slice(0, 200)
}
