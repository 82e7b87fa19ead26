import type { Ending } from './exitCodes.ts'
import type { Output } from './output/createOutput.ts'

/** The secrets that may come in the environment. */
export interface EnvironmentSecrets {
  /** `PSEPHOS_PRIVATE_KEY` */
  readonly privateKey: string | undefined
  /** `PSEPHOS_KEY_PASSPHRASE`: opens an encrypted `--key-file`. */
  readonly keyPassphrase: string | undefined
  /** `PSEPHOS_PASSPHRASE`: opens an identity file. */
  readonly passphrase: string | undefined
  /** `PSEPHOS_RPC_URL`: in place of `--rpc`, because such URLs often carry a key. */
  readonly rpcUrl: string | undefined
}

/** What commands act on beside their arguments. */
export interface Context {
  readonly secrets: EnvironmentSecrets
  readonly output: Output
  /** Asks for a secret without showing it; null where nobody can be asked. */
  readonly askSecret: ((question: string) => Promise<string>) | null
  readonly signal: AbortSignal
  /** Says how the command ended, if not well. */
  readonly end: (ending: Ending) => void
}
