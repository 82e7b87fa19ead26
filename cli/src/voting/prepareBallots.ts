import {
  type Electorate,
  fromReceivedBallot,
  fromReceivedSecretBallot,
  optionClass,
  PersonhoodGovernor__factory,
  type PublishedProposal,
  proposalScope,
  readCountedBallots,
  readCountedSecretBallots,
  readSecretRules,
  SecretBallotBox__factory,
  toContractBallot,
  toContractSecretBallot,
  type VerificationProgress,
  verifyBallots,
  verifySecretBallots,
} from '@psephos/lib'
import type { Wallet } from 'ethers'
import type { OpenLine, SecretLine } from './readBallots.ts'
import { findLatest, type SelectedBallots, selectBallots } from './selectBallots.ts'
import type { BallotCall } from './settleBallots.ts'

/** What {@link prepareBallots} takes. */
export interface PrepareBallotsParameters {
  /** The account that pays. */
  readonly signer: Wallet
  readonly governor: string
  readonly proposal: PublishedProposal
  readonly electorate: Electorate
  readonly signal: AbortSignal
  readonly onProgress: (progress: VerificationProgress) => void
}

/** Ballots that can be brought on-chain, and how. */
export interface PreparedBallots<Struct>
  extends Pick<SelectedBallots<never>, 'refusals' | 'skipped'> {
  readonly ballots: readonly { readonly line: number; readonly struct: Struct }[]
  readonly call: BallotCall<Struct>
}

/** Verifies open ballots and puts them into the form that the governor takes. */
export async function prepareBallots(
  { signer, governor: address, proposal, electorate, ...rest }: PrepareBallotsParameters,
  lines: readonly OpenLine[],
) {
  const { id, optionCount, voiceCredits, block } = proposal
  const governor = PersonhoodGovernor__factory.connect(address, signer)
  const asked = { governor, proposalId: id, fromBlock: block }
  const counted = findLatest(await readCountedBallots(asked))
  const scope = proposalScope({ chainId: electorate.chainId, governor: address, proposalId: id })
  const { good, ...others } = await selectBallots({
    ballots: lines.map(({ line, ballot }) => {
      const isWhole = 'proof' in ballot
      return { line, ballot: isWhole ? ballot : fromReceivedBallot({ ballot, scope, electorate }) }
    }),
    counted,
    verify: (ballots) =>
      verifyBallots({ ballots, scope, electorate, optionCount, voiceCredits, ...rest }),
  })
  return {
    ...others,
    ballots: good.map(({ line, ballot }) => {
      const replacedWords = [...(counted.get(ballot.proof.nullifier)?.words ?? [])]
      return { line, struct: toContractBallot({ ballot, replacedWords }) }
    }),
    call: {
      estimate: (structs) => governor.castBallots.estimateGas(id, structs),
      send: (structs, overrides) => governor.castBallots(id, structs, overrides),
    },
  } satisfies PreparedBallots<ReturnType<typeof toContractBallot>>
}

/** Verifies secret ballots, which stay closed, and puts them into the form that the ballot box takes. */
export async function prepareSecretBallots(
  { signer, governor, proposal, electorate, ...rest }: PrepareBallotsParameters,
  {
    lines,
    committee,
    fromBlock,
    provider,
  }: {
    readonly lines: readonly SecretLine[]
    /** The committee that the proposal names. */
    readonly committee: string
    readonly fromBlock: number
    readonly provider: Parameters<typeof readSecretRules>[0]['provider']
  },
) {
  const { id, optionCount, voiceCredits, block } = proposal
  const asked = { provider, governor, committee, optionCount, fromBlock, signal: rest.signal }
  const { box: address, keys, ballotKey } = await readSecretRules(asked)
  const box = SecretBallotBox__factory.connect(address, signer)
  const which = { box, governor, proposalId: id, fromBlock: block }
  const counted = findLatest(await readCountedSecretBallots(which))
  const scope = proposalScope({ chainId: electorate.chainId, governor, proposalId: id })
  const { good, ...others } = await selectBallots({
    ballots: lines.map(({ line, ballot }) => {
      const isWhole = 'proof' in ballot
      const whole = isWhole ? ballot : fromReceivedSecretBallot({ ballot, scope, electorate })
      return { line, ballot: whole }
    }),
    counted,
    verify: (ballots) =>
      verifySecretBallots({
        ballots,
        scope,
        electorate,
        optionCount,
        voiceCredits,
        key: ballotKey,
        keysHash: keys.keysHashes.get(optionClass(optionCount)) ?? 0n,
        ...rest,
      }),
  })
  return {
    ...others,
    ballots: good.map(({ line, ballot }) => {
      const replacedPoints = counted.get(ballot.proof.nullifier)?.points ?? []
      return { line, struct: toContractSecretBallot({ ballot, replacedPoints }) }
    }),
    call: {
      estimate: (structs) => box.castSecretBallots.estimateGas(governor, id, structs),
      send: (structs, overrides) => box.castSecretBallots(governor, id, structs, overrides),
    },
  } satisfies PreparedBallots<ReturnType<typeof toContractSecretBallot>>
}
