import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { compareFolders } from './generate/compareFolders.ts'
import { generateContractBindings } from './generate/generateContractBindings.ts'
import { generatePrismaClient } from './generate/generatePrismaClient.ts'
import { generateVerificationKeys } from './generate/generateVerificationKeys.ts'
import { runCommand } from './runCommand.ts'

const generated = [
  { what: 'contract bindings', folder: 'lib/src/generated', generate: generateContractBindings },
  {
    what: 'verification keys',
    folder: 'lib/src/proof/generated',
    generate: generateVerificationKeys,
  },
  { what: 'Prisma client', folder: 'server/src/generated/prisma', generate: generatePrismaClient },
]

/** Take many minutes, so they are made only when asked for; tests say when they no longer fit. */
const memberProofs = 'test/vectors/memberProofs.json'
const recordedProofs = 'test/vectors/recordedProofs.json'

/** Records what the tests that show single proofs prove, when the environment asks for it. */
const record = [
  'vitest',
  'run',
  '--no-file-parallelism',
  'server/src/createApp.test.ts',
  'server/src/ballots/receiveBallot.test.ts',
  'server/src/group/readGroup.test.ts',
  'server/src/relay/settleBallots.test.ts',
  'test/contracts/ballots.test.ts',
  'test/contracts/memberProposals.test.ts',
] as const

const { values: options, positionals } = parseArgs({
  options: { check: { type: 'boolean', default: false } },
  allowPositionals: true,
})
if (positionals.length > 0) {
  const [what] = positionals
  if (options.check || positionals.length > 1) refuse()
  else if (what === 'proofs') await generateProofs()
  else if (what === 'election') await generateElection()
  else refuse()
} else await generateAll()

function refuse(): void {
  console.error('Usage: npm run generate [-- --check | -- proofs | -- election]')
  process.exitCode = 2
}

/** Holds an election with open ballots and one with secret ones on a chain, and writes their archives to `test/vectors`. */
async function generateElection(): Promise<void> {
  for (const script of ['test/proofs/election.ts', 'test/proofs/secretElection.ts']) {
    const { code } = await runCommand({ command: ['node', script], show: true })
    process.exitCode ||= code
  }
}

async function generateProofs(): Promise<void> {
  await rm(recordedProofs, { force: true })
  process.env['PSEPHOS_RECORD_PROOFS'] = '1'
  for (const command of [
    ['node', 'test/proofs/main.ts'],
    record,
    ['biome', 'format', '--write', memberProofs, recordedProofs],
  ] as const) {
    const { code } = await runCommand({ command, show: true })
    process.exitCode ||= code
  }
}

async function generateAll(): Promise<void> {
  let stale = 0
  for (const { what, folder, generate } of generated) {
    const fresh = await mkdtemp(join(tmpdir(), 'psephos-generated-'))
    try {
      await generate(fresh)
      const differences = await compareFolders({ actual: folder, expected: fresh })
      for (const { path, kind } of differences) {
        const file = join(folder, path)
        if (options.check) console.error(`${file} is stale (${kind}).`)
        else if (kind === 'left over') await rm(file)
        else await cp(join(fresh, path), file)
      }
      stale += differences.length
      if (!options.check) console.log(`${what}: ${differences.length} files written to ${folder}`)
    } catch (error) {
      console.error(
        `The ${what} cannot be generated: ${error instanceof Error ? error.message : error}`,
      )
      process.exitCode = 1
    } finally {
      await rm(fresh, { recursive: true, force: true })
    }
  }
  if (options.check && stale > 0) {
    console.error('Run `npm run generate` and commit what it writes.')
    process.exitCode = 1
  }
}
