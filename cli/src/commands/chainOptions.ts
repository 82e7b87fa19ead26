import type { Command } from 'commander'
import { parseAddress, parseUint, parseUrl, parseWhole } from '../input/parsers.ts'
import { UsageError } from '../UsageError.ts'

/** Where a chain is read. */
export interface NodeOptions {
  readonly rpc?: string
}

/** Which proposal. */
export interface ProposalOptions extends NodeOptions {
  readonly governor?: string
  readonly proposal: bigint
  readonly fromBlock: number
}

/** Who pays. */
export interface SignerOptions {
  readonly keyFile?: string
}

/** Adds `--rpc`. */
export function addNodeOption(command: Command): Command {
  return command.option(
    '--rpc <url>',
    'a node of the chain (or PSEPHOS_RPC_URL, which keeps its key out of sight)',
    parseUrl,
  )
}

/** Adds `--governor`, `--proposal` and `--from-block`. */
export function addProposalOptions(command: Command): Command {
  return command
    .option('--governor <address>', "the DAO's governor", parseAddress)
    .requiredOption('--proposal <id>', "the proposal's id, in decimal or hex", parseUint)
    .option(
      '--from-block <number>',
      'a block at or before the deployment of the DAO; saves time with nodes that give few blocks at a time',
      parseWhole(0, Number.MAX_SAFE_INTEGER),
      0,
    )
}

/** Adds `--key-file`. */
export function addSignerOption(command: Command): Command {
  return command.option(
    '--key-file <file>',
    'the account that pays: a private key or a keystore (or PSEPHOS_PRIVATE_KEY; never an argument)',
  )
}

/**
 * Returns the governor that was named.
 * @throws UsageError when none was.
 */
export function requireGovernor(governor: string | undefined): string {
  if (governor === undefined) throw new UsageError('Which DAO? Give --governor <address>.')
  return governor
}
