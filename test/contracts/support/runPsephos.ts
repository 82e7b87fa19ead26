import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { LOCAL_MNEMONIC } from '@psephos/server/src/development/startLocalChain.ts'
import { HDNodeWallet } from 'ethers'

const main = join(import.meta.dirname, '../../../cli/src/main.ts')
/** Of the account that pays. */
export const privateKey = HDNodeWallet.fromPhrase(LOCAL_MNEMONIC).privateKey

/** With which {@link runPsephos} opens identity files. */
export const passphrase = 'ochre pebble urn clay ballot'

/** What the command line ended with. */
export interface Ended {
  readonly code: number
  /** The last line of stdout. */
  readonly json: Record<string, unknown>
  readonly stderr: string
}

/** Runs the command line as its own process, with an account of the local chain that pays. */
export function runPsephos(...line: string[]): Promise<Ended> {
  return runPsephosAs({ privateKey }, ...line)
}

/** Runs the command line as its own process, with somebody's account and the node that they ask. */
export function runPsephosAs(
  { privateKey: key, rpcUrl }: { readonly privateKey: string; readonly rpcUrl?: string },
  ...line: string[]
): Promise<Ended> {
  const env = {
    PATH: process.env['PATH'],
    // What Node has compiled of our modules in earlier runs.
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
    PSEPHOS_PRIVATE_KEY: key,
    ...(rpcUrl && { PSEPHOS_RPC_URL: rpcUrl }),
    PSEPHOS_PASSPHRASE: passphrase,
  }
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [main, ...line, '--json'],
      { env, timeout: 120_000 },
      (_, stdout, stderr) => {
        try {
          const json = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
          resolve({ code: child.exitCode ?? -1, json, stderr })
        } catch (cause) {
          reject(new Error(`It printed no JSON: ${stdout}${stderr}`, { cause }))
        }
      },
    )
  })
}
