import { type AuditProgress, auditProposal } from '@psephos/lib'
import type { Command } from 'commander'
import type { Context } from '../Context.ts'
import { connectChain } from '../chain/connectChain.ts'
import { endingOfVerdict } from '../exitCodes.ts'
import { parseAddress, parseUint, parseUrl, parseWhole } from '../input/parsers.ts'
import { readMetadataSource } from '../input/readMetadataSource.ts'
import { readTextFile } from '../input/readTextFile.ts'
import { formatAudit } from '../output/formatAudit.ts'
import { UsageError } from '../UsageError.ts'
import { addCommand } from './addCommand.ts'
import { addNodeOption, type NodeOptions } from './chainOptions.ts'

interface AuditOptions extends NodeOptions {
  readonly governor?: string
  readonly proposal?: bigint
  readonly archive?: string
  readonly metadata?: string
  readonly server?: string
  readonly fromBlock: number
}

/** `psephos audit` */
export function addAuditCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'audit',
    summary: 'recompute the outcome of a proposal from public data',
    description:
      'Recomputes everything that can be: the group, every proof, one ballot per person, costs, tally, quorum, what ' +
      'passes, what was executed. ✓ is confirmed, ✗ refuted, – could not be checked. It reads a chain, or an archive ' +
      'that `psephos export` wrote, or both and compares them. Ask a node that you trust.',
    example:
      'psephos audit --rpc https://rpc.example --governor 0x5fbd… --proposal 1234…\n' +
      'psephos audit --archive election.json   # without a node: what the file says of the chain is not compared',
  })
    .option('--governor <address>', "the DAO's governor", parseAddress)
    .option('--proposal <id>', "the proposal's id, in decimal or hex", parseUint)
    .option('--archive <file>', 'a file that `psephos export` wrote')
    .option('--metadata <file>', "the proposal's text, as `psephos propose --out` writes it")
    .option('--server <url>', 'a Psephos server to ask for that text; it is not believed', parseUrl)
    .option(
      '--from-block <number>',
      'a block at or before the deployment of the DAO',
      parseWhole(0, Number.MAX_SAFE_INTEGER),
      0,
    )
  addNodeOption(command).action((options: AuditOptions) => audit(context, options))
}

async function audit(context: Context, options: AuditOptions): Promise<void> {
  const { output, signal } = context
  const { governor, proposal: proposalId, archive: archiveFile, fromBlock } = options
  const archive = archiveFile === undefined ? undefined : await readTextFile(archiveFile)
  const rest = {
    ...(await readMetadataSource(context, options)),
    fromBlock,
    signal,
    onProgress: (progress: AuditProgress) => output.count(describeProgress(progress)),
  }
  // With an archive a node is asked only when one is named.
  const wantsNode =
    archive === undefined || options.rpc !== undefined || context.secrets.rpcUrl !== undefined
  if (archive === undefined && (governor === undefined || proposalId === undefined)) {
    throw new UsageError('Which election? Give --governor and --proposal, or --archive, or all.')
  }
  const provider = wantsNode ? await connectChain(context, options) : undefined
  try {
    const report =
      archive !== undefined
        ? await auditProposal({ ...rest, archive, provider, governor, proposalId })
        : await auditProposal({
            ...rest,
            provider: requireGiven(provider),
            governor: requireGiven(governor),
            proposalId: requireGiven(proposalId),
          })
    output.result({ text: formatAudit(report), json: { ...report } })
    context.end(endingOfVerdict[report.verdict])
  } finally {
    provider?.destroy()
  }
}

function requireGiven<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new UsageError('Which election? Give --governor and --proposal.')
  return value
}

const phases = {
  members: 'Blocks read for members',
  ballots: 'Blocks read for ballots',
  blocks: 'Blocks of ballots',
  proofs: 'Transactions of ballots',
  verification: 'Proofs verified',
} as const satisfies Record<AuditProgress['phase'], string>

/** Returns how far an audit or an export is, as it is shown. */
export function describeProgress({ phase, done, total }: AuditProgress): {
  what: string
  done: number
  total: number
} {
  return { what: phases[phase], done, total }
}
