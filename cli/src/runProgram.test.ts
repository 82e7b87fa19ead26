import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { VERSION } from './createProgram.ts'
import { exitCodes } from './exitCodes.ts'
import { runLine as run } from './testing/runLine.ts'

const PASSPHRASE = 'ochre pebble urn clay ballot'
const KEY = `0x${'5e'.repeat(32)}`
const commands = [
  'deploy',
  'identity new',
  'identity show',
  'propose',
  'vote',
  'settle',
  'audit',
  'export',
  'ceremony init',
  'ceremony contribute',
  'ceremony verify',
  'ceremony beacon',
  'ceremony finalise',
  'trustee create',
  'trustee show',
  'trustee backup',
  'trustee invite',
  'trustee take-part',
  'trustee deal',
  'trustee check',
  'trustee confirm',
  'trustee status',
  'trustee register',
  'trustee share',
]

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psephos-cli-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('help', () => {
  test('lists every command and every exit code', async () => {
    const { code, stdout } = await run(['--help'])
    expect(code).toBe(0)
    for (const command of commands) expect(stdout).toContain(`  ${command.split(' ')[0]} `)
    for (const { code: number, meaning } of Object.values(exitCodes)) {
      expect(stdout).toContain(`  ${number}  ${meaning}`)
    }
  })

  test.each(commands)(
    'of %s has a command line that begins with it, and --json',
    async (command) => {
      const { code, stdout } = await run([...command.split(' '), '--help'])
      expect(code).toBe(0)
      expect(stdout.split('\nExample:\n')[1]).toContain(`psephos ${command} `)
      expect(stdout).toContain('--json')
    },
  )

  test('goes with a README that shows every command and the same exit codes', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
    for (const command of commands) expect(readme).toContain(`psephos ${command} `)
    for (const { code, meaning } of Object.values(exitCodes)) {
      expect(readme).toContain(`| ${code} | ${meaning} |`)
    }
  })

  test('has the version of the package', async () => {
    expect(VERSION).toBe(manifest.version)
    expect(await run(['--version'])).toMatchObject({ code: 0, stdout: `${VERSION}\n` })
  })
})

describe('a wrong command line', () => {
  test.each([
    ['no command', []],
    ['an unknown command', ['elect']],
    ['a missing option', ['identity', 'new']],
    ['an unknown option', ['audit', '--fast']],
    ['a private key as an argument', ['deploy', '--private-key', KEY]],
    ['what is no address', ['audit', '--governor', '0x12']],
    ['an address with a wrong checksum', ['audit', '--governor', `0xA${'b'.repeat(39)}`]],
    ['what is no proposal', ['audit', '--proposal', '-1']],
    ['a proposal beyond 256 bits', ['audit', '--proposal', String(2n ** 256n)]],
    ['what is no URL', ['audit', '--rpc', 'ftp://node.example']],
    ['neither node nor archive', ['audit']],
    ['a file that is not there', ['audit', '--archive', '/nowhere/election.json']],
    ['no receiver of a ballot', ['vote', '--identity', 'a', '--proposal', '1', '--votes', '1']],
    [
      'votes that are no numbers',
      ['vote', '--identity', 'a', '--proposal', '1', '--votes', '1,,2'],
    ],
  ])('with %s ends in 2 and says so in JSON', async (_, line) => {
    const { code, json, stderr } = await run([...line, '--json'])
    expect(code).toBe(2)
    expect(json()).toMatchObject({ error: { code: 'USAGE' } })
    expect(stderr).toMatch(/^psephos: ./)
  })

  test('takes votes that begin with a minus', async () => {
    const line = ['vote', '--identity', 'a', '--proposal', '1', '--votes', '-3,4', '--json']
    expect((await run(line)).stderr).toContain('Through whom?')
  })
})

describe('audit', () => {
  test('shows the archive of a secret proposal without what nobody knows of it', async () => {
    const archive = join(import.meta.dirname, '../../test/vectors/secretElection.json')
    const { code, stdout } = await run(['audit', '--archive', archive])
    expect(code).toBe(4)
    expect(stdout).toMatch(/✓ totals +The shares decrypt the sums to these totals\./)
    expect(stdout).toContain('Option 0: 9 for, 1 against, passes')
    expect(stdout).toContain('Voters: 3')
  })

  test('says that totals are not known where they are not confirmed', async () => {
    const source = join(import.meta.dirname, '../../test/vectors/secretElection.json')
    const text = await readFile(source, 'utf8')
    const archive = join(folder, 'changed.json')
    await writeFile(archive, text.replaceAll('"4294967305"', '"4294967306"'))
    const { code, stdout } = await run(['audit', '--archive', archive])
    expect(code).toBe(1)
    expect(stdout).toContain('✗ totals')
    expect(stdout).toContain('What the options got is not known')
  })
})

describe('propose', () => {
  test('refuses a file whose committee is none', async () => {
    const metadata = join(folder, 'secret.json')
    const options = [{ title: 'Yes' }]
    const proposal = { title: 'A garden?', body: '', options, committee: '0x12' }
    await writeFile(metadata, JSON.stringify(proposal))
    const governor = `0x${'a'.repeat(40)}`
    const line = ['propose', '--metadata', metadata, '--governor', governor, '--json']
    expect((await run(line)).json()).toMatchObject({ error: { code: 'PROPOSAL_MALFORMED' } })
  })
})

describe('a node that does not answer', () => {
  test('ends in 3, and its URL is not repeated', async () => {
    const rpcUrl = 'http://127.0.0.1:1/secret-key'
    const line = ['audit', '--governor', `0x${'a'.repeat(40)}`, '--proposal', '1', '--json']
    const { code, json, stdout, stderr } = await run(line, { secrets: { rpcUrl } })
    expect(code).toBe(3)
    expect(json()).toMatchObject({ error: { code: 'CHAIN_UNAVAILABLE' } })
    expect(stdout + stderr).not.toContain('secret-key')
  })
})

describe('identity', () => {
  test('keeps an identity in a file for its owner alone, and shows its commitment', async () => {
    const out = join(folder, 'me.json')
    const made = await run(['identity', 'new', '--out', out, '--json'], {
      answers: [PASSPHRASE, PASSPHRASE],
    })
    expect(made.code).toBe(0)
    expect(made.json()).toEqual({ commitment: expect.stringMatching(/^[0-9]{60,78}$/), file: out })
    expect((await stat(out)).mode & 0o777).toBe(0o600)
    const passphraseFile = join(folder, 'passphrase')
    await writeFile(passphraseFile, `${PASSPHRASE}\n`)
    const shown = await run([
      'identity',
      'show',
      out,
      '--passphrase-file',
      passphraseFile,
      '--json',
    ])
    expect(shown.code).toBe(0)
    const { commitment } = made.json() as { commitment: string }
    expect(shown.json()).toEqual({ commitment })
    expect(made.stdout + made.stderr + shown.stdout + shown.stderr).not.toContain(PASSPHRASE)

    const wrong = await run(['identity', 'show', out, '--json'], {
      secrets: { passphrase: 'another passphrase' },
    })
    expect(wrong.code).toBe(2)
    expect(wrong.json()).toMatchObject({ error: { code: 'PASSPHRASE_WRONG' } })
    expect(wrong.stdout + wrong.stderr).not.toContain('another passphrase')
  })

  test('leaves a file alone that is there, unless it is forced, and then replaces it whole', async () => {
    const out = join(folder, 'held.json')
    await writeFile(out, 'what was there', { mode: 0o644 })
    const line = ['identity', 'new', '--out', out, '--json']
    const secrets = { passphrase: PASSPHRASE }
    const refused = await run(line, { secrets })
    expect(refused.code).toBe(2)
    expect(await readFile(out, 'utf8')).toBe('what was there')
    expect((await run([...line, '--force'], { secrets })).code).toBe(0)
    expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject({ kind: 'psephos-identity' })
    expect((await stat(out)).mode & 0o777).toBe(0o600)
    expect((await readdir(folder)).filter((name) => name.endsWith('.new'))).toEqual([])
  })

  test('refuses two passphrases that differ, a short one, and none where nobody can be asked', async () => {
    const line = ['identity', 'new', '--out', join(folder, 'none.json'), '--json']
    const differing = await run(line, { answers: [PASSPHRASE, `${PASSPHRASE}!`] })
    expect(differing.code).toBe(2)
    expect(differing.stderr).toContain('differ')
    const short = await run(line, { answers: ['too short', 'too short'] })
    expect(short.code).toBe(2)
    expect(short.json()).toMatchObject({ error: { code: 'PASSPHRASE_UNFIT' } })
    expect((await run(line)).stderr).toContain('PSEPHOS_PASSPHRASE')
  })

  test('shows nothing of a file that is no identity', async () => {
    const file = join(folder, 'foreign.json')
    await writeFile(file, '{"kind":"recipe"}')
    const { code, json } = await run(['identity', 'show', file, '--json'], {
      secrets: { passphrase: PASSPHRASE },
    })
    expect(code).toBe(2)
    expect(json()).toMatchObject({ error: { code: 'IDENTITY_FILE_FOREIGN' } })
  })
})

describe('ceremony', () => {
  test('says what is wrong with its files, as its circuits do', async () => {
    const here = ['--folder', join(folder, 'none'), '--json']
    const ptau = join(folder, 'powers.ptau')
    await writeFile(ptau, 'no powers')
    const init = ['ceremony', 'init', '--circuit', 'secret-ballot-4', '--ptau', ptau, ...here]
    const unfit = await run(init)
    expect(unfit.code).toBe(2)
    expect(unfit.json()).toMatchObject({ error: { code: 'POWERS_OF_TAU_UNFIT' } })
    const missing = await run(['ceremony', 'contribute', '--name', 'Ada', ...here])
    expect(missing.code).toBe(2)
    expect(missing.json()).toMatchObject({ error: { code: 'CEREMONY_INCOMPLETE' } })
    expect(missing.stderr).toContain('psephos: There is no ceremony in')
    const beacon = ['ceremony', 'beacon', '--source', 'a block', '--value', '5e', ...here]
    expect((await run(beacon)).json()).toMatchObject({
      error: { code: 'CEREMONY_ARGUMENT_INVALID' },
    })
    const empty = join(folder, 'empty')
    await writeFile(empty, '')
    const contribute = ['ceremony', 'contribute', '--name', 'Ada', '--entropy', empty, ...here]
    expect((await run(contribute)).json()).toMatchObject({ error: { code: 'USAGE' } })
  })
})
