import type { WireSecretBallot } from '@psephos/lib'
import { SecretBallotBox__factory, toContractSecretBallot } from '@psephos/lib'
import type { DevelopmentCommittee } from '@psephos/server/src/development/developmentTrustees.ts'
import { castOnChainFirst } from '../castOnChainFirst.ts'
import type { ElectionReport } from '../ElectionReport.ts'
import { enrolPeople } from '../enrolPeople.ts'
import { executeProposal } from '../executeProposal.ts'
import { publishProposal } from '../publishProposal.ts'
import { countCodes, type RunOnStackParameters, runOnStack } from '../runOnStack.ts'
import { attemptSecretRefusals } from './attemptSecretRefusals.ts'
import { auditOutcome } from './auditOutcome.ts'
import { castSecretBallots } from './castSecretBallots.ts'
import { decryptTotals } from './decryptTotals.ts'

/** What {@link runSecretElection} takes. */
export interface RunSecretElectionParameters
  extends Pick<RunOnStackParameters<ElectionReport>, 'onProgress' | 'prepareState'> {
  /** How many people vote, at least 3. */
  readonly voters: number
  /** How many options there are, from 2 to 4. */
  readonly options: number
  /** How many trustees there are, and how many of them decrypt; one is absent if that many need not all come. */
  readonly committee: DevelopmentCommittee
}

/** What happened in a secret election, counted. */
export interface SecretElectionReport extends ElectionReport {
  /** The positions of the trustees who decrypted. */
  readonly trustees: readonly number[]
  /** What an audit of the proposal comes to: `confirmed`, `incomplete` or `refuted`. */
  readonly audit: string
}

/**
 * Runs one whole secret election on free ports and temporary state, over HTTP and the chain only: people vote without anybody knowing what, some of
 * the trustees decrypt the totals, the timelock pays, and an audit recomputes all of it.
 */
export async function runSecretElection({
  options,
  committee,
  ...parameters
}: RunSecretElectionParameters): Promise<SecretElectionReport> {
  const { voters } = parameters
  return runOnStack({
    ...parameters,
    committee,
    run: async ({ election, checks, seconds, time, progress }) => {
      const { people, refused: refusedPeople } = await time('enrol', () =>
        enrolPeople(election, voters, progress('Enrolling people')),
      )
      const { account, governor, space } = election
      const committeeId = await governor.trusteeCommittee()
      const proposal = await time('propose', () => publishProposal(election, options, committeeId))
      const ballots = await time('vote', () =>
        castSecretBallots(election, proposal, people, progress('Encrypting, proving and casting')),
      )
      const refusedBallots = await time('refuse', () =>
        attemptSecretRefusals(
          election,
          proposal,
          people,
          ballots,
          progress('Trying what must be refused'),
        ),
      )
      const box = SecretBallotBox__factory.connect(await governor.secretBallotBox(), account)
      const settlement = await time('settle', () =>
        castOnChainFirst({
          election,
          proposal,
          latest: ballots.latest.map(({ revision, proof }) => ({
            revision,
            nullifier: proof.nullifier,
          })),
          castLast: (overrides) => {
            const ballot = toContractSecretBallot({
              ballot: requireLast(ballots.latest),
              replacedPoints: [],
            })
            return box.castSecretBallot(space.governor, proposal.id, ballot, overrides)
          },
          events: {
            contract: box,
            counted: ['SecretBallotCast', 'SecretBallotReplaced'],
            skipped: 'SecretBallotSkipped',
          },
          onProgress: progress('Settling'),
        }),
      )
      const decryption = await time('decrypt', () =>
        decryptTotals(election, proposal, ballots, committee, progress('Decrypting totals')),
      )
      const execution = await time('execute', () =>
        executeProposal(election, proposal, progress('Executing')),
      )
      const audit = await time('audit', () => auditOutcome(election, proposal, execution))
      return {
        enrolled: Number(await election.group.size()),
        ballots: ballots.accepted,
        ...settlement,
        refused: countCodes([...refusedPeople, ...refusedBallots, ...decryption.refused]),
        trustees: decryption.present,
        audit: audit.verdict,
        tallyMatches: audit.matches,
        executed: execution.executed,
        paid: execution.paid,
        seconds,
        options: audit.options,
        failures: checks.failures,
      }
    },
  })
}

function requireLast(ballots: readonly WireSecretBallot[]): WireSecretBallot {
  const last = ballots.at(-1)
  if (last === undefined) throw new Error('Nobody has voted.')
  return last
}
