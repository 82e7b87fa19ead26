import { afterAll, describe, expect, test } from 'vitest'
import { namesOf } from '../testing/election.ts'
import {
  alterSecretElection,
  readSecretElection,
  secretElectionText,
} from '../testing/secretElection.ts'
import { stopProving } from '../testing/voting.ts'
import { auditCheckNames } from './AuditReport.ts'
import { auditProposal } from './auditProposal.ts'
import type { ArchivedSecretBallot, ArchivedShare, SecretArchive } from './wireArchive.ts'

afterAll(stopProving)

const audit = (change: (election: SecretArchive) => void = () => {}) =>
  auditProposal({ archive: alterSecretElection(change) })

/** As it stood before anything was decrypted. */
function undecrypted(election: SecretArchive): void {
  const { secrecy, outcome } = election
  Object.assign(secrecy, { shares: [], finalised: null, recorded: null })
  outcome.voters = 0
  outcome.state = 'active'
  outcome.passing = outcome.passing.map(() => false)
  outcome.options = outcome.options.map(() => ({
    votesFor: 0n,
    votesAgainst: 0n,
    creditsSpent: 0n,
  }))
}

const ballotAt = ({ ballots }: SecretArchive, index: number) =>
  ballots.at(index) as ArchivedSecretBallot
const shareAt = ({ secrecy }: SecretArchive, index: number) =>
  secrecy.shares.at(index) as ArchivedShare
const flip = (digits: string): string => (digits.startsWith('0') ? '1' : '0') + digits.slice(1)

describe('auditProposal of the archive of a secret proposal', () => {
  test('confirms everything but that it is of the chain', async () => {
    const report = await auditProposal({ archive: secretElectionText })
    expect(report.checks.map(({ name }) => name)).toEqual(auditCheckNames)
    expect(namesOf(report, 'refuted')).toEqual([])
    expect(namesOf(report, 'incomplete')).toEqual(['chain'])
    const { voters, options } = report.tally
    expect(voters).toBe(3)
    expect(options.map(({ votesFor, votesAgainst }) => [votesFor, votesAgainst])).toEqual([
      [9n, 1n],
      [14n, 0n],
      [7n, 6n],
    ])
    expect(options.map(({ creditsSpent, passes }) => [creditsSpent, passes])).toEqual([
      [0n, true],
      [0n, true],
      [0n, true],
    ])
  })

  test('gives evidence that can be written as JSON and read back', async () => {
    const { checks } = await audit()
    expect(JSON.parse(JSON.stringify(checks))).toEqual(checks)
  })

  test('says of development keys that they are, and refutes them where something is at stake', async () => {
    const find = async (change: (election: SecretArchive) => void) =>
      (await audit(change)).checks.find(({ name }) => name === 'keys')
    expect(await find(() => {})).toMatchObject({
      verdict: 'confirmed',
      summary: expect.stringContaining('for development'),
      evidence: { isDevelopment: true, class: 4 },
    })
    const elsewhere = await find((election) => Object.assign(election, { chainId: 1 }))
    expect(elsewhere).toMatchObject({
      verdict: 'refuted',
      summary: expect.stringContaining('anybody could have forged'),
    })
    const proper = await find(({ secrecy: { keys } }) => {
      keys.ballot.isDevelopment = false
      keys.share.isDevelopment = false
    })
    expect(proper).toMatchObject({ verdict: 'confirmed', evidence: { isDevelopment: false } })
  })

  test('knows how many voted before the totals, and leaves open what follows from them', async () => {
    const report = await audit(undecrypted)
    expect(namesOf(report, 'refuted')).toEqual([])
    expect(namesOf(report, 'incomplete')).toEqual(['chain', 'shares', 'totals', 'tally', 'options'])
    expect(report.tally.voters).toBe(3)
    expect(report.tally.options.map(({ votesFor }) => votesFor)).toEqual([0n, 0n, 0n])
    const open = await audit((election) => {
      undecrypted(election)
      election.secrecy.closed = null
    })
    expect(namesOf(open, 'refuted')).toEqual([])
    expect(namesOf(open, 'incomplete')).toContain('sums')
  })

  test('confirms what nobody voted on, which needs no trustees', async () => {
    const report = await audit((election) => {
      undecrypted(election)
      const { secrecy, outcome } = election
      const totals = [0n, 0n, 0n]
      const place = { block: election.block.number, transaction: `0x${'ab'.repeat(32)}` }
      Object.assign(election, { ballots: [], blocks: [] })
      Object.assign(secrecy.closed ?? {}, { voters: 0, sums: [] })
      secrecy.finalised = { ...place, voters: 0, positions: [], totals }
      secrecy.recorded = { ...place, voters: 0, totals }
      outcome.state = 'defeated'
    })
    expect(namesOf(report, 'refuted')).toEqual([])
    expect(namesOf(report, 'incomplete')).toEqual(['chain'])
    expect(report.tally).toMatchObject({ voters: 0, succeeded: false })
  })

  test('leaves open what became of a proposal that was cancelled before its totals', async () => {
    const report = await audit((election) => {
      undecrypted(election)
      const { number: block } = election.block
      election.lifecycle.canceled = { block, transaction: `0x${'ab'.repeat(32)}` }
      election.outcome.state = 'canceled'
    })
    expect(namesOf(report, 'refuted')).toEqual([])
    const tally = report.checks.find(({ name }) => name === 'tally')
    expect(tally?.summary).toBe('The proposal was cancelled before its totals were known.')
  })

  test('leaves open what proofs would tell that were not found', async () => {
    const report = await audit((election) => {
      ballotAt(election, 2).proof = null
    })
    expect(namesOf(report, 'refuted')).toEqual([])
    expect(namesOf(report, 'incomplete')).toEqual(['chain', 'messages', 'proofs', 'costs'])
    const shares = await audit((election) => {
      shareAt(election, 1).proof = null
    })
    expect(namesOf(shares, 'refuted')).toEqual([])
    expect(namesOf(shares, 'incomplete')).toEqual(['chain', 'shares', 'totals'])
    expect(shares.tally.options.map(({ votesFor }) => votesFor)).toEqual([0n, 0n, 0n])
  })

  test('verifies in another place if it is told to', async () => {
    const asked: number[] = []
    const report = await auditProposal({
      archive: secretElectionText,
      verifySecretBallots: async ({ ballots }) => {
        asked.push(ballots.length)
        return ballots.map(() => ({ valid: false }))
      },
    })
    expect(asked).toEqual([4])
    expect(namesOf(report, 'refuted')).toEqual(['proofs'])
  })

  const wrongs: [string, string[], (election: SecretArchive) => unknown][] = [
    [
      'another committee than the proposal names',
      ['proposal', 'committee'],
      ({ secrecy: { committee } }) => Object.assign(committee, { id: `0x${'ab'.repeat(32)}` }),
    ],
    [
      'another trustee',
      ['committee'],
      ({ secrecy: { committee } }) => committee.trustees.splice(0, 1, `0x${'ab'.repeat(20)}`),
    ],
    [
      'other election keys',
      ['committee', 'proofs'],
      ({ secrecy: { committee } }) => committee.keysHashes.splice(1, 1, 7n),
    ],
    [
      'other commitments',
      ['committee'],
      ({ secrecy: { committee } }) => committee.commitments.reverse(),
    ],
    [
      'another key of the circuit',
      ['proofs'],
      ({ secrecy: { keys } }) => Object.assign(keys.ballot, { alpha: flip(keys.ballot.alpha) }),
    ],
    [
      'the key of another circuit',
      ['keys'],
      ({ secrecy: { keys } }) => Object.assign(keys.ballot, keys.share),
    ],
    [
      'another ciphertext',
      ['proofs', 'sums'],
      (election) => {
        ballotAt(election, 1).points = ballotAt(election, 2).points
      },
    ],
    [
      'a ciphertext that is no point',
      ['proofs', 'sums'],
      (election) => ballotAt(election, 1).points.splice(0, 2, 7n, 8n),
    ],
    [
      'a ciphertext for fewer options',
      ['proofs', 'sums'],
      (election) => ballotAt(election, 1).points.splice(-2, 2),
    ],
    [
      'a forged proof',
      ['proofs'],
      (election) => {
        ballotAt(election, 0).proof = ballotAt(election, 1).proof
      },
    ],
    [
      'a ballot that is left out',
      ['sums'],
      ({ ballots, blocks }) => {
        ballots.splice(2, 1)
        blocks.splice(1, 1)
      },
    ],
    [
      'other sums',
      ['sums', 'shares', 'totals'],
      ({ secrecy: { closed } }) => closed?.sums.reverse(),
    ],
    [
      'more voters than ballots',
      ['sums', 'totals'],
      ({ secrecy: { closed } }) => closed !== null && closed.voters++,
    ],
    [
      'shares of each other',
      ['shares', 'totals'],
      (election) => {
        const [one, other] = [shareAt(election, 0), shareAt(election, 1)]
        ;[one.points, other.points] = [other.points, one.points]
      },
    ],
    [
      'a share of another trustee',
      ['shares', 'totals'],
      (election) => Object.assign(shareAt(election, 0), { position: 2 }),
    ],
    [
      'a share whose proof is another’s',
      ['shares'],
      (election) => {
        shareAt(election, 0).proof = shareAt(election, 1).proof
      },
    ],
    [
      'a share twice',
      ['shares'],
      (election) => election.secrecy.shares.push({ ...shareAt(election, 1), logIndex: 1 }),
    ],
    [
      'other totals, everywhere',
      ['totals'],
      ({ secrecy: { finalised, recorded }, outcome }) => {
        finalised?.totals.splice(0, 1, 10n)
        recorded?.totals.splice(0, 1, 10n)
        Object.assign(outcome.options[0] ?? {}, { votesFor: 10n, votesAgainst: 0n })
      },
    ],
    [
      'totals of more votes than people have',
      ['totals', 'tally'],
      ({ secrecy: { finalised } }) => finalised?.totals.splice(0, 1, 31n),
    ],
    [
      'totals by fewer trustees than it takes',
      ['totals'],
      ({ secrecy: { finalised } }) => finalised?.positions.pop(),
    ],
    [
      'totals by a trustee without a share',
      ['totals'],
      ({ secrecy: { finalised } }) => finalised?.positions.splice(1, 1, 2),
    ],
    [
      'totals that the governor was not brought',
      ['tally'],
      (election) => {
        election.secrecy.recorded = null
      },
    ],
    [
      'a governor that counts other votes',
      ['tally'],
      ({ outcome }) => Object.assign(outcome.options[1] ?? {}, { votesFor: 15n }),
    ],
    [
      'a governor that claims to know what was spent',
      ['tally'],
      ({ outcome }) => Object.assign(outcome.options[1] ?? {}, { creditsSpent: 1n }),
    ],
    ['options that pass and must not', ['options'], ({ outcome }) => outcome.passing.fill(false)],
    [
      'votes that a governor counts before there are totals',
      ['tally', 'options'],
      (election) => {
        const { outcome } = structuredClone(election)
        undecrypted(election)
        election.outcome = { ...outcome, state: 'active' }
      },
    ],
    [
      'shares before the sums were closed',
      ['shares', 'totals'],
      (election) => {
        election.secrecy.closed = null
      },
    ],
  ]
  test.each(wrongs)('refutes %s', async (_, names, change) => {
    const report = await audit((election) => void change(election))
    expect(namesOf(report, 'refuted')).toEqual(names)
  })

  test('does not end for a key that cannot be used', async () => {
    const report = await audit(({ secrecy: { keys } }) => {
      keys.share.inputs += keys.share.inputs.slice(0, 128)
    })
    expect(namesOf(report, 'refuted')).toEqual(['keys'])
    expect(namesOf(report, 'incomplete')).toContain('shares')
  })

  test('refuses shares that are out of order', async () => {
    const reversed = audit(({ secrecy }) => secrecy.shares.reverse())
    await expect(reversed).rejects.toThrow('at secrecy.shares.1: it is out of order')
  })

  test('refuses more options than can be secret', async () => {
    const many = audit(({ proposal }) => Object.assign(proposal, { optionCount: 17 }))
    await expect(many).rejects.toThrow('at proposal.optionCount')
  })

  test('is of an election in which a ballot was replaced', () => {
    expect(readSecretElection().ballots.map(({ replacedRevision }) => replacedRevision)).toEqual([
      null,
      null,
      null,
      0,
    ])
  })
})
