import { createRequire } from 'node:module'
import hardhatEthers from '@nomicfoundation/hardhat-ethers'
import hardhatIgnitionEthers from '@nomicfoundation/hardhat-ignition-ethers'
import { defineConfig } from 'hardhat/config'
import type { SolidityCompilerConfig } from 'hardhat/types/config'
import type { HardhatPlugin } from 'hardhat/types/plugins'

const require = createRequire(import.meta.url)

/** The compiler comes from npm (`solc`), so that a build downloads nothing of its own. */
const compiler = { version: '0.8.34', path: require.resolve('solc/soljson.js') }
const settings = {
  optimizer: { enabled: true, runs: 200 },
  viaIR: true,
  evmVersion: 'cancun',
  // The metadata hash changes with what else is compiled beside a contract; bytecode must not.
  metadata: { bytecodeHash: 'none' },
}
const withoutIR = { ...compiler, settings: { ...settings, viaIR: false } }

/**
 * How tests are compiled, and what they import: cheaply, for the optimizer would take minutes. What
 * they deploy by `deployCode` is what `contracts/src` was compiled to.
 */
const forTests = {
  ...compiler,
  settings: { ...withoutIR.settings, optimizer: { enabled: false } },
}

const forEveryBallot = {
  ...compiler,
  settings: { ...withoutIR.settings, optimizer: { enabled: true, runs: 1_000_000 } },
}

/**
 * What is compiled otherwise than the rest. As their authors compile them: through the IR pipeline
 * PoseidonT3 outgrows the 24 KB that a chain accepts, and SemaphoreVerifier takes four times as long to
 * compile.
 */
const overrides = {
  // Every ballot goes through one of them, and they are far from the limit of size. The IR pipeline
  // would write the keys of all depths to memory word by word, instead of copying them from the code.
  'contracts/src/verifiers/SemaphoreBatchVerifier.sol': forEveryBallot,
  'contracts/src/verifiers/Groth16BatchVerifier.sol': forEveryBallot,
  'contracts/src/development/DevelopmentGroth16BatchVerifier.sol': forEveryBallot,
  'contracts/src/secret/SecretBallotBox.sol': forEveryBallot,
  'poseidon-solidity/PoseidonT3.sol': withoutIR,
  '@semaphore-protocol/contracts/base/SemaphoreVerifier.sol': withoutIR,
  // What tests execute through, and what our gas is measured against.
  '@safe-global/safe-smart-account/contracts/Safe.sol': withoutIR,
  '@safe-global/safe-smart-account/contracts/proxies/SafeProxyFactory.sol': withoutIR,
  '@semaphore-protocol/contracts/Semaphore.sol': withoutIR,
}

/**
 * Hardhat compiles contracts and tests under one profile; this gives the tests one of their own, and
 * has nothing compiled twice.
 */
const compilation: HardhatPlugin = {
  id: 'psephos-compilation',
  hookHandlers: {
    config: async () => ({
      default: async () => ({
        resolveUserConfig: async (userConfig, resolveVariable, next) => {
          const config = await next(userConfig, resolveVariable)
          // Files go to one compiler together if their settings are one object: it takes seconds to start.
          for (const profile of Object.values(config.solidity.profiles)) {
            const known = new Map<string, SolidityCompilerConfig>()
            for (const [file, override] of Object.entries(profile.overrides)) {
              const key = JSON.stringify(override)
              profile.overrides[file] = known.get(key) ?? override
              known.set(key, profile.overrides[file])
            }
          }
          return config
        },
      }),
    }),
    solidity: async () => ({
      default: async () => ({
        build: (context, files, options, next) =>
          next(
            context,
            files,
            options?.scope === 'tests' ? { ...options, buildProfile: 'tests' } : options,
          ),
        getCompilationJobErrors: async (context, job, output, next) => {
          const errors = await next(context, job, output)
          // Without the optimizer a contract may well be too long for a chain; nobody deploys it.
          const isCodeSize = ({ errorCode }: { errorCode?: string }) => errorCode === '5574'
          const isForTests = job.solcConfig.settings?.optimizer?.enabled === false
          return isForTests ? errors.filter((error) => !isCodeSize(error)) : errors
        },
      }),
    }),
  },
}

export default defineConfig({
  plugins: [hardhatEthers, hardhatIgnitionEthers, compilation],
  paths: {
    sources: 'contracts/src',
    tests: { solidity: 'contracts/test' },
    ignition: 'contracts/ignition',
  },
  test: { solidity: { fsPermissions: { readDirectory: ['test/vectors'] } } },
  solidity: {
    profiles: {
      default: {
        compilers: [{ ...compiler, settings }],
        overrides,
      },
      tests: {
        compilers: [forTests],
        overrides: {
          // The library it compares is compiled into it, and without the optimizer its stack is too deep. As part of
          // the deployed group, through the IR pipeline, the other tests have it.
          'contracts/test/MembershipTree.t.sol': withoutIR,
          // A governor as a DAO would deploy it.
          'contracts/test/examples/GardenGovernor.sol': { ...compiler, settings },
        },
      },
    },
    npmFilesToBuild: [
      '@openzeppelin/contracts/governance/TimelockController.sol',
      '@safe-global/safe-smart-account/contracts/Safe.sol',
      '@safe-global/safe-smart-account/contracts/proxies/SafeProxyFactory.sol',
      '@semaphore-protocol/contracts/Semaphore.sol',
      '@semaphore-protocol/contracts/base/SemaphoreVerifier.sol',
      'poseidon-solidity/PoseidonT3.sol',
    ],
    splitTestsCompilation: true,
  },
})
