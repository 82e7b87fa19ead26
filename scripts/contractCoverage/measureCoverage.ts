import { glob, readdir, readFile, rm } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { HardhatUserConfig } from 'hardhat/config'
import { createHardhatRuntimeEnvironment } from 'hardhat/hre'
import type { HardhatPlugin } from 'hardhat/types/plugins'
import { isResult } from 'hardhat/utils/result'
import baseConfig from '../../hardhat.config.ts'
import { type CoveragePoint, instrumentSolidity } from './instrumentSolidity.ts'

/** What tests made happen in a file of `contracts/src`, and what they did not. */
export interface FileCoverage {
  path: string
  happened: CoveragePoint[]
  missing: CoveragePoint[]
}

/** Compiled contracts and tests are kept apart from those that are deployed. */
const FOLDER = 'cache/coverage'

/** A contract that reports is longer than a chain accepts, and takes more gas. */
const TESTS_OF_SIZE_AND_GAS = [
  ...[
    'FitsIntoWhatAChainAccepts',
    'ProposesAndCounts128Options',
    'SaysNothingOfProofsForWantOfGas',
  ],
  ...['AsMuchGasAsPromised', 'RevealsForLittleGas', 'RevealsTheLargestElectionInATransaction'],
].join('|')

/**
 * Runs the tests in Solidity on contracts that report what runs, and returns whether the tests
 * passed and what ran, for every file of `contracts/src` that holds code.
 */
export async function measureCoverage({ root }: { root: string }): Promise<{
  passed: boolean
  files: FileCoverage[]
}> {
  const files = new Map<string, ReturnType<typeof instrumentSolidity>>()
  for await (const path of glob('contracts/src/**/*.sol', { cwd: root })) {
    const source = await readFile(join(root, path), 'utf8')
    files.set(path, instrumentSolidity({ path, source }))
  }
  const hre = await createHardhatRuntimeEnvironment(
    toCoverageConfig({ config: baseConfig, root, files }),
    { coverage: true },
    root,
  )
  const data = join(root, 'coverage/data/solidity')
  await rm(data, { recursive: true, force: true })
  const result: unknown = await hre.tasks
    .getTask(['test', 'solidity'])
    .run({ grepExclude: TESTS_OF_SIZE_AND_GAS })
  const tags = await readTags(data)
  const covered = [...files]
    .filter(([, { points }]) => points.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, { points }]) => ({
      path,
      happened: points.filter(({ tag }) => tags.has(tag)),
      missing: points.filter(({ tag }) => !tags.has(tag)),
    }))
  return { passed: isResult(result) && result.success, files: covered }
}

/** What Hardhat has heard of: a file for each process that ran tests. */
async function readTags(folder: string): Promise<Set<string>> {
  const tags = new Set<string>()
  for (const name of await readdir(folder)) {
    const heard: Record<string, number> = JSON.parse(await readFile(join(folder, name), 'utf8'))
    for (const tag of Object.keys(heard)) tags.add(tag)
  }
  return tags
}

/**
 * Returns the configuration with the contracts that report. They are compiled in a minute instead
 * of many: only as much is optimized as keeps the stack shallow enough.
 */
function toCoverageConfig({
  config,
  root,
  files,
}: {
  config: HardhatUserConfig
  root: string
  files: ReadonlyMap<string, { source: string }>
}): HardhatUserConfig {
  const { solidity } = config
  if (typeof solidity !== 'object' || !('profiles' in solidity))
    throw new Error('hardhat.config.ts has no profiles.')
  const { default: deployed, tests } = solidity.profiles
  if (deployed === undefined || !('compilers' in deployed) || tests === undefined)
    throw new Error('hardhat.config.ts has no profiles for contracts and tests.')
  const [compiler] = deployed.compilers
  if (compiler === undefined) throw new Error('hardhat.config.ts has no compiler.')
  const details = { yul: true, yulDetails: { stackAllocation: true, optimizerSteps: 'u:' } }
  const optimizer = { enabled: false, details }
  const reporting = { ...compiler, settings: { ...compiler.settings, optimizer } }
  const packages = { ...compiler, settings: { ...compiler.settings, viaIR: false } }
  return {
    ...config,
    plugins: [
      ...(config.plugins ?? []),
      createReportingPlugin((path) => files.get(relative(root, path).split(sep).join('/'))),
    ],
    paths: { ...config.paths, artifacts: `${FOLDER}/artifacts`, cache: `${FOLDER}/cache` },
    // Hardhat's own instrumentation knows no branches; what it leaves alone is ours.
    coverage: { skipFiles: ['**/*.sol'] },
    solidity: {
      ...solidity,
      profiles: {
        default: {
          compilers: [packages],
          overrides: Object.fromEntries([...files.keys()].map((path) => [path, reporting])),
        },
        tests,
      },
    },
  }
}

/** Compiles reporting contracts, and keeps the report of Hardhat, which would be empty, back. */
function createReportingPlugin(
  instrumented: (path: string) => { source: string } | undefined,
): HardhatPlugin {
  return {
    id: 'psephos-coverage',
    hookHandlers: {
      solidity: async () => ({
        default: async () => ({
          preprocessProjectFileBeforeBuilding: (context, name, path, content, version, next) =>
            next(context, name, path, instrumented(path)?.source ?? content, version),
          getCompilationJobErrors: async (context, job, output, next) => {
            const errors = await next(context, job, output)
            // Warnings are for contracts as they are written.
            return errors.filter(({ severity }) => severity === 'error')
          },
        }),
      }),
      test: async () => ({ default: async () => ({ onTestRunDone: async () => {} }) }),
    },
  }
}
