import { type OptionTotals, RelayPausedError, type WireSpace } from '@psephos/lib'
import { type ContractTransaction, ZeroHash } from 'ethers'
import type { Logger } from 'pino'
import type { Chain } from '../chain/connectChain.ts'
import type { BallotBox } from '../chain/createBoxReader.ts'
import type { PrismaClient, ReceivedShare } from '../generated/prisma/client.ts'
import { toPoints } from '../secret/readElection.ts'
import { type TotalsJob, type TotalsSolver, TotalsUnsolvedError } from './createTotalsSolver.ts'
import { type DecryptionPurpose, type Outbox, toDecryptionClaim } from './Outbox.ts'
import { readUndecrypted, type Undecrypted } from './readUndecrypted.ts'
import { getDelay, type SettlementRules } from './selectDueBallots.ts'
import { sendBoxCall } from './sendBoxCall.ts'

/** What {@link createDecryptionWork} takes. */
export interface CreateDecryptionWorkParameters {
  readonly prisma: PrismaClient
  readonly chain: Chain
  readonly outbox: Outbox
  readonly logger: Logger
  readonly space: WireSpace
  readonly totals: TotalsSolver
  /** Of several relays one is to find that another has done it: by `jitter`. */
  readonly rules: SettlementRules
  /** Milliseconds between two looks at a proposal of which nothing new is written; ten seconds if absent. */
  readonly pause?: number | undefined
}

/** What a relay does for a space's secret proposals once voting is over. */
export interface DecryptionWork {
  /** Does what is due. Neither what is sent nor the search for totals is waited for. */
  readonly run: (signal: AbortSignal) => Promise<void>
}

const PAUSE = 10_000
/** The longest pause, in milliseconds: who has refused something may not do so for ever. */
const LONGEST_PAUSE = 3_600_000
/** By these the box says that another one was faster, or that nothing is to be done any more. */
const DONE = ['SecretTallyFinal', 'SecretProposalNotActive']
/** By these it says that a share is of no use, here or anywhere. */
const SHARE_FAULTS = ['DecryptionShareConflict', 'DecryptionShareInvalid']
const AGAINST_SHIFT = 32n

/** When a proposal is looked at again, unless something new is written of it. */
interface Patience {
  readonly signature: string
  /** By `performance.now()`. */
  until: number
  /** How often there was nothing that could be done. */
  idle: number
}

/** Totals that were found, and of what. */
interface Solved {
  readonly of: string
  readonly totals: readonly OptionTotals[]
}

/**
 * Creates the work that closes a space's secret proposals, brings trustees' shares on-chain, and the totals once enough shares are there. It
 * remembers nothing that it would not find again in database and on the chain. Anybody may do the same, and the box checks all of it: what
 * the chain has or a pending transaction carries is not sent, and what is refused is tried again ever more rarely.
 */
export function createDecryptionWork(parameters: CreateDecryptionWorkParameters): DecryptionWork {
  const { prisma, chain, outbox, space, logger, rules, totals: solver, pause = PAUSE } = parameters
  const patience = new Map<string, Patience>()
  const solved = new Map<string, Solved>()

  /** Returns whether anything is under way; if not, the proposal is looked at ever more rarely. */
  async function settle(given: Undecrypted, next: Patience): Promise<boolean> {
    const found = await chain.box(space)
    if (found === null) return false
    const { box } = found
    const { proposal, isClosed, waiting } = given
    // As it will be: what another relay has just sent is not paid for twice.
    const block = { blockTag: 'pending' }
    const election = await box.electionOf(space.governor, proposal.id, block)
    if (election.final_) return true
    if (!isClosed) {
      if (election.closed) return true
      const call = await box.close.populateTransaction(space.governor, proposal.id)
      return isUnderWay(given, 'close', await send(found, given, 'close', call))
    }
    let isBusy = false
    for (const share of waiting) {
      if (await bringShare(found, given, share)) isBusy = true
    }
    return (await finalise(found, given, election, next)) || isBusy
  }

  function send(
    { box }: BallotBox,
    { proposal }: Undecrypted,
    purpose: DecryptionPurpose,
    call: ContractTransaction,
    position?: number,
  ): Promise<string | null> {
    const claim = toDecryptionClaim(purpose, proposal, position)
    return sendBoxCall({ ...parameters, box, proposal, purpose, claim, call })
  }

  function isUnderWay(
    { proposal }: Undecrypted,
    purpose: DecryptionPurpose,
    refusal: string | null,
  ): boolean {
    if (refusal === null) return true
    if (!DONE.includes(refusal))
      logger.warn({ proposalId: proposal.id, purpose, code: refusal }, 'it cannot be decrypted yet')
    return false
  }

  async function bringShare(
    found: BallotBox,
    given: Undecrypted,
    { spaceId, proposalId, position, points, proof }: ReceivedShare,
  ): Promise<boolean> {
    const { governor } = space
    const held = await found.box.shareOf(governor, proposalId, position, { blockTag: 'pending' })
    if (held !== ZeroHash) return true
    const call = await found.box.submitShare.populateTransaction(
      governor,
      proposalId,
      position,
      points,
      proof as Parameters<typeof found.box.submitShare>[4],
    )
    const refusal = await send(found, given, 'share', call, position)
    // Of sums that a reorganisation has changed: the trustee may bring another.
    if (refusal !== null && SHARE_FAULTS.includes(refusal)) {
      const where = { spaceId, proposalId, position, points: { equals: points } }
      await prisma.receivedShare.deleteMany({ where })
    }
    return isUnderWay(given, 'share', refusal)
  }

  async function finalise(
    found: BallotBox,
    given: Undecrypted,
    { voters, sums }: { readonly voters: bigint; readonly sums: readonly bigint[] },
    next: Patience,
  ): Promise<boolean> {
    const { proposal, shares } = given
    const { box, committees } = found
    const committee = await committees.committeeOf(proposal.committee ?? ZeroHash)
    // Where nobody voted there is nothing to decrypt.
    const threshold = voters === 0n ? 0 : Number(committee.threshold)
    if (shares.length < threshold) return false
    const used = shares.slice(0, threshold)
    const totals = voters === 0n ? getNone(proposal.optionCount) : find()
    if (totals === null) return true
    const call = await box.finalise.populateTransaction(
      space.governor,
      proposal.id,
      used.map(({ position }) => position),
      used.map(({ points }) => points),
      totals.map(
        ({ votesFor, votesAgainst }) => BigInt(votesFor) + (BigInt(votesAgainst) << AGAINST_SHIFT),
      ),
    )
    return isUnderWay(given, 'finalise', await send(found, given, 'finalise', call))

    /** Null while they are searched for. */
    function find(): readonly OptionTotals[] | null {
      const of = JSON.stringify([sums.map(String), used.map(({ points }) => points)])
      const known = solved.get(proposal.id)
      if (known?.of === of) return known.totals
      const [r, ...c] = toPoints(sums)
      if (r === undefined) return null
      search(given, next, of, {
        space: space.id,
        sums: { r, c },
        shares: used.map(({ position, points }) => ({ position, points: toPoints(points) })),
        threshold,
        optionCount: proposal.optionCount,
        ballots: Number(voters),
        voiceCredits: proposal.voiceCredits,
      })
      return null
    }
  }

  /** Has totals found; until then the proposal is left alone. */
  function search({ proposal }: Undecrypted, next: Patience, of: string, job: TotalsJob): void {
    next.until = Number.POSITIVE_INFINITY
    solver.solve(job).then(
      (totals) => {
        solved.set(proposal.id, { of, totals })
        next.until = 0
      },
      (error: unknown) => {
        postpone(next)
        const code = error instanceof TotalsUnsolvedError ? error.code : undefined
        if (code === 'CLOSED') return
        logger.error({ proposalId: proposal.id, code, err: error }, 'totals were not found')
      },
    )
  }

  function postpone(next: Patience): void {
    next.idle += 1
    next.until = performance.now() + Math.min(LONGEST_PAUSE, pause * 2 ** next.idle)
  }

  return {
    run: async (signal) => {
      const undecrypted = await readUndecrypted({ prisma, space, chainNow: await chain.now() })
      const ids = new Set(undecrypted.map(({ proposal }) => proposal.id))
      for (const known of [patience, solved])
        for (const id of known.keys()) if (!ids.has(id)) known.delete(id)
      let failure: unknown
      for (const given of undecrypted) {
        if (signal.aborted) return
        const { proposal, signature } = given
        const known = patience.get(proposal.id)
        const isNew = known?.signature !== signature
        const delay = isNew ? 1_000 * getDelay(outbox.account, proposal.id, rules) : 0
        if (delay > 0)
          patience.set(proposal.id, { signature, until: performance.now() + delay, idle: 0 })
        if (delay > 0 || (!isNew && known.until > performance.now())) continue
        const idle = isNew ? 0 : known.idle
        const next: Patience = { signature, until: performance.now() + pause, idle }
        patience.set(proposal.id, next)
        try {
          const isBusy = await settle(given, next)
          if (!isBusy) postpone(next)
        } catch (error) {
          // Said where it was found out; it waits.
          if (error instanceof RelayPausedError) return
          // One proposal must not keep the others waiting, nor a contract of somebody's own making.
          postpone(next)
          failure ??= error
        }
      }
      if (failure !== undefined) throw failure
    },
  }
}

function getNone(optionCount: number): OptionTotals[] {
  return Array.from({ length: optionCount }, () => ({ votesFor: 0, votesAgainst: 0 }))
}
