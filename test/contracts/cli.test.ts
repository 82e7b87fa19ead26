import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  decodeBallot,
  exportIdentity,
  parseArchive,
  toWireBallot,
  type WireBallot,
  wireBallot,
} from '@psephos/lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deployElection, type Election, executeElection } from './support/deployElection.ts'
import { type Chain, openChain } from './support/openChain.ts'
import { type RecordedElection, readElection } from './support/readElection.ts'
import { passphrase, privateKey, runPsephos as psephos } from './support/runPsephos.ts'

let folder: string
let chain: Chain
let election: Election
let recorded: RecordedElection
let rpc: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psephos-cli-'))
  recorded = readElection()
  chain = await openChain()
  rpc = chain.provider._getConnection().url
  election = await deployElection(chain)
})
afterAll(async () => {
  await chain.close()
  await rm(folder, { recursive: true, force: true })
})

const onChain = (): string[] => ['--rpc', rpc, '--governor', election.governor]
const asked = (): string[] => [...onChain(), '--proposal', String(election.proposal.id)]

/** A recorded ballot as a line of a file. */
function toLine(
  index: number,
  changed: Partial<{ votes: number[]; revision: number }> = {},
): string {
  const ballot = recorded.archive.ballots[index]
  if (!ballot?.proof) throw new RangeError('There is no such ballot.')
  const { nullifier, revision, words, proof } = ballot
  const votes = decodeBallot({ words, optionCount: 4 })
  const electorate = { merkleTreeDepth: 20, merkleTreeRoot: recorded.archive.outcome.root }
  const whole = { ...electorate, ...proof, nullifier, scope: election.scope }
  return JSON.stringify(toWireBallot({ revision, votes, proof: whole, ...changed }))
}

describe('the command line and an election on a chain', () => {
  test('brings ballots on-chain, leaves out what counts, and says which line is bad', async () => {
    const file = join(folder, 'ballots.jsonl')
    const forged = toLine(4, { votes: [1, 1, 1, 1] })
    // Whoever knows a nullifier can write a higher revision beside it, and must not silence anybody so.
    const silencing = toLine(0, { revision: 9 })
    const lines = [toLine(0), toLine(1), forged, toLine(2), silencing]
    await writeFile(file, `${lines.join('\n')}\n`)
    const settle = ['settle', ...asked(), '--ballots', file, '--batch-size', '2']
    const first = await psephos(...settle)
    expect(first).toMatchObject({
      code: 1,
      json: {
        settled: 3,
        skipped: 0,
        refused: [
          { line: 3, code: 'BALLOT_MESSAGE_MISMATCH' },
          { line: 5, code: 'BALLOT_MESSAGE_MISMATCH' },
        ],
        transactions: [expect.stringMatching(/^0x/), expect.stringMatching(/^0x/)],
      },
    })
    // Ben changes his ballot, and Dan's is sent as a server exports it.
    const dan: WireBallot = wireBallot.parse(JSON.parse(toLine(4)))
    const exported = JSON.stringify({
      nullifier: String(dan.proof.nullifier),
      revision: dan.revision,
      votes: dan.votes,
      points: dan.proof.points.map(String),
    })
    const again = [...[0, 1, 2, 3].map((index) => toLine(index)), exported]
    await writeFile(file, `${again.join('\n')}\n`)
    expect(await psephos(...settle)).toMatchObject({
      code: 0,
      json: { settled: 2, skipped: 3, refused: [] },
    })
    expect(await psephos(...settle)).toMatchObject({ code: 0, json: { settled: 0, skipped: 5 } })
  })

  test('proves a ballot and casts it in place of the one that counts', async () => {
    const dan = election.people[3]
    if (dan === undefined) throw new RangeError('There is no Dan.')
    const file = join(folder, 'dan.json')
    await writeFile(file, await exportIdentity({ identity: dan, passphrase, cost: 15 }))
    const vote = ['vote', ...asked(), '--identity', file, '--direct', '--votes']
    const dear = await psephos(...vote, '-11,0,0,0')
    expect(dear).toMatchObject({ code: 1, json: { error: { code: 'VOICE_CREDITS_EXCEEDED' } } })
    expect(await psephos(...vote, '1,2')).toMatchObject({ code: 2 })

    const cast = await psephos(...vote, '-1,0,2,0')
    expect(cast).toMatchObject({ code: 0, json: { status: 'counted', revision: 1, cost: 5 } })
    expect(cast.json['nullifier']).toBe(String(recorded.archive.ballots[4]?.nullifier))
    expect(cast.stderr).toContain('This replaces your ballot of revision 0.')
  })

  test('audits the election, exports it, and audits the file', async () => {
    await executeElection(chain, election)
    const metadata = join(folder, 'metadata.json')
    await writeFile(metadata, election.metadata)
    const audit = await psephos('audit', ...asked(), '--metadata', metadata)
    expect(audit).toMatchObject({
      code: 0,
      json: { verdict: 'confirmed', proposalId: String(election.proposal.id) },
    })
    expect(audit.stderr).toContain('Proofs verified: ')

    const out = join(folder, 'election.json')
    const exported = await psephos('export', ...asked(), '--metadata', metadata, '--out', out)
    expect(exported).toMatchObject({ code: 0, json: { file: out } })
    const text = await readFile(out, 'utf8')
    expect(parseArchive(text).proposal.id).toBe(election.proposal.id)
    expect(await psephos('export', ...asked(), '--out', out)).toMatchObject({
      code: 2,
      json: { error: { code: 'USAGE' } },
    })

    expect(await psephos('audit', '--archive', out, '--rpc', rpc)).toMatchObject({ code: 0 })
    const offline = await psephos('audit', '--archive', out)
    expect(offline).toMatchObject({ code: 4, json: { verdict: 'incomplete' } })
    const falsified = join(folder, 'falsified.json')
    await writeFile(falsified, text.replace('"voters":4', '"voters":5'))
    expect(await psephos('audit', '--archive', falsified)).toMatchObject({
      code: 1,
      json: { verdict: 'refuted' },
    })
  })

  test('says what is not there with the code for it', async () => {
    const unknown = [...onChain(), '--proposal', '7']
    expect(await psephos('audit', ...unknown)).toMatchObject({
      code: 1,
      json: { error: { code: 'PROPOSAL_UNKNOWN' } },
    })
    const gone = ['--rpc', 'http://127.0.0.1:1', '--governor', election.governor]
    expect(await psephos('audit', ...gone, '--proposal', '7')).toMatchObject({
      code: 3,
      json: { error: { code: 'CHAIN_UNAVAILABLE' } },
    })
    expect(await psephos('audit')).toMatchObject({ code: 2, json: { error: { code: 'USAGE' } } })
  })

  test('refuses ballots when voting is over', async () => {
    const file = join(folder, 'late.jsonl')
    await writeFile(file, `${toLine(0)}\n`)
    expect(await psephos('settle', ...asked(), '--ballots', file)).toMatchObject({
      code: 1,
      json: { error: { code: 'VOTING_NOT_OPEN' } },
    })
  })
})

describe('the command line and a new DAO', () => {
  test('deploys it, and proposes to it what a file says', async () => {
    const deployed = await psephos(
      ...['deploy', '--name', 'Garden', '--rpc', rpc],
      ...['--world-id-rp', 'rp_0123456789abcdef'],
      ...['--development-world-id', '0x000000000000000000000000000000000000a001'],
    )
    expect(deployed).toMatchObject({ code: 0, json: { chainId: 31_337 } })
    expect(deployed.stderr).toContain('PersonhoodGovernor stands at 0x')
    expect(JSON.stringify(deployed)).not.toContain(privateKey.slice(2))

    const file = join(folder, 'proposal.json')
    const call = { target: '0x000000000000000000000000000000000000a001', value: '1' }
    const options = [{ title: 'A garden', calls: [call] }, { title: 'A pond' }]
    await writeFile(file, JSON.stringify({ title: 'What first?', body: '', options }))
    const propose = ['propose', '--rpc', rpc, '--governor', String(deployed.json['governor'])]
    const proposed = await psephos(...propose, '--metadata', file)
    expect(proposed).toMatchObject({ code: 0, json: { cid: expect.stringMatching(/^bafkrei/) } })

    // The same again is the same proposal.
    expect(await psephos(...propose, '--metadata', file)).toMatchObject({
      code: 1,
      json: { error: { code: 'CHAIN_REVERTED' } },
    })
    await writeFile(
      file,
      JSON.stringify({ title: 'What first?', body: '', options: [{ calls: [call] }] }),
    )
    expect(await psephos(...propose, '--metadata', file)).toMatchObject({
      code: 2,
      json: { error: { code: 'METADATA_MALFORMED' } },
    })
  })
})
