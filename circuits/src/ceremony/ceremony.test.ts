import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import * as snarkjs from 'snarkjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prepareTinyCircuit, type TinyCircuit } from '../testing/prepareTinyCircuit.ts'
import { sha256 } from './hashBytes.ts'
import {
  addBeacon,
  contribute,
  finaliseCeremony,
  formatTranscript,
  initialiseCeremony,
  keyFileName,
  readTranscript,
  type Transcript,
  type TranscriptStep,
  verifyCeremony,
} from './index.ts'
import { readProvingKey } from './readProvingKey.ts'

const VALUE = '5e'.repeat(32)
const beaconOf = { source: 'the hash of a block that was announced before', value: `0x${VALUE}` }

let workshop: string
let tiny: TinyCircuit
/** Three contributions, verified once; tests work on copies. */
let three: string
beforeAll(async () => {
  workshop = await mkdtemp(join(tmpdir(), 'psephos-ceremony-'))
  tiny = await prepareTinyCircuit(workshop)
  three = await createFolder('three')
  await initialiseCeremony({ folder: three, ...tiny })
  for (const name of ['Ada', 'Boris', 'Chloé']) {
    await contribute({ folder: three, name, entropy: new TextEncoder().encode('dice: 3 1 6') })
  }
})
afterAll(() => rm(workshop, { recursive: true, force: true }))

const createFolder = (name: string) => mkdtemp(join(workshop, `${name}-`))
async function copyThree(): Promise<string> {
  const folder = await createFolder('copy')
  await cp(three, folder, { recursive: true })
  return folder
}
const verify = (folder: string, others: Partial<Parameters<typeof verifyCeremony>[0]> = {}) =>
  verifyCeremony({ folder, ...tiny, ...others })
const readKey = (folder: string, number: number) => readFile(join(folder, keyFileName(number)))
const saveTranscript = (folder: string, transcript: Transcript) =>
  writeFile(join(folder, 'transcript.json'), formatTranscript(transcript))
async function readFolder(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort()
  const entries = names.map(async (name) => [name, sha256(await readFile(join(folder, name)))])
  return Object.fromEntries(await Promise.all(entries))
}

/** Puts another key in the place of the last, with a transcript that says so. */
async function forge(key: Uint8Array, changes: Partial<TranscriptStep> = {}): Promise<string> {
  const folder = await copyThree()
  const transcript = await readTranscript(folder)
  const [first, second, third] = transcript.contributions as [
    TranscriptStep,
    TranscriptStep,
    TranscriptStep,
  ]
  const forged = { ...third, after: sha256(key), ...changes }
  await writeFile(join(folder, keyFileName(3)), key)
  await saveTranscript(folder, { ...transcript, contributions: [first, second, forged] })
  return folder
}

/** Returns the last key with a part of a section replaced; an offset below 0 counts from its end. */
async function alter(section: number, offset: number, bytes: Uint8Array): Promise<Uint8Array> {
  const key = new Uint8Array(await readKey(three, 3))
  const content = readProvingKey(key).sections.get(section) ?? new Uint8Array()
  content.set(bytes, offset < 0 ? content.length + offset : offset)
  return key
}

async function contributeTo(number: number, name: string): Promise<Uint8Array> {
  const next: { type: 'mem'; data?: Uint8Array } = { type: 'mem' }
  const last = { type: 'mem' as const, data: new Uint8Array(await readKey(three, number)) }
  await snarkjs.zKey.contribute(last, next, name, 'x')
  return next.data ?? new Uint8Array()
}

describe('a ceremony', () => {
  test('ends in a key that proves and verifies', async () => {
    const folder = await copyThree()
    await addBeacon({ folder, ...beaconOf })
    const out = join(folder, 'final')
    const files = await finaliseCeremony({ folder, ...tiny, out })
    const [zkey = '', keyFile = '', wasm = ''] = files.map(({ file }) => file)
    const { proof, publicSignals } = await snarkjs.groth16.fullProve({ a: 3, b: 5 }, wasm, zkey)
    expect(publicSignals).toEqual(['48', '5'])
    const verificationKey: unknown = JSON.parse(await readFile(keyFile, 'utf8'))
    expect(await snarkjs.groth16.verify(verificationKey, publicSignals, proof)).toBe(true)
    expect(await snarkjs.groth16.verify(verificationKey, ['49', '5'], proof)).toBe(false)
    const sums = await readFile(join(out, 'tiny.sha256'), 'utf8')
    expect(sums.split('\n')).toHaveLength(4)
    for (const { file, sha256: hash } of files) {
      expect(sha256(await readFile(file))).toBe(hash)
      expect(sums).toContain(`${hash}  tiny.`)
    }
    // The key is that of the beacon, and its contributions are those that the transcript names.
    const { contributions } = readProvingKey(await readFile(zkey))
    expect(contributions.map(({ name }) => name)).toEqual(['Ada', 'Boris', 'Chloé', 'Beacon'])
    expect(contributions.at(-1)).toMatchObject({ beacon: VALUE, iterations: 10, type: 1 })
  })

  test('begins with the same bytes wherever it begins', async () => {
    const folder = await createFolder('second')
    await initialiseCeremony({ folder, ...tiny })
    expect(await readKey(folder, 0)).toEqual(await readKey(three, 0))
    await expect(initialiseCeremony({ folder, ...tiny })).rejects.toMatchObject({
      code: 'CEREMONY_EXISTS',
    })
  })

  test('verifies, tells how far it is, and shows who contributed', async () => {
    const progress: number[] = []
    const { transcript, powersOfTau } = await verify(three, {
      onProgress: ({ done, total }) => progress.push(done, total),
    })
    expect(progress).toEqual([0, 3, 1, 3, 2, 3, 3, 3])
    expect(transcript.contributions.map(({ name }) => name)).toEqual(['Ada', 'Boris', 'Chloé'])
    expect(powersOfTau.publicName).toBeNull()
  })

  test('takes its steps in their order alone', async () => {
    const folder = await createFolder('order')
    await initialiseCeremony({ folder, ...tiny })
    const early = { code: 'CEREMONY_OUT_OF_ORDER', message: expect.stringContaining('none yet') }
    await expect(addBeacon({ folder, ...beaconOf })).rejects.toMatchObject(early)
    await contribute({ folder, name: 'Ada' })
    await expect(finaliseCeremony({ folder, ...tiny })).rejects.toMatchObject(early)
    await addBeacon({ folder, ...beaconOf })
    const before = await readFolder(folder)
    const late = { code: 'CEREMONY_OUT_OF_ORDER' }
    await expect(addBeacon({ folder, ...beaconOf })).rejects.toMatchObject(late)
    await expect(contribute({ folder, name: 'Boris' })).rejects.toMatchObject(late)
    expect(await readFolder(folder)).toEqual(before)
  })

  test.each([
    ['a name with a line break', { name: 'Ada\nBoris' }],
    ['no name', { name: '' }],
    ["the beacon's name", { name: 'Beacon' }],
    ['a name of 65 characters', { name: 'a'.repeat(65) }],
    ['a beacon of 31 bytes', { value: '5e'.repeat(31) }],
    ['a beacon of other digits', { value: 'zz'.repeat(32) }],
    ['a beacon without a source', { source: '' }],
    ['too few iterations', { iterations: 9 }],
    ['more iterations than anybody would verify', { iterations: 21 }],
  ])('refuses %s', async (_, wrong) => {
    const step =
      'name' in wrong
        ? contribute({ folder: three, ...wrong })
        : addBeacon({ folder: three, ...beaconOf, ...wrong })
    await expect(step).rejects.toMatchObject({ code: 'CEREMONY_ARGUMENT_INVALID' })
  })
})

describe('powers of tau', () => {
  test.each([
    ['too small', () => tiny.tooSmall, 'power 3, and this one is of 2'],
    ['not prepared', () => tiny.unprepared, 'not prepared'],
    ['missing', () => join(workshop, 'nowhere.ptau'), 'ENOENT'],
    ['of another kind', () => tiny.circuit.r1cs, 'no ptau file'],
  ])('that are %s begin no ceremony', async (_, path, message) => {
    const folder = await createFolder('unfit')
    await expect(
      initialiseCeremony({ folder, circuit: tiny.circuit, powersOfTau: path() }),
    ).rejects.toMatchObject({
      code: 'POWERS_OF_TAU_UNFIT',
      message: expect.stringContaining(message),
    })
    expect(await readdir(folder)).toEqual([])
  })

  test('that are cut short begin no ceremony', async () => {
    const path = join(workshop, 'cut.ptau')
    await writeFile(path, (await readFile(tiny.powersOfTau)).subarray(0, -1))
    await expect(
      initialiseCeremony({ folder: workshop, circuit: tiny.circuit, powersOfTau: path }),
    ).rejects.toMatchObject({ message: expect.stringContaining('cut short') })
  })

  test('other than those of the beginning are refused, whatever the transcript says', async () => {
    const other = join(workshop, 'other.ptau')
    const bytes = new Uint8Array(await readFile(tiny.powersOfTau))
    const { buffer, byteOffset } = bytes
    // The first point of section 12 becomes the second.
    bytes.copyWithin(bytes.length - 64, bytes.length - 128, bytes.length - 64)
    expect(new DataView(buffer, byteOffset).getUint32(4, true)).toBe(1)
    await writeFile(other, bytes)
    await expect(verify(three, { powersOfTau: other })).rejects.toMatchObject({
      code: 'POWERS_OF_TAU_DIFFER',
    })
  })

  test('that do not give the first key are refused', async () => {
    const folder = await copyThree()
    const transcript = await readTranscript(folder)
    const key = new Uint8Array(await readKey(folder, 0))
    const points = readProvingKey(key).sections.get(9) ?? new Uint8Array()
    points.copyWithin(0, 64, 128)
    await writeFile(join(folder, keyFileName(0)), key)
    await expect(verify(folder)).rejects.toMatchObject({ code: 'INITIAL_KEY_DIFFERS' })
    await saveTranscript(folder, { ...transcript, initial: sha256(key), contributions: [] })
    await expect(verify(folder)).rejects.toMatchObject({
      code: 'INITIAL_KEY_DIFFERS',
      message: expect.stringContaining('constraints and the powers of tau give'),
    })
  })

  test('go with constraints that are compiled anew', async () => {
    const r1cs = join(workshop, 'other.r1cs')
    const bytes = await readFile(tiny.circuit.r1cs)
    await writeFile(r1cs, Buffer.concat([bytes, new Uint8Array(1)]))
    const circuit = { ...tiny.circuit, r1cs }
    await expect(verify(three, { circuit })).rejects.toMatchObject({ code: 'CIRCUIT_DIFFERS' })
  })
})

describe('a contribution is refused', () => {
  const zero = new Uint8Array(64)
  const attacks: readonly (readonly [
    what: string,
    forged: () => Promise<string>,
    reason: string,
  ])[] = [
    [
      'that starts again from the first key',
      async () => forge(await contributeTo(0, 'Chloé')),
      'drops or changes what others contributed',
    ],
    [
      'that leaves out the one before',
      async () => forge(await contributeTo(1, 'Chloé')),
      'drops or changes what others contributed',
    ],
    [
      'that puts others in the place of those before',
      async () => {
        const folder = await createFolder('rival')
        await initialiseCeremony({ folder, ...tiny })
        for (const name of ['Ada', 'Boris', 'Chloé']) await contribute({ folder, name })
        return forge(await readKey(folder, 3))
      },
      'drops or changes what others contributed',
    ],
    [
      'that contributes twice under one name',
      async () => {
        const folder = await copyThree()
        const { contributions } = (await contribute({ folder, name: 'Chloé' })).transcript
        const [, , , fourth] = contributions
        return forge(await readKey(folder, 4), { hash: fourth?.hash ?? '' })
      },
      'more than one contribution',
    ],
    [
      "that changes the public signals' points",
      async () => forge(await alter(3, 0, zero)),
      'section 3',
    ],
    ['that changes the coefficients', async () => forge(await alter(4, 8, zero)), 'section 4'],
    ['that changes the points A', async () => forge(await alter(5, 0, zero)), 'section 5'],
    ['that changes the header', async () => forge(await alter(2, 84, zero)), 'header'],
    ['that names another circuit', async () => forge(await alter(10, 0, zero)), 'another circuit'],
    [
      'whose points are not on the curve',
      async () => forge(await alter(9, 0, new Uint8Array([1]))),
      'section 9 that is no point',
    ],
    [
      'whose δ is zero',
      async () => forge(await alter(2, -128, new Uint8Array(128))),
      'no point of the group',
    ],
    [
      'whose divided points are not divided',
      async () => {
        const initial = readProvingKey(await readKey(three, 0))
        return forge(await alter(8, 0, initial.sections.get(8) ?? zero))
      },
      'one secret that its maker knew',
    ],
    [
      'whose δ is another in the second group',
      async () => {
        const { delta2 } = readProvingKey(await readKey(three, 1))
        return forge(await alter(2, -128, delta2))
      },
      'one secret that its maker knew',
    ],
    [
      'whose file is cut short',
      async () => forge((await readKey(three, 3)).subarray(0, -40)),
      'cut short',
    ],
    [
      'whose file goes on',
      async () => forge(Buffer.concat([await readKey(three, 3), zero])),
      'goes on after its end',
    ],
    [
      'whose file is no longer that of the transcript',
      async () => forge(await readKey(three, 3), { after: '00'.repeat(32) }),
      'another file than the transcript says',
    ],
    [
      'that is said to begin elsewhere',
      async () => forge(await readKey(three, 3), { before: '00'.repeat(32) }),
      'another key than the one before',
    ],
    [
      'under the hash of another',
      async () => forge(await readKey(three, 3), { hash: '00'.repeat(64) }),
      'another hash',
    ],
    [
      'under the name of another',
      async () => forge(await contributeTo(2, 'Mallory')),
      'another name',
    ],
    [
      'that is a beacon of its maker',
      async () => {
        const next: { type: 'mem'; data?: Uint8Array } = { type: 'mem' }
        const data = new Uint8Array(await readKey(three, 2))
        await snarkjs.zKey.beacon({ type: 'mem', data }, next, 'Chloé', VALUE, 10)
        return forge(next.data ?? zero)
      },
      'is a beacon',
    ],
  ]

  test.each(attacks)('%s', async (_, forged, reason) => {
    await expect(verify(await forged())).rejects.toMatchObject({
      code: 'CONTRIBUTION_INVALID',
      message: expect.stringMatching(/^Contribution 3 \(Chloé\) /),
      details: { contribution: 3, reason: expect.stringContaining(reason) },
    })
  })

  test('before the next is made from it', async () => {
    const folder = await forge(await contributeTo(0, 'Chloé'))
    const before = await readFolder(folder)
    await expect(contribute({ folder, name: 'Dora' })).rejects.toMatchObject({
      code: 'CONTRIBUTION_INVALID',
      details: { contribution: 3 },
    })
    expect(await readFolder(folder)).toEqual(before)
  })

  test('in a ceremony that replaced the others, by who kept an earlier transcript or a hash', async () => {
    const earlier = await readTranscript(three)
    const hash = earlier.contributions[1]?.hash ?? ''
    const folder = await createFolder('replaced')
    await initialiseCeremony({ folder, ...tiny })
    for (const name of ['Ada', 'Boris', 'Chloé']) await contribute({ folder, name })
    await expect(verify(folder, { earlier })).rejects.toMatchObject({
      code: 'TRANSCRIPT_DIFFERS',
      message: expect.stringContaining('contribution 1 (Ada)'),
    })
    await expect(verify(folder, { contribution: hash })).rejects.toMatchObject({
      code: 'CONTRIBUTION_MISSING',
    })
    const longer = await copyThree()
    await contribute({ folder: longer, name: 'Dora' })
    await verify(longer, { earlier, contribution: hash.toUpperCase() })
  })

  test('when its key is missing', async () => {
    const folder = await copyThree()
    await rm(join(folder, keyFileName(2)))
    await expect(verify(folder)).rejects.toMatchObject({
      code: 'CEREMONY_INCOMPLETE',
      message: expect.stringContaining('0002.zkey'),
    })
  })
})

describe('a beacon is refused', () => {
  test.each([
    ['another value', { value: '77'.repeat(32) }, 'another value'],
    ['other iterations', { iterations: 12 }, 'other iterations'],
  ])('that is said to have %s', async (_, lie, reason) => {
    const folder = await copyThree()
    const { transcript, step } = await addBeacon({ folder, ...beaconOf })
    await saveTranscript(folder, { ...transcript, beacon: { ...step, ...lie } })
    await expect(verify(folder)).rejects.toMatchObject({
      code: 'CONTRIBUTION_INVALID',
      message: expect.stringMatching(new RegExp(`^The beacon has ${reason}`)),
    })
  })

  test('that its maker chose freely and only calls a beacon', async () => {
    const folder = await copyThree()
    const { transcript, step } = await addBeacon({ folder, ...beaconOf })
    // The value in the key's last contribution is replaced, where its secret was made of another.
    const key = new Uint8Array(await readKey(folder, 4))
    const contributions = readProvingKey(key).sections.get(10) ?? new Uint8Array()
    contributions.fill(0x77, contributions.length - 32)
    await writeFile(join(folder, keyFileName(4)), key)
    const beacon = { ...step, value: '77'.repeat(32), after: sha256(key) }
    await saveTranscript(folder, { ...transcript, beacon })
    await expect(verify(folder)).rejects.toMatchObject({
      code: 'CONTRIBUTION_INVALID',
      message: expect.stringContaining('The beacon is not made'),
    })
  })
})

describe('an interrupted step', () => {
  test('leaves the ceremony as it was and is run again', async () => {
    const folder = await copyThree()
    const before = await readFolder(folder)
    const stopped = contribute({ folder, name: 'Dora', signal: AbortSignal.abort() })
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    expect(await readFolder(folder)).toEqual(before)
    // What a process leaves that was killed while it wrote: parts, a key that no transcript names, its lock.
    await writeFile(join(folder, '0004.zkey'), 'a part')
    await writeFile(join(folder, '0004.zkey.partial'), 'a part')
    await writeFile(join(folder, 'transcript.json.partial'), '{')
    const ended = { process: 2 ** 22 + 1, host: hostname(), token: 'ended' }
    await writeFile(join(folder, 'ceremony.lock'), JSON.stringify(ended))
    const { number } = await contribute({ folder, name: 'Dora' })
    expect(number).toBe(4)
    await verify(folder)
    expect(await readdir(folder)).not.toContain('ceremony.lock')
    expect((await readdir(folder)).filter((name) => name.endsWith('.partial'))).toEqual([])
  })

  test('is not mistaken for one that still runs', async () => {
    const folder = await copyThree()
    for (const holder of [
      { process: process.pid, host: hostname(), token: 'running' },
      { process: 2 ** 22 + 1, host: 'elsewhere', token: 'unknown' },
    ]) {
      await writeFile(join(folder, 'ceremony.lock'), JSON.stringify(holder))
      await expect(contribute({ folder, name: 'Dora' })).rejects.toMatchObject({
        code: 'CEREMONY_BUSY',
        message: expect.stringContaining('ceremony.lock'),
      })
    }
    expect(await readdir(folder)).toContain('ceremony.lock')
  })

  test('is told from no ceremony at all', async () => {
    const folder = await createFolder('empty')
    await expect(contribute({ folder, name: 'Ada' })).rejects.toMatchObject({
      code: 'CEREMONY_INCOMPLETE',
    })
    expect(await readdir(folder)).toEqual([])
  })
})

describe('two steps at once', () => {
  test('add one key, and the other is told', async () => {
    const folder = await copyThree()
    const both = ['Dora', 'Emil'].map((name) => contribute({ folder, name }))
    const results = await Promise.allSettled(both)
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await readTranscript(folder)).contributions).toHaveLength(4)
    const next = await contribute({ folder, name: 'Fritz' })
    expect(next.number).toBe(5)
  })
})
