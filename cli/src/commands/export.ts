import { exportArchive } from '@psephos/lib'
import type { Command } from 'commander'
import type { Context } from '../Context.ts'
import { connectChain } from '../chain/connectChain.ts'
import { parseUrl } from '../input/parsers.ts'
import { readMetadataSource } from '../input/readMetadataSource.ts'
import { requireFree, writeNewFile } from '../input/writeNewFile.ts'
import { addCommand } from './addCommand.ts'
import { describeProgress } from './audit.ts'
import {
  addNodeOption,
  addProposalOptions,
  type ProposalOptions,
  requireGovernor,
} from './chainOptions.ts'

interface ExportOptions extends ProposalOptions {
  readonly out: string
  readonly metadata?: string
  readonly server?: string
  readonly force?: boolean
}

/** `psephos export` */
export function addExportCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'export',
    summary: 'write an election into one file that audits offline',
    description:
      'Writes the proposal, the members at its snapshot, every ballot with its proof and what was executed into one file. ' +
      'Whoever has it can run `psephos audit --archive`. Nothing is checked here.',
    example:
      'psephos export --rpc https://rpc.example --governor 0x5fbd… --proposal 1234… --out election.json',
  })
  addProposalOptions(addNodeOption(command))
    .requiredOption('--out <file>', 'where to write it')
    .option('--metadata <file>', "the proposal's text, as `psephos propose --out` writes it")
    .option('--server <url>', 'a Psephos server to ask for that text', parseUrl)
    .option('--force', 'replace a file that is there')
    .action((options: ExportOptions) => exportElection(context, options))
}

async function exportElection(context: Context, options: ExportOptions): Promise<void> {
  const { output, signal } = context
  const { proposal: proposalId, fromBlock, out, force = false } = options
  const governor = requireGovernor(options.governor)
  if (!force) await requireFree(out)
  const source = await readMetadataSource(context, options)
  const provider = await connectChain(context, options)
  try {
    const text = await exportArchive({
      provider,
      governor,
      proposalId,
      fromBlock,
      ...source,
      signal,
      onProgress: (progress) => output.count(describeProgress(progress)),
    })
    await writeNewFile({ path: out, text, force, mode: 0o644 })
    const bytes = new TextEncoder().encode(text).length
    output.result({
      text: `The election is in ${out} (${bytes} bytes).`,
      json: { proposal: proposalId, governor, file: out, bytes },
    })
  } finally {
    provider.destroy()
  }
}
