import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  IdentityFileAlteredError,
  IdentityFileForeignError,
  IdentityFileTooNewError,
  IdentityFileTruncatedError,
  PassphraseUnfitError,
  PassphraseWrongError,
} from '../errors/identityErrors.ts'
import { PsephosError } from '../errors/PsephosError.ts'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import { anyText, createNearText, TRIES } from '../testing/arbitraries.ts'
import { createIdentity } from './createIdentity.ts'
import { exportIdentity } from './exportIdentity.ts'
import { identityFileChecksum, parseIdentityFile } from './identityFile.ts'
import { importIdentity } from './importIdentity.ts'
import { requirePassphrase } from './passphraseKey.ts'

const privateKey = new Uint8Array(32).fill(7)
const identity = createIdentity({ privateKey })
const passphrase = 'ochre pebble urn clay'
/** The cheapest that is allowed. */
const cost = 15

let file: string
beforeAll(async () => {
  file = await exportIdentity({ identity, passphrase, cost })
})

const reopen = (text: string, word = passphrase) => importIdentity({ file: text, passphrase: word })

/** The file with fields changed and the checksum put right: what only a forger would do. */
function forge(change: Record<string, unknown>): string {
  const changed = { ...JSON.parse(file), ...change }
  return JSON.stringify({ ...changed, checksum: identityFileChecksum(changed) })
}

describe('exportIdentity', () => {
  test('keeps an identity that importIdentity gives back', async () => {
    const { commitment, privateKey: reopened } = await reopen(file)
    expect(commitment).toBe(identity.commitment)
    expect(Uint8Array.from(Buffer.from(reopened))).toEqual(privateKey)
  })

  test('keeps one whose private key is 32 bytes of text', async () => {
    const text = createIdentity({ privateKey: 'thirty-two bytes of private text' })
    const reopened = await reopen(await exportIdentity({ identity: text, passphrase, cost }))
    expect(reopened.commitment).toBe(text.commitment)
  })

  test('writes neither the secret nor whose it is, and never the same twice', async () => {
    expect(file).not.toContain(Buffer.from(privateKey).toString('hex'))
    expect(file).not.toContain(String(identity.commitment))
    expect(file).not.toContain(identity.commitment.toString(16))
    const [one, two] = [parseIdentityFile(file), parseIdentityFile(await exportAgain())]
    expect(one.key.salt).not.toBe(two.key.salt)
    expect(one.iv).not.toBe(two.iv)
    expect(one.ciphertext).not.toBe(two.ciphertext)
  })

  test('makes a guess cost 128 MiB by default', async () => {
    const standard = await exportIdentity({ identity, passphrase })
    expect(parseIdentityFile(standard).key.cost).toBe(17)
  })

  test.each(['', 'eleven char', `${' '.repeat(9)}short${' '.repeat(9)}`, 'a'.repeat(1_025)])(
    'refuses the passphrase %j',
    async (unfit) => {
      await expect(exportIdentity({ identity, passphrase: unfit, cost })).rejects.toThrow(
        PassphraseUnfitError,
      )
    },
  )

  test.each(['twelve chars', '🏺'.repeat(12), 'a'.repeat(1_024)])('takes %j', (fit) => {
    expect(() => requirePassphrase(fit)).not.toThrow()
  })

  test.each([14, 19, 15.5, Number.NaN])('refuses the cost %d', async (wrong) => {
    await expect(exportIdentity({ identity, passphrase, cost: wrong })).rejects.toThrow(
      RequestMalformedError,
    )
  })

  test('refuses an identity whose private key is not 32 bytes', async () => {
    const other = createIdentity({ privateKey: 'a text that is longer than 32 bytes' })
    await expect(exportIdentity({ identity: other, passphrase, cost })).rejects.toThrow(
      RequestMalformedError,
    )
  })

  test('tells how far it is, and stops when told to', async () => {
    const told: number[] = []
    await exportIdentity({ identity, passphrase, cost, onProgress: (done) => told.push(done) })
    expect(told.length).toBeGreaterThan(1)
    expect(told.at(-1)).toBe(1)
    expect(told).toEqual(told.toSorted((a, b) => a - b))

    const reason = new Error('the person left')
    const controller = new AbortController()
    const onProgress = () => controller.abort(reason)
    const { signal } = controller
    await expect(exportIdentity({ identity, passphrase, cost, onProgress, signal })).rejects.toBe(
      reason,
    )
    await expect(importIdentity({ file, passphrase, signal })).rejects.toBe(reason)
  })
})

const exportAgain = () => exportIdentity({ identity, passphrase, cost })

describe('importIdentity', () => {
  test('reads what version 1 wrote, for ever', async () => {
    const { commitment } = await importIdentity({
      file: JSON.stringify({
        kind: 'psephos-identity',
        version: 1,
        key: {
          function: 'scrypt',
          cost: 15,
          salt: 'c19e2e1c029e6b3fff1133d5535e8ef39347b2d9bb33bb0b006fe64ec4fa4581',
        },
        cipher: 'AES-256-GCM',
        iv: '4faba23337af9fbe7e3c58cc',
        ciphertext:
          '0b591322a3f741ee8268e159e345a43d6216b396dcab6c21764a05bff2ca0ee6bbe42f7327b819a2f84ace4bc888e19f9ef2548d95a574c93647de5f0493e4bf2280c2c63a96e04cdd4b04115096381a',
        checksum: 'f1228d528834183330272e75956fe17c',
      }),
      passphrase: 'ochre pebble urn clay',
    })
    expect(commitment).toBe(identity.commitment)
  })

  test('reads a passphrase however the keyboard composes its letters', async () => {
    const composed = 'urne d’argile brûlée'.normalize('NFC')
    const kept = await exportIdentity({ identity, passphrase: composed, cost })
    const { commitment } = await reopen(kept, composed.normalize('NFD'))
    expect(commitment).toBe(identity.commitment)
  })

  test('reads a file that was reformatted as the same', () => {
    const reformatted = `\n${JSON.stringify(JSON.parse(file), null, 2)}\r\n`
    expect(parseIdentityFile(reformatted)).toEqual(parseIdentityFile(file))
  })

  test.each(['Ochre pebble urn clay', `${passphrase} `, 'short', '', 'a'.repeat(100_000)])(
    'says that a passphrase is wrong',
    async (wrong) => {
      await expect(reopen(file, wrong)).rejects.toThrow(PassphraseWrongError)
    },
  )

  test('says of every file that breaks off that it is incomplete', () => {
    for (let length = 0; length < file.length - 2; length += 1) {
      expect(() => parseIdentityFile(file.slice(0, length))).toThrow(IdentityFileTruncatedError)
    }
  })

  test.each([
    'hello',
    '{}',
    '[]',
    'null',
    '7',
    '{"kind":"backup"',
    '{"kind":"backup","version":1}',
    '{"version":1}',
    '{"address":"5fbd","crypto":{"kdf":"scrypt"},"version":3}',
    '\0PNG',
    'x'.repeat(10_000),
    `{"kind":"psephos-identity","version":1,"more":"${'x'.repeat(10_000)}"}`,
  ])('refuses another file: %j', (other) => {
    expect(() => parseIdentityFile(other)).toThrow(IdentityFileForeignError)
  })

  test('refuses a file of a newer version, whatever is in it', () => {
    const error = new IdentityFileTooNewError({ version: 2, supported: 1 })
    expect(() => parseIdentityFile('{"kind":"psephos-identity","version":2}')).toThrow(error)
    expect(() => parseIdentityFile(file.replace('"version":1', '"version":2'))).toThrow(error)
  })

  test('refuses a version that is none', () => {
    for (const version of ['0', '-1', '1.5', '"1"', 'null', '1e400']) {
      const text = `{"kind":"psephos-identity","version":${version}}`
      expect(() => parseIdentityFile(text)).toThrow(IdentityFileAlteredError)
    }
  })

  test('tells a damaged file from a wrong passphrase, without hashing', () => {
    const parsed = JSON.parse(file)
    const flip = (text: string) => `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`
    for (const change of [
      { iv: flip(parsed.iv) },
      { ciphertext: flip(parsed.ciphertext) },
      { checksum: flip(parsed.checksum) },
      { key: { ...parsed.key, salt: flip(parsed.key.salt) } },
      { key: { ...parsed.key, cost: 16 } },
    ]) {
      expect(() => parseIdentityFile(JSON.stringify({ ...parsed, ...change }))).toThrow(
        'its checksum does not hold',
      )
    }
  })

  test('does not hash for ever, nor with all memory, because a file says so', () => {
    const { key } = JSON.parse(file)
    for (const cost of [-1, 0, 14, 19, 31, 64, 1e9, 15.5, '15', null]) {
      expect(() => parseIdentityFile(forge({ key: { ...key, cost } }))).toThrow(
        IdentityFileAlteredError,
      )
    }
    for (const change of [{ r: 1e6 }, { p: 1e6 }, { N: 2 ** 30 }]) {
      expect(() => parseIdentityFile(forge({ key: { ...key, ...change } }))).toThrow(
        IdentityFileAlteredError,
      )
    }
  })

  test('is not deceived by who puts the checksum right', async () => {
    const { ciphertext, iv, key } = JSON.parse(file)
    const flip = (text: string) => `${text.startsWith('0') ? '1' : '0'}${text.slice(1)}`
    for (const change of [
      { ciphertext: flip(ciphertext) },
      { iv: flip(iv) },
      { key: { ...key, salt: flip(key.salt) } },
      { key: { ...key, cost: 16 } },
    ]) {
      await expect(reopen(forge(change))).rejects.toThrow(PassphraseWrongError)
    }
  })

  test('refuses a secret that gives another commitment than it should', async () => {
    const deceiving = createIdentity({ privateKey })
    Object.defineProperty(deceiving, 'commitment', { value: 5n })
    const forged = await exportIdentity({ identity: deceiving, passphrase, cost })
    await expect(reopen(forged)).rejects.toThrow(IdentityFileAlteredError)
  })

  test('refuses 10 000 arbitrary texts and 10 000 files with a letter changed', async () => {
    const isRefused = (text: string): boolean => {
      try {
        const parsed = parseIdentityFile(text)
        // Only white space and the order of fields are free.
        return JSON.stringify(parsed) === JSON.stringify(parseIdentityFile(file))
      } catch (error) {
        return error instanceof PsephosError && error.code.startsWith('IDENTITY_FILE_')
      }
    }
    fc.assert(fc.property(anyText, isRefused), TRIES)
    const mutate = createNearText(file)
    fc.assert(fc.property(mutate, isRefused), TRIES)
  })

  test('repeats nothing of file or passphrase in its errors', async () => {
    for (const text of [file, file.replace('"iv"', '"vi"')]) {
      const error: unknown = await reopen(text, 'another passphrase').catch((failure) => failure)
      const { salt } = parseIdentityFile(file).key
      const shown = `${error} ${JSON.stringify(error)}`
      expect(shown).not.toContain('another passphrase')
      expect(shown).not.toContain(salt)
    }
  })
})
