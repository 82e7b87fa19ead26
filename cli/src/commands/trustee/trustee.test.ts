import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createDeal,
  encodeContent,
  exportTrustee,
  importTrustee,
  openInvitation,
  signTrusteeMessage,
  trusteeEncryptionKey,
  wireInvitation,
} from '@psephos/lib'
import { Wallet } from 'ethers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Run, runLine } from '../../testing/runLine.ts'

const passphrase = 'ochre pebble urn clay ballot'
const registry = ['--registry', `0x${'5e'.repeat(20)}`, '--chain-id', '31337']
const people = [1, 2, 3, 4].map((number) => ({
  seed: new Uint8Array(32).fill(number),
  signer: new Wallet(`0x${`0${number}`.repeat(32)}`),
}))

let folder: string
/** Where the trustees meet. */
let shared: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psephos-trustees-'))
  shared = join(folder, 'keepers')
  await mkdir(shared)
  for (const [index, { seed }] of people.entries()) {
    const file = await exportTrustee({ state: { seed, transcripts: [] }, passphrase, cost: 15 })
    await writeFile(fileOf(index + 1), file)
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function fileOf(position: number): string {
  return join(folder, `${position}.trustee.json`)
}
function person(position: number) {
  const found = people[position - 1]
  if (found === undefined) throw new RangeError('There is no such trustee.')
  return found
}
const card = (position: number): string => {
  const { seed, signer } = person(position)
  return encodeContent({ address: signer.address, encryptionKey: trusteeEncryptionKey(seed) })
}
/** Runs a step of a trustee, whose account and file they are unless others are named. */
const step = (position: number, name: string, ...more: string[]): Promise<Run> => {
  const line = ['trustee', name, '--trustee', fileOf(position), '--transcript', shared]
  const { privateKey } = person(position).signer
  return runLine([...line, ...more, '--json'], { secrets: { privateKey, passphrase } })
}
const status = async () =>
  (await runLine(['trustee', 'status', '--transcript', shared, ...registry, '--json'])).json() as {
    trustees: unknown[]
    committee: string
  }

describe('a trustee’s file', () => {
  test('is made for its owner alone, with a card to hand out, and is never replaced', async () => {
    const [out, handedOut] = [join(folder, 'new.trustee.json'), join(folder, 'new.card.json')]
    const { address } = person(1).signer
    const line = ['trustee', 'create', '--out', out, '--address', address, '--json']
    const made = await runLine([...line, '--card', handedOut], {
      answers: [passphrase, passphrase],
    })
    expect(made.code).toBe(0)
    expect((await stat(out)).mode & 0o777).toBe(0o600)
    const { seed } = await importTrustee({ file: await readFile(out, 'utf8'), passphrase })
    const encryptionKey = JSON.parse(encodeContent(trusteeEncryptionKey(seed)))
    expect(made.json()).toEqual({ file: out, address: address.toLowerCase(), encryptionKey })
    const text = await readFile(handedOut, 'utf8')
    expect(JSON.parse(text)).toEqual({ address: address.toLowerCase(), encryptionKey })
    expect(made.stdout + made.stderr).not.toContain(Buffer.from(seed).toString('hex'))
    const before = await readFile(out, 'utf8')
    expect((await runLine(line, { secrets: { passphrase } })).code).toBe(2)
    expect(await readFile(out, 'utf8')).toBe(before)
  })

  test('is copied under another passphrase', async () => {
    const copy = join(folder, 'copy.trustee.json')
    const another = 'another passphrase for the safe'
    const copied = await runLine(
      ['trustee', 'backup', '--trustee', fileOf(1), '--out', copy, '--json'],
      { secrets: { passphrase }, answers: [another, another] },
    )
    expect(copied.code).toBe(0)
    const shown = await runLine(['trustee', 'show', copy, '--json'], {
      secrets: { passphrase: another },
    })
    const { encryptionKey } = JSON.parse(card(1)) as { encryptionKey: unknown }
    expect(shown.json()).toEqual({ encryptionKey, keyGenerations: [] })
  })
})

describe('a key generation by files', () => {
  test('is invited to with cards, and with nothing else', async () => {
    const line = ['trustee', 'invite', '--name', 'Keepers', '--capacity', '2', '--json']
    const cards = [1, 2, 3, 4].flatMap((position) => ['--trustee', card(position)])
    const out = ['--out', join(shared, 'invitation.json')]
    for (const [wrong, code] of [
      [['--threshold', '5', ...cards, ...out], 'COMMITTEE_MALFORMED'],
      [['--threshold', '2', ...cards, '--trustee', card(1), ...out], 'COMMITTEE_MALFORMED'],
      [['--threshold', '2', '--trustee', '{"address":"0x12"}', ...out], 'USAGE'],
      [['--threshold', '2', ...cards], 'USAGE'],
      [['--threshold', '2', ...cards, ...out, '--space', 'garden'], 'USAGE'],
      [['--threshold', '2', '--capacity', '3', ...cards, ...out], 'USAGE'],
    ] as const) {
      const refused = await runLine([...line, ...wrong])
      expect(refused.json()).toMatchObject({ error: { code } })
      expect(refused.code).toBe(2)
    }
    expect(await readdir(shared)).toEqual([])
    const invited = await runLine([...line, '--threshold', '2', ...cards, ...out])
    expect(invited.code).toBe(0)
    expect((await runLine([...line, '--threshold', '2', ...cards, ...out])).code).toBe(2)
  })

  test('is joined by who is invited, with their own account, when they say so', async () => {
    const asked = ['trustee', 'deal', '--trustee', fileOf(1), '--transcript', shared, '--json']
    const { privateKey } = person(1).signer
    const secrets = { privateKey, passphrase }
    const nobody = await runLine(asked, { secrets })
    expect(nobody.code).toBe(2)
    expect(nobody.stderr).toContain('Any 2 of its 4 trustees')
    expect((await runLine(asked, { secrets, answers: ['no'] })).stderr).toContain(
      'Nothing was signed',
    )
    const foreign = { ...secrets, privateKey: person(2).signer.privateKey }
    expect((await runLine([...asked, '--yes'], { secrets: foreign })).code).toBe(2)
    const stranger = await exportTrustee({
      ...{ state: { seed: new Uint8Array(32).fill(9), transcripts: [] }, passphrase, cost: 15 },
    })
    await writeFile(join(folder, 'stranger.json'), stranger)
    const strange = asked.with(3, join(folder, 'stranger.json'))
    expect((await runLine([...strange, '--yes'], { secrets })).json()).toMatchObject({
      error: { code: 'NOT_A_TRUSTEE' },
    })
    expect(await readdir(shared)).toEqual(['invitation.json'])

    expect((await runLine(asked, { secrets, answers: ['yes'] })).code).toBe(0)
    // Again it is the same file.
    expect((await step(1, 'deal', '--yes')).code).toBe(0)
    expect((await step(2, 'deal', '--yes')).code).toBe(0)
    expect(await readdir(shared)).toEqual(['deal-1.json', 'deal-2.json', 'invitation.json'])
  })

  test('goes on without who vanished and who lied, and names them', async () => {
    // The third lies to the first; the fourth is never seen. Somebody puts what is nobody’s into the folder.
    const text = await readFile(join(shared, 'invitation.json'), 'utf8')
    const keyGeneration = openInvitation(wireInvitation.parse(JSON.parse(text)))
    const { seed, signer } = person(3)
    const content = createDeal({ keyGeneration, seed })
    const [share = '', ...others] = content.shares
    const lie = `${share.slice(0, -1)}${share.endsWith('0') ? '1' : '0'}`
    const deal = await signTrusteeMessage({
      ...{ kind: 'deal', content: { ...content, shares: [lie, ...others] }, signer },
    })
    await writeFile(join(shared, 'deal-3.json'), encodeContent(deal))
    await writeFile(join(shared, 'forged.json'), encodeContent({ ...deal, dealer: 4 }))
    await writeFile(join(shared, 'notes.json'), 'no JSON')

    const first = await step(1, 'check')
    expect(first.json()).toMatchObject({ complaints: [{ dealer: 3 }] })
    expect(first.stderr).toContain('forged.json')
    expect((await step(2, 'check')).json()).toMatchObject({ complaints: [] })
    const early = await step(1, 'confirm', ...registry)
    expect(early.json()).toMatchObject({ error: { code: 'DEALING_NOT_OVER' } })
    expect((await step(1, 'confirm', '--leave-out-absent')).code).toBe(2)
    for (const [position, code] of [
      [1, 'CONFIRMATIONS_MISSING'],
      // Nobody can complain any more, so it is the chain that is missing.
      [2, 'USAGE'],
    ] as const) {
      const confirmed = await step(position, 'confirm', ...registry, '--leave-out-absent')
      expect(confirmed.code).toBe(0)
      const line = ['trustee', 'register', '--transcript', shared, ...registry, '--json']
      expect((await runLine(line)).json()).toMatchObject({ error: { code } })
    }
    const { trustees, committee } = await status()
    expect(trustees).toMatchObject([
      { dealt: true, convicted: null, complainedAbout: [3], confirmed: true },
      { dealt: true, convicted: null, complainedAbout: [], confirmed: true },
      { dealt: true, convicted: 'share', confirmed: false },
      { dealt: false, convicted: null, confirmed: false },
    ])
    expect(committee).toMatch(/^0x[0-9a-f]{64}$/)
    // What the trustees need to decrypt is in their files now.
    const shown = await runLine(['trustee', 'show', fileOf(1), '--json'], {
      secrets: { passphrase },
    })
    expect(shown.json()).toMatchObject({
      keyGenerations: [{ session: keyGeneration.session, name: 'Keepers' }],
    })
  })

  test('counts no confirmation for another registry', async () => {
    const elsewhere = ['--registry', `0x${'5f'.repeat(20)}`, '--chain-id', '31337']
    const line = ['trustee', 'status', '--transcript', shared, ...elsewhere, '--json']
    const { trustees } = (await runLine(line)).json() as { trustees: { confirmed: boolean }[] }
    expect(trustees.map(({ confirmed }) => confirmed)).toEqual([false, false, false, false])
  })
})
