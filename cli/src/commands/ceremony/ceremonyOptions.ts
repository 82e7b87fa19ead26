import type { Command } from 'commander'

/** Which ceremony. */
export interface CeremonyOptions {
  readonly folder: string
}

/** The public input of a ceremony. */
export interface PowersOptions {
  readonly ptau: string
}

/** Adds `--folder`. */
export function addFolderOption(command: Command): Command {
  return command.requiredOption('--folder <folder>', "the ceremony's folder")
}

/** Adds `--ptau`. */
export function addPowersOption(command: Command): Command {
  return command.requiredOption(
    '--ptau <file>',
    'public powers of tau, prepared for the second phase',
  )
}
