import { afterAll, describe, expect, test } from 'vitest'
import { ballotMessage } from '../ballot/ballotMessage.ts'
import { encodeBallot } from '../ballot/encodeBallot.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { alterElection, electionText, namesOf, readElection } from '../testing/election.ts'
import { stopProving } from '../testing/voting.ts'
import { auditCheckNames, secretAuditCheckNames } from './AuditReport.ts'
import { auditProposal } from './auditProposal.ts'
import type { ArchivedBallot, OpenArchive } from './wireArchive.ts'

afterAll(stopProving)

/** The ballot at a place. */
function ballotAt({ ballots }: OpenArchive, index: number): ArchivedBallot {
  const ballot = ballots[index]
  if (ballot === undefined) throw new RangeError('There is no such ballot.')
  return ballot
}

const audit = (change: (election: OpenArchive) => void) =>
  auditProposal({ archive: alterElection(change) })

const secretNames: readonly string[] = secretAuditCheckNames
const openCheckNames = auditCheckNames.filter((name) => !secretNames.includes(name))

describe('auditProposal of an archive alone', () => {
  test('confirms everything but that it is of the chain', async () => {
    const report = await auditProposal({ archive: electionText })
    expect(report.checks.map(({ name }) => name)).toEqual(openCheckNames)
    expect(namesOf(report, 'incomplete')).toEqual(['chain'])
    expect(namesOf(report, 'refuted')).toEqual([])
    expect(report.verdict).toBe('incomplete')
    expect(report.tally.options.map(({ votesFor }) => votesFor)).toEqual([11n, 7n, 7n, 0n])
    expect(report.tally.options.map(({ passes }) => passes)).toEqual([true, false, true, false])
    expect(report.tally.voters).toBe(4)
  })

  test('names the ballot that was replaced', async () => {
    const { checks } = await auditProposal({ archive: electionText })
    const { nullifier, transaction } = ballotAt(readElection(), 1)
    expect(checks.find(({ name }) => name === 'revisions')?.evidence).toEqual({
      replaced: 1,
      ballots: [{ nullifier: String(nullifier), revision: 0, transaction }],
    })
  })

  test('gives evidence that can be written as JSON and read back', async () => {
    const { checks } = await auditProposal({ archive: electionText })
    expect(JSON.parse(JSON.stringify(checks))).toEqual(checks)
  })

  test('tells how the verification goes on', async () => {
    const done: number[] = []
    await auditProposal({
      archive: electionText,
      onProgress: (progress) => {
        if (progress.phase === 'verification') done.push(progress.done)
      },
    })
    expect(done.at(-1)).toBe(5)
  })

  test('hands over the archive of what it audits', async () => {
    const archives: string[] = []
    await auditProposal({ archive: electionText, onArchive: (text) => archives.push(text) })
    expect(archives).toEqual([electionText])
  })

  test('ends when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('Enough.'))
    await expect(auditProposal({ archive: electionText, signal })).rejects.toThrow('Enough.')
  })

  test('refuses an archive of another governor or proposal', async () => {
    const governor = `0x${'ab'.repeat(20)}`
    await expect(auditProposal({ archive: electionText, governor })).rejects.toMatchObject({
      code: 'ARCHIVE_MISMATCH',
      details: { field: 'governor', expected: governor },
    })
    await expect(auditProposal({ archive: electionText, proposalId: 7n })).rejects.toMatchObject({
      code: 'ARCHIVE_MISMATCH',
      details: { field: 'proposalId', expected: '7' },
    })
  })

  test('takes the metadata from whoever has it, and believes nobody', async () => {
    const { metadata } = readElection()
    const archive = alterElection((election) => {
      election.metadata = null
    })
    const without = await auditProposal({ archive })
    expect(namesOf(without, 'incomplete')).toEqual(['chain', 'metadata'])
    const bytes = new TextEncoder().encode(metadata ?? '')
    const cids: string[] = []
    const fetchMetadata = async (cid: string): Promise<Uint8Array> => {
      cids.push(cid)
      return bytes
    }
    const fetched = await auditProposal({ archive, fetchMetadata })
    expect(namesOf(fetched, 'incomplete')).toEqual(['chain'])
    expect(cids).toEqual([expect.stringMatching(/^bafkrei/)])
    const other = await auditProposal({ archive, metadata: `${metadata} ` })
    expect(namesOf(other, 'refuted')).toEqual(['metadata'])
    const gone = await auditProposal({ archive, fetchMetadata: async () => null })
    expect(namesOf(gone, 'incomplete')).toEqual(['chain', 'metadata'])
  })

  test.each([new Uint8Array([0xff, 0xfe]), '\ud800'])(
    'refuses metadata that is no text',
    async (metadata) => {
      await expect(auditProposal({ archive: electionText, metadata })).rejects.toMatchObject({
        code: 'METADATA_MALFORMED',
      })
    },
  )

  test('reports a ballot without a proof as one whose proof was not found', async () => {
    const report = await audit((election) => {
      ballotAt(election, 2).proof = null
    })
    expect(namesOf(report, 'incomplete')).toEqual(['chain', 'messages', 'proofs'])
    expect(namesOf(report, 'refuted')).toEqual([])
    const { nullifier } = ballotAt(readElection(), 2)
    expect(report.checks.find(({ name }) => name === 'proofs')?.evidence).toMatchObject({
      count: 1,
      ballots: [{ nullifier: String(nullifier), reason: 'its proof was not found' }],
    })
  })
})

describe('auditProposal refutes an archive with', () => {
  const lies: [string, string[], (election: OpenArchive) => void][] = [
    [
      'other votes',
      ['messages', 'tally'],
      (election) => {
        ballotAt(election, 0).words = encodeBallot({ votes: [6, -2, 4, 0] })
      },
    ],
    [
      'other votes and the message that they would have',
      ['proofs', 'tally'],
      (election) => {
        const ballot = ballotAt(election, 0)
        ballot.words = encodeBallot({ votes: [6, -2, 4, 0] })
        const { revision, words } = ballot
        if (ballot.proof) ballot.proof.message = ballotMessage({ revision, words })
      },
    ],
    [
      'a forged proof',
      ['proofs'],
      (election) => {
        const other = ballotAt(election, 2).proof
        const { proof } = ballotAt(election, 0)
        if (proof && other) proof.points = other.points
      },
    ],
    [
      'a ballot that is left out',
      ['tally', 'options', 'execution'],
      (election) => {
        election.ballots.splice(0, 1)
        election.blocks.splice(0, 1)
      },
    ],
    [
      'a ballot that nobody cast',
      ['proofs', 'tally'],
      (election) => {
        const { proof, ...last } = ballotAt(election, 4)
        election.ballots.push({ ...last, proof, nullifier: 7n, logIndex: last.logIndex + 1 })
      },
    ],
    [
      'a ballot counted twice by a nullifier beyond the field',
      ['nullifiers', 'proofs', 'tally'],
      (election) => {
        const last = ballotAt(election, 4)
        const nullifier = last.nullifier + SNARK_SCALAR_FIELD
        election.ballots.push({ ...last, nullifier, logIndex: last.logIndex + 1 })
      },
    ],
    [
      'a person’s second ballot beside the first',
      ['nullifiers', 'revisions'],
      (election) => {
        const last = ballotAt(election, 4)
        election.ballots.push({ ...last, logIndex: last.logIndex + 1 })
      },
    ],
    [
      'a later ballot replaced by an earlier one',
      ['revisions'],
      (election) => {
        const [first, second] = [ballotAt(election, 1), ballotAt(election, 3)]
        const { words, revision, proof } = first
        Object.assign(first, { words: second.words, revision: 1, proof: second.proof })
        Object.assign(second, { words, revision, proof, replacedRevision: 1 })
      },
    ],
    [
      'a replaced ballot that is left out',
      ['revisions'],
      (election) => {
        election.ballots.splice(1, 1)
      },
    ],
    [
      'a ballot that costs too much',
      ['messages', 'costs', 'tally'],
      (election) => {
        ballotAt(election, 2).words = encodeBallot({ votes: [0, 11, 0, 0] })
      },
    ],
    [
      'a ballot of another shape',
      ['messages', 'costs', 'tally'],
      (election) => {
        ballotAt(election, 2).words = [0n, 0n]
      },
    ],
    [
      'a ballot from before voting opened',
      ['window'],
      (election) => {
        const [block] = election.blocks
        if (block) block.timestamp = election.proposal.snapshot
      },
    ],
    [
      'a ballot from after voting closed',
      ['window'],
      (election) => {
        const block = election.blocks.at(-1)
        if (block) block.timestamp = election.proposal.deadline + 1
      },
    ],
    [
      'a member who is another',
      ['group'],
      (election) => {
        election.members[4] = 7n
      },
    ],
    [
      'two members in each other’s place',
      ['group'],
      ({ members }) => {
        members.reverse()
      },
    ],
    [
      'a member more',
      ['group'],
      (election) => {
        election.members.push(7n)
        election.outcome.size = 6
      },
    ],
    [
      'a member who is no commitment',
      ['group'],
      (election) => {
        election.members[4] = SNARK_SCALAR_FIELD
      },
    ],
    [
      'a group that is empty, in which anybody can prove to be',
      ['proofs', 'quorum'],
      (election) => {
        election.members = []
        Object.assign(election.outcome, { root: 0n, size: 0 })
      },
    ],
    [
      'another depth',
      ['group', 'proofs'],
      (election) => {
        election.outcome.proofDepth = 19
      },
    ],
    [
      'other metadata',
      ['metadata'],
      (election) => {
        election.metadata = (election.metadata ?? '').replace('A pond', 'A pool')
      },
    ],
    [
      'another chain',
      ['proofs'],
      (election) => {
        election.chainId = 1
      },
    ],
    [
      'another call of a passing option',
      ['proposal', 'execution'],
      ({ proposal }) => {
        const call = proposal.calls.find(({ option }) => option === 2)
        if (call) call.calldata = '0x03'
      },
    ],
    [
      'a call that belongs to another option',
      ['proposal', 'execution'],
      ({ proposal }) => {
        const call = proposal.calls.find(({ option }) => option === 1)
        if (call) call.option = 0
      },
    ],
    [
      'more voice credits',
      ['proposal'],
      ({ proposal }) => {
        proposal.voiceCredits += 1
      },
    ],
    [
      'more winners',
      ['proposal', 'options', 'execution'],
      ({ proposal }) => {
        proposal.maxWinners = 3
      },
    ],
    [
      'a later deadline',
      ['proposal'],
      ({ outcome }) => {
        outcome.deadline += 1
      },
    ],
    [
      'another tally',
      ['tally'],
      ({ outcome: { options } }) => {
        const [, pond] = options
        if (pond) pond.votesFor += 1n
      },
    ],
    [
      'another number of voters',
      ['tally'],
      ({ outcome }) => {
        outcome.voters += 1
      },
    ],
    [
      'a lower quorum',
      ['quorum'],
      ({ outcome }) => {
        outcome.quorum = 2
      },
    ],
    [
      'another quorum than was set',
      ['quorum'],
      (election) => {
        election.quorumNumerator = 4_000
      },
    ],
    [
      'another option that passes',
      ['options'],
      ({ outcome }) => {
        outcome.passing[1] = true
      },
    ],
    [
      'another state',
      ['state'],
      ({ outcome }) => {
        outcome.state = 'queued'
      },
    ],
    [
      'a call that was not executed',
      ['execution'],
      ({ execution }) => {
        execution.calls?.pop()
      },
    ],
    [
      'other data of an executed call',
      ['execution'],
      ({ execution: { calls } }) => {
        const last = calls?.at(-1)
        if (last) last.value = 1n
      },
    ],
    [
      'calls executed in another order',
      ['execution'],
      ({ execution: { calls } }) => {
        calls?.reverse()
      },
    ],
    [
      'another operation in the proposal’s name',
      ['execution'],
      ({ execution: { operations } }) => {
        const [operation] = operations
        if (operation) operations.push({ ...operation, id: `0x${'ab'.repeat(32)}` })
      },
    ],
  ]

  test.each(lies)('%s', async (_, names, lie) => {
    const report = await audit(lie)
    expect(report.verdict).toBe('refuted')
    expect(namesOf(report, 'refuted')).toEqual(names)
  })
})
