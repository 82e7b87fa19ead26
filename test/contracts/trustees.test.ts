import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import {
  createDeal,
  createGroup,
  createIdentity,
  type DecryptionTask,
  deriveCommitteeKeys,
  exportTrustee,
  formCommittee,
  generateSecretBallot,
  openInvitation,
  openTranscript,
  PersonhoodGovernor__factory,
  proposalScope,
  readDecryptionTask,
  type SecretBallotBox,
  SecretBallotBox__factory,
  type SecretCircuitKeys,
  signTrusteeMessage,
  TrusteeCommittees__factory,
  trusteeEncryptionKey,
  wireInvitation,
} from '@psephos/lib'
import {
  type DevelopmentTrustee,
  developmentTrustees,
} from '@psephos/server/src/development/developmentTrustees.ts'
import {
  type DevelopmentCircuits,
  prepareSecretCircuits,
} from '@psephos/server/src/development/prepareSecretCircuits.ts'
import type { SecretBallotSetup } from '@psephos/server/src/development/setUpSecretBallots.ts'
import { serveTestSpace, type TestServer } from '@psephos/server/src/testing/serveTestSpace.ts'
import {
  startTestSpace,
  type TestSpace,
  VOICE_CREDITS,
} from '@psephos/server/src/testing/startTestSpace.ts'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { toBoxBallot } from './support/deploySecretDao.ts'
import { passphrase, runPsephosAs } from './support/runPsephos.ts'

const trustees = developmentTrustees(4)
const [ada, ben, liar] = trustees as [DevelopmentTrustee, DevelopmentTrustee, DevelopmentTrustee]
const OPTION_COUNT = 3

let folder: string
let dao: TestSpace
let server: TestServer
let secret: SecretBallotSetup
let rpc: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psephos-trustees-'))
  dao = await startTestSpace('pglite', { secret: true })
  if (dao.secret === null) throw new Error('There is a ballot box.')
  secret = dao.secret
  server = await serveTestSpace(dao)
  rpc = dao.node._getConnection().url
  for (const [index, { seed, signer }] of trustees.entries()) {
    await dao.node.send('anvil_setBalance', [signer.address, '0xde0b6b3a7640000'])
    await writeFile(fileOf(index + 1), await exportFile(seed))
  }
})
afterAll(async () => {
  await server?.close()
  await dao?.close()
  await rm(folder, { recursive: true, force: true })
})

const fileOf = (position: number): string => join(folder, `${position}.trustee.json`)
const exportFile = (seed: Uint8Array, transcripts: SecretBallotSetup['transcript'][] = []) =>
  exportTrustee({ state: { seed, transcripts }, passphrase, cost: 15 })

/** Runs a trustee's command with their account. */
const psephos = ({ privateKey }: { privateKey: string }, ...line: string[]) =>
  runPsephosAs({ privateKey, rpcUrl: rpc }, 'trustee', ...line)

describe('a key generation in a server’s mailbox', () => {
  test('goes on without a trustee who lies and one who vanishes, and is registered', async () => {
    const { prisma, space } = dao
    const admins = [ada.signer.address.toLowerCase()]
    await prisma.space.update({ where: { id: space.id }, data: { admins } })
    const cards = trustees.flatMap(({ seed, signer: { address } }) => {
      const { x, y } = trusteeEncryptionKey(seed)
      return ['--trustee', JSON.stringify({ address, encryptionKey: { x: `${x}`, y: `${y}` } })]
    })
    const mailbox = ['--server', server.origin]
    const rules = ['--name', 'Keepers', '--threshold', '2', '--capacity', '4']
    const there = [...mailbox, '--space', space.id]
    const invited = await psephos(ada.signer, 'invite', ...rules, ...cards, ...there)
    expect(invited.code).toBe(0)
    const session = String(invited.json['session'])
    const place = [...mailbox, '--session', session]

    const takePart = (position: number, { signer }: DevelopmentTrustee) => {
      const own = ['--trustee', fileOf(position), '--yes', '--every', '1']
      return psephos(signer, 'take-part', ...place, ...own)
    }
    const honest = Promise.all([takePart(1, ada), takePart(2, ben)])
    const { transcript } = await server.client.getKeyGeneration({ session })
    const keyGeneration = openInvitation(wireInvitation.parse(toWire(transcript.invitation)))
    const content = createDeal({ keyGeneration, seed: liar.seed })
    const [share = '', ...others] = content.shares
    const wrong = `${share.slice(0, -1)}${share.endsWith('0') ? '1' : '0'}`
    const deal = await signTrusteeMessage({
      ...{ kind: 'deal', content: { ...content, shares: [wrong, ...others] } },
      signer: liar.signer,
    })
    await server.client.postDeal({ deal })
    // The fourth is never seen: time runs out.
    const countDeals = () => prisma.keyGenerationMessage.count({ where: { kind: 'deal' } })
    await vi.waitUntil(async () => (await countDeals()) === 3, { timeout: 60_000, interval: 50 })
    const past = new Date(Date.now() - 1_000)
    await prisma.keyGeneration.update({ where: { session }, data: { dealsUntil: past } })

    const [first, second] = await honest
    for (const { code, json } of [first, second]) {
      expect(code).toBe(0)
      expect(json).toMatchObject({
        ...{ done: true, over: true, session, committee: first.json['committee'] },
        trustees: [
          { dealt: true, convicted: null, complainedAbout: [3], confirmed: true },
          { dealt: true, convicted: null, complainedAbout: [], confirmed: true },
          { dealt: true, convicted: 'share', confirmed: false },
          { dealt: false, convicted: null, confirmed: false },
        ],
      })
    }
    expect(first.stderr).toContain('Any 2 of its 4 trustees')

    const governor = ['--governor', space.governor]
    const registered = await psephos(ada.signer, 'register', ...place, ...governor)
    expect(registered).toMatchObject({ code: 0, json: { committee: first.json['committee'] } })
    const registry = TrusteeCommittees__factory.connect(secret.registry, dao.node)
    expect([...(await registry.committeeOf(String(first.json['committee'])))]).toEqual([4n, 2n, 4n])
  })
})

describe('a trustee’s share of a decryption', () => {
  let circuits: DevelopmentCircuits
  let keys: SecretCircuitKeys
  let proposal: bigint
  let box: SecretBallotBox
  beforeAll(async () => {
    circuits = await prepareSecretCircuits()
    keys = circuits.keys.get(4) as SecretCircuitKeys
    for (const path of circuits.files.values()) {
      await symlink(path, join(folder, basename(path)))
      const key = `${basename(dirname(path))}.verification-key.json`
      await symlink(join(dirname(path), key), join(folder, key)).catch(() => {})
    }
    await writeFile(fileOf(1), await exportFile(ada.seed, [secret.transcript]))
    const identity = createIdentity({ privateKey: new Uint8Array(32).fill(7) })
    await dao.enrol(identity, 1)
    proposal = await dao.openProposal({
      title: 'A garden',
      optionCount: OPTION_COUNT,
      secret: true,
    })
    box = SecretBallotBox__factory.connect(secret.box, dao.account)
    const { governor } = dao.space
    const { proofDepth } = await PersonhoodGovernor__factory.connect(
      governor,
      dao.node,
    ).proposalElectorate(proposal)
    const committee = formCommittee(openTranscript(secret.transcript))
    const ballot = await generateSecretBallot({
      ...{ identity, group: createGroup({ members: [identity.commitment] }) },
      ...{ votes: [3, -4, 0], voiceCredits: VOICE_CREDITS, revision: 0 },
      scope: proposalScope({ chainId: dao.chain.chainId, governor, proposalId: proposal }),
      proofDepth: Number(proofDepth),
      keys: deriveCommitteeKeys(committee).electionKeys,
      artifacts: {
        wasm: circuits.files.get('secret-ballot-4.wasm') ?? '',
        zkey: circuits.files.get('secret-ballot-4.zkey') ?? '',
      },
    })
    const gasLimit = 16_000_000
    await (await box.castSecretBallot(governor, proposal, toBoxBallot(ballot), { gasLimit })).wait()
  })

  const share = (position: number, { signer }: DevelopmentTrustee, ...more: string[]) => {
    const asked = ['--governor', dao.space.governor, '--proposal', String(proposal)]
    const own = ['--trustee', fileOf(position), '--artifacts', folder]
    return psephos(signer, 'share', ...asked, ...own, ...more)
  }
  const readTask = (given: SecretCircuitKeys | null = keys): Promise<DecryptionTask> =>
    readDecryptionTask({
      ...{ provider: dao.node, governor: dao.space.governor, proposalId: proposal },
      readKeys: async () => given,
    })

  test('is of what the box keeps, whose code and keys are known', async () => {
    const known = { doubt: null, isDevelopment: true, isClosed: false, r: null, voters: 1 }
    expect(await readTask()).toMatchObject({
      ...{ ...known, box: secret.box, committeeId: secret.committee, optionCount: OPTION_COUNT },
    })
    expect(await readTask(null)).toMatchObject({ doubt: 'unknown' })
    const swapped = { ballot: keys.share, share: keys.ballot }
    expect(await readTask(swapped)).toMatchObject({ doubt: 'keys' })
    const { ballots } = await box.verifiersOf(4)
    for (const address of [secret.box, ballots]) {
      const code = await dao.node.getCode(address)
      // One byte of its metadata, at the end.
      const changed = `${code.slice(0, -6)}${code.at(-6) === '0' ? '1' : '0'}${code.slice(-5)}`
      await dao.node.send('anvil_setCode', [address, changed])
      expect(await readTask()).toMatchObject({ doubt: 'code' })
      await dao.node.send('anvil_setCode', [address, code])
    }
    expect(await readTask()).toMatchObject(known)
  })

  test('is refused for development keys, and while voting is not closed', async () => {
    const [strict, allowing] = await Promise.all([
      share(1, ada),
      share(1, ada, '--allow-development-keys'),
    ])
    expect(strict).toMatchObject({ code: 1, json: { error: { code: 'DEVELOPMENT_KEYS' } } })
    expect(allowing).toMatchObject({ code: 1, json: { error: { code: 'ELECTION_NOT_CLOSED' } } })
  })

  test('is proved and brought on-chain by a trustee of the committee, and by nobody else', async () => {
    const { governor } = dao.space
    const contract = PersonhoodGovernor__factory.connect(governor, dao.node)
    await dao.moveClockTo(Number(await contract.proposalDeadline(proposal)) + 1)
    await (await box.close(governor, proposal)).wait()
    expect(await readTask()).toMatchObject({ isClosed: true, isBuried: false })
    await dao.node.send('anvil_mine', ['0x3f'])
    expect(await readTask()).toMatchObject({ isBuried: false })
    await dao.node.send('anvil_mine', ['0x1'])
    expect(await readTask()).toMatchObject({ isBuried: true })
    await writeFile(fileOf(4), await exportFile(new Uint8Array(32).fill(9), [secret.transcript]))
    const [sent, refused] = await Promise.all([
      share(1, ada, '--allow-development-keys'),
      share(4, ada, '--allow-development-keys'),
    ])
    expect(sent).toMatchObject({ code: 0, json: { position: 1, status: 'sent' } })
    expect(refused).toMatchObject({ code: 1, json: { error: { code: 'NOT_A_TRUSTEE' } } })
    expect(await box.shareOf(governor, proposal, 1)).not.toBe(`0x${'00'.repeat(32)}`)
  })
})

/** As it travels. */
function toWire(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, field) => (typeof field === 'bigint' ? String(field) : field)),
  )
}
