import { createRequire } from 'node:module'
import hardhatEthers from '@nomicfoundation/hardhat-ethers'
import { defineConfig } from 'hardhat/config'

const require = createRequire(import.meta.url)

/** The compiler comes from npm (`solc`), so that a build downloads nothing of its own. */
export default defineConfig({
  plugins: [hardhatEthers],
  paths: { sources: 'contracts/src', tests: { solidity: 'contracts/test' } },
  solidity: {
    version: '0.8.34',
    path: require.resolve('solc/soljson.js'),
    settings: { optimizer: { enabled: true, runs: 200 }, viaIR: true, evmVersion: 'cancun' },
  },
})
