import { createServerClient, readSecretBallotContracts } from '@psephos/lib'
import { type Command, InvalidArgumentError } from 'commander'
import type { Context } from '../../Context.ts'
import { connectChain } from '../../chain/connectChain.ts'
import { parseAddress, parseUrl, parseWhole } from '../../input/parsers.ts'
import type { KeyGenerationPlace } from '../../trustee/KeyGenerationPlace.ts'
import { openFolder } from '../../trustee/openFolder.ts'
import { openMailbox } from '../../trustee/openMailbox.ts'
import type { Registry } from '../../trustee/readStanding.ts'
import { UsageError } from '../../UsageError.ts'

/** Whose file. */
export interface TrusteeFileOptions {
  readonly trustee: string
  readonly passphraseFile?: string
}

/** Where a key generation is. */
export interface PlaceOptions {
  readonly transcript?: string
  readonly server?: string
  readonly session?: string
}

/** Where the committee will be registered. */
export interface RegistryOptions {
  readonly governor?: string
  readonly rpc?: string
  readonly registry?: string
  readonly chainId?: number
}

/** Which account signs. */
export interface AccountOptions {
  readonly keyFile?: string
}

/** Adds `--trustee` and `--passphrase-file`. */
export function addTrusteeFileOptions(command: Command): Command {
  return command
    .requiredOption('--trustee <file>', 'your trustee file')
    .option('--passphrase-file <file>', 'its passphrase (or PSEPHOS_PASSPHRASE, or you are asked)')
}

/** Adds `--transcript`, `--server` and `--session`. */
export function addPlaceOptions(command: Command): Command {
  return command
    .option(
      '--transcript <path>',
      'a folder with the invitation and what trustees put there, or one file with all of it',
    )
    .option('--server <url>', 'a Psephos server with a mailbox, in place of a folder', parseUrl)
    .option('--session <hash>', 'which key generation in the mailbox', parseHash)
}

/** Adds `--governor`, `--rpc`, `--registry` and `--chain-id`. */
export function addRegistryOptions(command: Command): Command {
  return command
    .option(
      '--governor <address>',
      "the DAO's governor, whose ballot box names the registry",
      parseAddress,
    )
    .option('--rpc <url>', 'a node of the chain (or PSEPHOS_RPC_URL)', parseUrl)
    .option('--registry <address>', 'the registry itself, with --chain-id: no node', parseAddress)
    .option('--chain-id <number>', 'its chain', parseWhole(1, Number.MAX_SAFE_INTEGER))
}

/** Adds `--key-file` for an account that signs. */
export function addAccountOption(command: Command): Command {
  return command.option(
    '--key-file <file>',
    'your account: a private key or a keystore (or PSEPHOS_PRIVATE_KEY; never an argument)',
  )
}

/** @throws UsageError when nothing, or two places, are named. */
export function openPlace(context: Context, options: PlaceOptions): KeyGenerationPlace {
  const { transcript, server, session } = options
  if (transcript !== undefined && server === undefined) {
    return openFolder({ context, path: transcript })
  }
  if (server !== undefined && session !== undefined && transcript === undefined) {
    return openMailbox({ context, client: createServerClient({ baseUrl: server }), session })
  }
  throw new UsageError(
    'Where is the key generation? Give --transcript <folder>, or --server <url> and --session <hash>.',
  )
}

/** Returns the registry that was named, or that of the DAO's ballot box; null where nothing was named. */
export async function findRegistry(
  context: Context,
  options: RegistryOptions,
): Promise<Registry | null> {
  const { registry, chainId, governor } = options
  if (registry !== undefined && chainId !== undefined) return { registry, chainId }
  if (registry !== undefined || chainId !== undefined) {
    throw new UsageError('Give --registry and --chain-id together.')
  }
  if (governor === undefined) return null
  const provider = await connectChain(context, options)
  try {
    const { signal } = context
    const contracts = await readSecretBallotContracts({ provider, governor, signal })
    if (contracts === null) {
      throw new UsageError(
        `The governor ${governor} has no ballot box: it takes no secret ballots.`,
      )
    }
    const network = await provider.getNetwork()
    return { registry: contracts.committees, chainId: Number(network.chainId) }
  } finally {
    provider.destroy()
  }
}

/** As {@link findRegistry}. @throws UsageError when nothing was named. */
export async function requireRegistry(
  context: Context,
  options: RegistryOptions,
): Promise<Registry> {
  const registry = await findRegistry(context, options)
  if (registry !== null) return registry
  throw new UsageError(
    'Where will the committee be registered? Give --governor and --rpc, or --registry and --chain-id.',
  )
}

/** Returns 32 bytes in lower-case hex. */
export function parseHash(text: string): string {
  const hash = text.toLowerCase()
  if (!/^0x[0-9a-f]{64}$/.test(hash)) {
    throw new InvalidArgumentError('It must be 32 bytes in hex, after 0x.')
  }
  return hash
}

/**
 * Makes sure that a person wants what was shown.
 * @throws UsageError when they do not, or nobody is there to be asked and `--yes` is missing.
 */
export async function requireConsent(
  context: Context,
  isGiven: boolean | undefined,
): Promise<void> {
  if (isGiven === true) return
  const { askSecret } = context
  if (askSecret === null)
    throw new UsageError('Nobody is there to be asked: give --yes to take part.')
  const answer = await askSecret('Take part in this committee? Type yes')
  if (answer.trim().toLowerCase() !== 'yes') throw new UsageError('Nothing was signed.')
}
