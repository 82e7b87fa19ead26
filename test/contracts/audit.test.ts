import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import {
  type Archive,
  type AuditReport,
  auditCheckNames,
  auditProposal,
  type ContractBallot,
  castBallotDirectly,
  decodeBallot,
  exportArchive,
  parseArchive,
  readMembers,
  readProposal,
  TimelockController__factory,
  timelockSalt,
  type WireBallot,
} from '@psephos/lib'
import { AbiCoder, JsonRpcProvider, keccak256, toBeHex, Wallet, ZeroHash } from 'ethers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { believeProofs, createUnprovedBallot } from './support/believeProofs.ts'
import { carryCall, hideCall } from './support/carryCall.ts'
import { createPoorNode } from './support/createPoorNode.ts'
import { deployElection, type Election, executeElection } from './support/deployElection.ts'
import { type Chain, openChain } from './support/openChain.ts'
import { type RecordedElection, readElection } from './support/readElection.ts'
import { stopProving } from './support/stopProving.ts'

const [ADA, BEN, CLEO, BEN_AGAIN, DAN] = [0, 1, 2, 3, 4]

let chain: Chain
let election: Election
let recorded: RecordedElection
let before: unknown
beforeAll(async () => {
  recorded = readElection()
  chain = await openChain()
  election = await deployElection(chain)
})
beforeEach(async () => {
  before = await chain.provider.send('evm_snapshot', [])
})
afterEach(async () => {
  await chain.provider.send('evm_revert', [before])
})
afterAll(async () => {
  await stopProving()
  await chain.close()
})

const ballotsOf = (...indexes: number[]) =>
  recorded.ballots.filter((_, index) => indexes.includes(index))

async function cast(...indexes: number[]): Promise<void> {
  const { governor } = election.dao
  await (await governor.castBallots(election.proposal.id, ballotsOf(...indexes))).wait()
}

/** Casts the recorded ballots in the order in which they were, and executes what passes. */
async function hold(): Promise<void> {
  await cast(ADA)
  await cast(BEN, CLEO)
  await cast(BEN_AGAIN, DAN)
  await executeElection(chain, election)
}

const asked = () => ({
  provider: chain.provider,
  governor: election.governor,
  proposalId: election.proposal.id,
  metadata: election.metadata,
})

const audit = () => auditProposal(asked())

const refusedBy = ({ checks }: AuditReport) =>
  checks.flatMap(({ name, verdict }) => (verdict === 'refuted' ? [name] : []))

const evidenceOf = ({ checks }: AuditReport, which: AuditReport['checks'][number]['name']) =>
  checks.find(({ name }) => name === which)?.evidence

/** A recorded ballot as a voter has it. */
function toVoterBallot(index: number): WireBallot {
  const ballot = recorded.archive.ballots[index]
  if (!ballot?.proof) throw new RangeError('There is no such ballot.')
  const { nullifier, revision, words, proof } = ballot
  return {
    revision,
    votes: decodeBallot({ words, optionCount: 4 }),
    proof: {
      ...proof,
      nullifier,
      merkleTreeDepth: 20,
      merkleTreeRoot: recorded.archive.outcome.root,
      scope: election.scope,
    },
  }
}

describe('auditProposal of a chain', () => {
  test('confirms an election that was executed, and its archive beside it', async () => {
    await hold()
    const report = await audit()
    expect(report.checks.filter(({ verdict }) => verdict !== 'confirmed')).toEqual([])
    expect(report.verdict).toBe('confirmed')
    expect(report.tally.options.map(({ passes }) => passes)).toEqual([true, false, true, false])
    expect(evidenceOf(report, 'state')).toMatchObject({ governorState: 'executed' })
    expect(await election.dao.governor.defaultVoiceCredits()).toBe(144n)

    const archive = await exportArchive(asked())
    const both = await auditProposal({ provider: chain.provider, archive })
    expect(both.verdict).toBe('confirmed')
    expect(both.tally).toEqual(report.tally)
    expect(await exportArchive(asked())).toBe(archive)
  })

  test('finds in it what the archive of the same election elsewhere says, but other blocks', async () => {
    await hold()
    const { ballots, ...facts } = parseArchive(await exportArchive(asked()))
    const { archive } = recorded
    expect(ballots.map(({ proof }) => proof)).toEqual(archive.ballots.map(({ proof }) => proof))
    expect(facts.members).toEqual(archive.members)
    expect(facts.outcome.options).toEqual(archive.outcome.options)
    const report = await auditProposal({ provider: chain.provider, archive: recorded.text })
    expect(refusedBy(report)).toEqual(['chain'])
  })

  test('confirms what stands while voting is open, and an archive of then when it is over', async () => {
    await cast(ADA)
    expect(await audit()).toMatchObject({ verdict: 'confirmed' })
    const archive = await exportArchive(asked())
    expect(parseArchive(archive).outcome).toMatchObject({ state: 'active', voters: 1 })
    await cast(BEN, CLEO)
    await cast(BEN_AGAIN, DAN)
    await executeElection(chain, election)
    const report = await auditProposal({ provider: chain.provider, archive })
    expect(report.verdict).toBe('confirmed')
    expect(report.tally.voters).toBe(1)
  })

  test.each([
    ['defeated', [ADA]],
    ['succeeded', [ADA, BEN, CLEO]],
  ])('confirms a proposal that is %s', async (state, indexes) => {
    await cast(...indexes)
    await chain.moveClockTo(BigInt(election.proposal.deadline) + 1n)
    const report = await audit()
    expect(report.verdict).toBe('confirmed')
    expect(evidenceOf(report, 'state')).toMatchObject({ governorState: state })
  })

  test('confirms a proposal whose operation was canceled', async () => {
    await cast(ADA, BEN, CLEO)
    const { governor } = election.dao
    await chain.moveClockTo(BigInt(election.proposal.deadline) + 1n)
    await (await governor.queue(...election.calls)).wait()
    expect(evidenceOf(await audit(), 'state')).toMatchObject({ governorState: 'queued' })
    const timelock = await governor.timelock()
    await chain.provider.send('anvil_impersonateAccount', [election.governor])
    await chain.provider.send('anvil_setBalance', [election.governor, toBeHex(10n ** 18n)])
    const asGovernor = await chain.provider.getSigner(election.governor)
    const [operation] = parseArchive(await exportArchive(asked())).execution.operations
    const contract = TimelockController__factory.connect(timelock, asGovernor)
    await (await contract.cancel(operation?.id ?? '')).wait()
    const report = await audit()
    expect(report.verdict).toBe('confirmed')
    expect(evidenceOf(report, 'state')).toMatchObject({ governorState: 'canceled' })
  })

  test('confirms calls that were executed at the timelock, without the governor', async () => {
    // The first option's call is the governor's own to make, so it must not pass here.
    const { governor } = election.dao
    await believeProofs(chain, governor)
    const ballots = [1n, 2n, 3n].map((nullifier) =>
      createUnprovedBallot({ nullifier, votes: [0, 1, 1, 0] }),
    )
    await (await governor.castBallots(election.proposal.id, ballots)).wait()
    await chain.moveClockTo(BigInt(election.proposal.deadline) + 1n)
    await (await governor.queue(...election.calls)).wait()
    await chain.moveClockTo(await governor.proposalEta(election.proposal.id))
    const due = election.proposal.calls.filter(({ option }) => option > 0)
    const timelock = TimelockController__factory.connect(await governor.timelock(), chain.signer)
    const response = await timelock.executeBatch(
      due.map(({ target }) => target),
      due.map(({ value }) => value),
      due.map(({ calldata }) => calldata),
      ZeroHash,
      timelockSalt({ governor: election.governor, proposalId: election.proposal.id }),
    )
    await response.wait()
    const report = await audit()
    expect(refusedBy(report)).toEqual(['proofs'])
    expect(evidenceOf(report, 'state')).toMatchObject({ governorState: 'executed' })
    expect(evidenceOf(report, 'execution')).toMatchObject({ executed: [{}, {}, {}] })
  })

  test('finds the proofs that another contract carried', async () => {
    const { governor, proposal } = election
    const { interface: calls } = election.dao.governor
    const data = (...indexes: number[]) =>
      calls.encodeFunctionData('castBallots', [proposal.id, ballotsOf(...indexes)])
    await carryCall({ signer: chain.signer, target: governor, data: data(ADA, CLEO) })
    expect(await audit()).toMatchObject({ verdict: 'confirmed' })
    const hash = await hideCall({ signer: chain.signer, target: governor, data: data(DAN) })
    expect(await audit()).toMatchObject({ verdict: 'confirmed' })

    const node = createPoorNode(chain, { traces: false })
    const report = await auditProposal({ ...asked(), provider: node })
    node.destroy()
    expect(report.verdict).toBe('incomplete')
    expect(refusedBy(report)).toEqual([])
    const nullifier = String(recorded.ballots[DAN]?.nullifier)
    expect(evidenceOf(report, 'proofs')).toEqual({
      count: 1,
      ballots: [{ nullifier, revision: 0, transaction: hash, reason: 'its proof was not found' }],
    })
    // An archive that has the proof helps a node that has not.
    const archive = await exportArchive(asked())
    expect(await auditProposal({ provider: chain.provider, archive })).toMatchObject({
      verdict: 'confirmed',
    })
  })

  test('is not misled by forged ballots that somebody carries beside the true ones', async () => {
    const { governor, proposal } = election
    const calls = election.dao.governor.interface
    const decoys = ballotsOf(ADA, CLEO).map((ballot) => ({ ...ballot, proof: [...ballot.proof] }))
    for (const { proof } of decoys) proof[0] = 7n
    const data = (...ballots: readonly ContractBallot[]) =>
      calls.encodeFunctionData('castBallots', [proposal.id, ballots.slice()])

    // The governor passes over a first ballot that claims to replace one, and over one that is counted.
    const [ada, cleo] = ballotsOf(ADA, CLEO)
    const [decoy, other] = decoys
    if (!ada || !cleo || !decoy || !other) throw new RangeError('There are no such ballots.')
    const unasked = { ...decoy, replacedWords: [9n] }
    const response = await chain.signer.sendTransaction({
      to: governor,
      data: data(unasked, ada, decoy),
    })
    expect((await response.wait())?.status).toBe(1)
    expect(await audit()).toMatchObject({ verdict: 'confirmed', tally: { voters: 1 } })

    // Here the true call stands nowhere in the data, but a forged one does.
    const hash = await hideCall({
      signer: chain.signer,
      target: governor,
      data: data(cleo),
      sent: data(other),
    })
    expect(await audit()).toMatchObject({ verdict: 'confirmed', tally: { voters: 2 } })
    const node = createPoorNode(chain, { traces: false })
    const report = await auditProposal({ ...asked(), provider: node })
    node.destroy()
    expect(report.verdict).toBe('incomplete')
    expect(evidenceOf(report, 'proofs')).toMatchObject({
      count: 1,
      ballots: [{ transaction: hash, reason: 'its proof was not found' }],
    })
  })

  test('reads a node that gives few blocks at a time', async () => {
    await cast(ADA, BEN, CLEO)
    const node = createPoorNode(chain, { blocks: 3 })
    const progress = new Map<string, number>()
    const report = await auditProposal({
      ...asked(),
      provider: node,
      onProgress: ({ phase, done, total }) => {
        expect(done).toBeGreaterThan(progress.get(phase) ?? 0)
        expect(done).toBeLessThanOrEqual(total)
        progress.set(phase, done)
      },
    })
    node.destroy()
    expect(report.verdict).toBe('confirmed')
    expect([...progress.keys()].sort()).toEqual([
      'ballots',
      'blocks',
      'members',
      'proofs',
      'verification',
    ])
  })
})

describe('docs/audit.md', () => {
  test('shows a program that runs, to the letter', async () => {
    const page = await readFile(new URL('../../docs/audit.md', import.meta.url), 'utf8')
    const program = fileURLToPath(new URL('../examples/auditOutcome.ts', import.meta.url))
    expect(/```ts\n([\s\S]*?)```/.exec(page)?.[1]).toBe(await readFile(program, 'utf8'))
    for (const name of auditCheckNames) expect(page).toContain(`\`${name}\``)

    await cast(ADA, CLEO)
    const folder = await mkdtemp(join(tmpdir(), 'psephos-audit-'))
    const file = join(folder, 'metadata.json')
    await writeFile(file, election.metadata)
    const { url } = chain.provider._getConnection()
    const options = [program, url, election.governor, String(election.proposal.id), file]
    const { stdout } = await promisify(execFile)(process.execPath, options)
    await rm(folder, { recursive: true })
    expect(stdout).toContain('confirmed proofs: The proofs of 2 ballots hold.')
    expect(stdout).toContain('The outcome is confirmed.')
  })
})

describe('auditProposal refutes', () => {
  test('a forged proof that the governor counted, and names its ballot', async () => {
    await cast(ADA, CLEO)
    await believeProofs(chain, election.dao.governor)
    const forged = createUnprovedBallot({ nullifier: 7n, votes: [0, 0, 0, 10] })
    const { hash } = await election.dao.governor.castBallot(election.proposal.id, forged)
    const report = await audit()
    expect(refusedBy(report)).toEqual(['proofs'])
    expect(evidenceOf(report, 'proofs')).toEqual({
      count: 1,
      ballots: [
        { nullifier: '7', revision: 0, transaction: hash, reason: 'its proof does not hold' },
      ],
    })
  })

  test('a proof that was made for other votes', async () => {
    await believeProofs(chain, election.dao.governor)
    const ballot = { ...ballotsOf(ADA)[0], words: [9n] }
    const { governor } = election.dao
    await (await governor.castBallot(election.proposal.id, ballot as never)).wait()
    expect(refusedBy(await audit())).toEqual(['proofs'])
  })

  test('a tally that somebody wrote into the governor', async () => {
    await cast(ADA, BEN, CLEO)
    await writeTally(3, 1_000n)
    const report = await audit()
    expect(refusedBy(report)).toEqual(['tally', 'options'])
    expect(evidenceOf(report, 'tally')).toMatchObject({ options: [{ option: 3 }] })
  })

  test('calls that run because of such a tally', async () => {
    await cast(ADA, BEN, CLEO)
    await writeTally(3, 1_000n)
    await executeElection(chain, election)
    const report = await audit()
    expect(refusedBy(report)).toEqual(['tally', 'options', 'execution'])
  })

  const lies: [string, AuditReport['checks'][number]['name'], (archive: Archive) => void][] = [
    ['drops a ballot', 'tally', ({ ballots }) => void ballots.pop()],
    ['swaps a member', 'group', (archive) => void archive.members.splice(0, 1, 7n)],
    [
      'renames a transaction',
      'chain',
      ({ proposal }) => {
        proposal.transaction = `0x${'ab'.repeat(32)}`
      },
    ],
    [
      'renames its last block',
      'chain',
      ({ block }) => {
        block.hash = `0x${'ab'.repeat(32)}`
      },
    ],
    [
      'changes the metadata',
      'metadata',
      (archive) => {
        archive.metadata = '{}'
      },
    ],
  ]
  test.each(lies)('an archive that %s', async (_, name, lie) => {
    await cast(ADA, CLEO)
    const archive = parseArchive(await exportArchive(asked()))
    lie(archive)
    const text = JSON.stringify(archive, (_key, value) =>
      typeof value === 'bigint' ? String(value) : value,
    )
    const report = await auditProposal({ provider: chain.provider, archive: sortKeys(text) })
    expect(refusedBy(report)).toContain(name)
  })

  /** Finds the slot of an option's tally by what stands there, and writes another. */
  async function writeTally(option: number, votesFor: bigint): Promise<void> {
    const { provider } = chain
    const { proposalTally } = election.dao.governor
    const { options } = await proposalTally(election.proposal.id)
    const packed = (index: number): bigint => {
      const tally = options[index]
      if (tally === undefined) throw new RangeError('There is no such option.')
      return tally.votesFor | (tally.votesAgainst << 64n) | (tally.creditsSpent << 128n)
    }
    const slotOf = (mapping: number, index: number): string =>
      hashWords(BigInt(index), BigInt(hashWords(election.proposal.id, BigInt(mapping))))
    for (let mapping = 0; mapping < 50; mapping += 1) {
      const slots = [0, option].map((index) => slotOf(mapping, index))
      const held = await Promise.all(
        slots.map(async (slot) => BigInt(await provider.getStorage(election.governor, slot))),
      )
      if (held[0] !== packed(0) || held[1] !== packed(option)) continue
      const tally = toBeHex(votesFor, 32)
      await provider.send('anvil_setStorageAt', [election.governor, slots[1], tally])
      await provider.send('evm_mine', [])
      return
    }
    throw new Error('The tally was not found in the storage.')
  }
})

describe('auditProposal says what is wrong with the question', () => {
  test('for a proposal that there is not, and what is no governor', async () => {
    await expect(auditProposal({ ...asked(), proposalId: 7n })).rejects.toMatchObject({
      code: 'PROPOSAL_UNKNOWN',
    })
    const group = await election.dao.group.getAddress()
    for (const governor of [group, await chain.signer.getAddress()]) {
      await expect(auditProposal({ ...asked(), governor })).rejects.toMatchObject({
        code: 'GOVERNOR_UNKNOWN',
      })
      await expect(readProposal({ ...asked(), governor })).rejects.toMatchObject({
        code: 'GOVERNOR_UNKNOWN',
      })
    }
  })

  test('for a proposal whose snapshot is not past', async () => {
    const proposalId = await election.dao.propose()
    await expect(auditProposal({ ...asked(), proposalId })).rejects.toMatchObject({
      code: 'VOTING_NOT_OPEN',
      details: { state: 'pending' },
    })
  })

  test('when reading begins too late', async () => {
    const { block } = election.proposal
    for (const fromBlock of [block, block + 1]) {
      await expect(auditProposal({ ...asked(), fromBlock })).rejects.toMatchObject({
        code: 'CHAIN_EVENTS_MISSING',
      })
    }
  })

  test('for a node of another chain', async () => {
    const archive = recorded.text.replace('"chainId":31337', '"chainId":1')
    await expect(auditProposal({ provider: chain.provider, archive })).rejects.toMatchObject({
      code: 'CHAIN_MISMATCH',
      details: { chainId: 31_337, expectedChainId: 1 },
    })
  })

  test('for a node that does not answer, and one that never does', async () => {
    const gone = new JsonRpcProvider('http://127.0.0.1:9', undefined, { staticNetwork: true })
    await expect(auditProposal({ ...asked(), provider: gone })).rejects.toMatchObject({
      code: 'CHAIN_UNAVAILABLE',
    })
    gone.destroy()
    const silent = createPoorNode(chain, {})
    silent.send = () => new Promise(() => {})
    await expect(
      auditProposal({ ...asked(), provider: silent, timeout: 50 }),
    ).rejects.toMatchObject({ code: 'CHAIN_UNAVAILABLE' })
    const controller = new AbortController()
    const auditing = auditProposal({ ...asked(), provider: silent, signal: controller.signal })
    controller.abort(new Error('Enough.'))
    await expect(auditing).rejects.toThrow('Enough.')
    silent.destroy()
  })
})

describe('castBallotDirectly', () => {
  const parameters = () => ({
    signer: chain.signer,
    governor: election.governor,
    proposalId: election.proposal.id,
  })

  test('casts a ballot, and another in its place', async () => {
    const first = await castBallotDirectly({ ...parameters(), ballot: toVoterBallot(BEN) })
    expect(first).toMatchObject({ revision: 0, nullifier: recorded.ballots[BEN]?.nullifier })
    const second = await castBallotDirectly({ ...parameters(), ballot: toVoterBallot(BEN_AGAIN) })
    expect(second.revision).toBe(1)
    expect(second.block).toBeGreaterThan(first.block)
    const report = await audit()
    expect(report.verdict).toBe('confirmed')
    expect(report.tally.voters).toBe(1)
    await expect(
      castBallotDirectly({ ...parameters(), ballot: toVoterBallot(BEN) }),
    ).rejects.toMatchObject({
      code: 'REVISION_NOT_HIGHER',
      details: { revision: 0, heldRevision: 1 },
    })
  })

  test('sends nothing that the governor refuses, and says why', async () => {
    const ballot = toVoterBallot(ADA)
    const forged = { ...ballot, votes: [1, 0, 0, 0] }
    const sent = await chain.provider.getBlockNumber()
    await expect(castBallotDirectly({ ...parameters(), ballot: forged })).rejects.toMatchObject({
      code: 'BALLOT_PROOF_INVALID',
    })
    expect(await chain.provider.getBlockNumber()).toBe(sent)
  })

  test('needs a signer with a node', async () => {
    const signer = Wallet.createRandom()
    await expect(
      castBallotDirectly({ ...parameters(), signer, ballot: toVoterBallot(ADA) }),
    ).rejects.toMatchObject({ code: 'CHAIN_UNAVAILABLE' })
  })
})

describe('readMembers', () => {
  test('gives the members at a block, from nothing or from an earlier reading', async () => {
    const group = await election.dao.group.getAddress()
    const read = (parameters: Partial<Parameters<typeof readMembers>[0]> = {}) =>
      readMembers({ provider: chain.provider, group, ...parameters })
    const all = await read()
    expect(all.members.length).toBe(6)
    const atSnapshot = await read({ toBlock: election.proposal.block })
    expect(atSnapshot.members).toEqual(recorded.archive.members)
    expect(await read({ cursor: atSnapshot })).toEqual(all)
    expect(await read({ cursor: all, toBlock: 0 })).toEqual(all)
    const cursors: number[] = []
    await read({ onProgress: ({ cursor }) => cursors.push(cursor().members.length) })
    expect(cursors).toEqual([6])
  })
})

describe('readProposal', () => {
  test('gives the calls of each option', async () => {
    const { provider, governor, proposalId } = asked()
    const proposal = await readProposal({ provider, governor, proposalId })
    expect(proposal).toEqual(election.proposal)
    expect(proposal.calls.map(({ option }) => option)).toEqual([0, 1, 2, 2])
    await expect(readProposal({ provider, governor, proposalId: 7n })).rejects.toMatchObject({
      code: 'PROPOSAL_UNKNOWN',
    })
  })
})

function hashWords(...words: bigint[]): string {
  return keccak256(
    AbiCoder.defaultAbiCoder().encode(
      words.map(() => 'uint256'),
      words,
    ),
  )
}

/** JSON with every object's keys in order, which for these keys is canonical. */
function sortKeys(text: string): string {
  return JSON.stringify(
    JSON.parse(text, (_, value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    ),
  )
}
