import type { Command } from 'commander'

/** What {@link addCommand} takes. */
export interface AddCommandParameters {
  readonly parent: Command
  readonly name: string
  /** One sentence for the list of commands. */
  readonly summary: string
  /** What it does, for somebody who has never done it. */
  readonly description: string
  /** A whole command line that works, and what it is for. */
  readonly example: string
}

/** Adds a command with what all of them have: `--json`, and an example under its `--help`. */
export function addCommand({
  parent,
  name,
  summary,
  description,
  example,
}: AddCommandParameters): Command {
  return parent
    .command(name)
    .summary(summary)
    .description(description)
    .option('--json', 'print one JSON object as the last line of stdout, failures included')
    .addHelpText('after', `\nExample:\n${example.replace(/^/gm, '  ')}`)
}
