import { toContractBallot } from '@psephos/lib'
import { attemptRefusals } from './attemptRefusals.ts'
import { castBallots } from './castBallots.ts'
import { castOnChainFirst } from './castOnChainFirst.ts'
import type { ElectionReport } from './ElectionReport.ts'
import { enrolPeople } from './enrolPeople.ts'
import { executeProposal } from './executeProposal.ts'
import { publishProposal } from './publishProposal.ts'
import { recount } from './recount.ts'
import { countCodes, type RunOnStackParameters, runOnStack } from './runOnStack.ts'

/** What {@link runElection} takes. */
export interface RunElectionParameters
  extends Pick<RunOnStackParameters<ElectionReport>, 'onProgress' | 'prepareState'> {
  /** How many people vote, at least 3. */
  readonly voters: number
  /** How many options there are, from 2 to 128. */
  readonly options: number
}

/**
 * Runs one whole election on free ports and temporary state, over HTTP and the chain only, and returns what happened:
 * every number is counted from answers and events.
 */
export async function runElection({
  options,
  ...parameters
}: RunElectionParameters): Promise<ElectionReport> {
  const { voters } = parameters
  return runOnStack({
    ...parameters,
    run: async ({ election, checks, seconds, time, progress }) => {
      const { people, refused: refusedPeople } = await time('enrol', () =>
        enrolPeople(election, voters, progress('Enrolling people')),
      )
      const proposal = await time('propose', () => publishProposal(election, options))
      const ballots = await time('vote', () =>
        castBallots(election, proposal, people, progress('Proving and casting ballots')),
      )
      const refusedBallots = await time('refuse', () =>
        attemptRefusals(
          election,
          proposal,
          people,
          ballots,
          progress('Trying what must be refused'),
        ),
      )
      const { account, governor } = election
      const settlement = await time('settle', () =>
        castOnChainFirst({
          election,
          proposal,
          latest: ballots.latest.map(({ revision, proof }) => ({
            revision,
            nullifier: proof.nullifier,
          })),
          castLast: (overrides) => {
            const [last] = ballots.latest.slice(-1)
            if (last === undefined) throw new Error('Nobody has voted.')
            const ballot = toContractBallot({ ballot: last, replacedWords: [] })
            return governor.connect(account).castBallot(proposal.id, ballot, overrides)
          },
          events: {
            contract: governor,
            counted: ['BallotCast', 'BallotReplaced'],
            skipped: 'BallotSkipped',
          },
          onProgress: progress('Settling'),
        }),
      )
      const execution = await time('execute', async () => {
        await election.moveClockTo(proposal.open.deadline + 1)
        return executeProposal(election, proposal, progress('Executing'))
      })
      const tally = await time('recount', () => recount(election, proposal, execution))
      return {
        enrolled: Number(await election.group.size()),
        ballots: ballots.accepted,
        ...settlement,
        refused: countCodes([...refusedPeople, ...refusedBallots]),
        tallyMatches: tally.matches,
        executed: execution.executed,
        paid: execution.paid,
        seconds,
        options: tally.options,
        failures: checks.failures,
      }
    },
  })
}
