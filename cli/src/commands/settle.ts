import {
  readDescriptionText,
  readElectorate,
  readProposal,
  readProposalCommittee,
  type VerificationProgress,
  VotingNotOpenError,
} from '@psephos/lib'
import type { Command } from 'commander'
import type { Context } from '../Context.ts'
import { connectChain } from '../chain/connectChain.ts'
import { readSigner } from '../chain/readSigner.ts'
import { parseWhole } from '../input/parsers.ts'
import {
  type PreparedBallots,
  prepareBallots,
  prepareSecretBallots,
} from '../voting/prepareBallots.ts'
import { readBallots, requireOpen, requireSecret } from '../voting/readBallots.ts'
import { type Refusal, settleBallots } from '../voting/settleBallots.ts'
import { addCommand } from './addCommand.ts'
import {
  addNodeOption,
  addProposalOptions,
  addSignerOption,
  type ProposalOptions,
  requireGovernor,
  type SignerOptions,
} from './chainOptions.ts'

interface SettleOptions extends ProposalOptions, SignerOptions {
  readonly ballots: string
  readonly batchSize: number
}

/** A secret ballot takes up to 220 000 gas and 2.6 kB: so many fit what a transaction may have, and what nodes pass on. */
const MOST_SECRET_BALLOTS = 40

/** `psephos settle` */
export function addSettleCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'settle',
    summary: 'bring ballots on-chain in batches',
    description:
      'Casts the ballots of a file, one in JSON per line, in batches that cost less than ballot by ballot. It verifies ' +
      'them first, leaves out those that count already, and says which are bad. Should it stop midway, run it again. ' +
      'Any account may pay: whoever brings ballots can neither change nor read more into them. Secret ones stay closed.',
    example:
      'PSEPHOS_PRIVATE_KEY=… psephos settle --ballots ballots.jsonl --proposal 1234… \\\n' +
      '  --rpc https://rpc.example --governor 0x5fbd…',
  })
    .requiredOption(
      '--ballots <file>',
      'the ballots, as `psephos vote --out` writes or a server exports them',
    )
    .option('--batch-size <number>', 'the most ballots of one transaction', parseWhole(1, 256), 64)
  addSignerOption(addProposalOptions(addNodeOption(command))).action((options: SettleOptions) =>
    settle(context, options),
  )
}

async function settle(context: Context, options: SettleOptions): Promise<void> {
  const { output, signal } = context
  const { proposal: proposalId, batchSize } = options
  const address = requireGovernor(options.governor)
  const lines = await readBallots(options.ballots)
  const provider = await connectChain(context, options)
  try {
    const signer = await readSigner({ context, provider, keyFile: options.keyFile })
    const asked = { provider, governor: address, proposalId, fromBlock: options.fromBlock, signal }
    output.progress('Reading the proposal from the chain …')
    const electorate = await readElectorate(asked)
    const { state } = electorate
    if (state !== 'active') throw new VotingNotOpenError({ proposal: proposalId, state })
    const proposal = await readProposal(asked)
    const { optionCount } = proposal
    const committee = readProposalCommittee(readDescriptionText(proposal.description) ?? '')
    const given = {
      signer,
      governor: address,
      proposal,
      electorate,
      signal,
      onProgress: ({ done, total }: VerificationProgress) =>
        output.count({ what: 'Ballots verified', done, total }),
    }
    const bring = async <Struct>({
      ballots,
      refusals,
      skipped,
      call,
    }: PreparedBallots<Struct>): Promise<void> => {
      const transactions: string[] = []
      let settled = 0
      const refusedOnChain = await settleBallots({
        call,
        ballots,
        optionCount,
        batchSize: committee === null ? batchSize : Math.min(batchSize, MOST_SECRET_BALLOTS),
        signal,
        onBatch: (batch) => {
          settled += batch.ballots
          transactions.push(batch.transaction)
          output.count({ what: 'Ballots settled', done: settled, total: ballots.length })
        },
      })
      refusals.push(...refusedOnChain)
      report(context, { settled, skipped, refusals, transactions })
    }
    if (committee === null) await bring(await prepareBallots(given, requireOpen(lines)))
    else {
      const { fromBlock } = options
      const secret = { lines: requireSecret(lines), committee, fromBlock, provider }
      await bring(await prepareSecretBallots(given, secret))
    }
  } finally {
    provider.destroy()
  }
}

function report(
  { output, end }: Context,
  {
    settled,
    skipped,
    refusals,
    transactions,
  }: { settled: number; skipped: number; refusals: Refusal[]; transactions: string[] },
): void {
  const refused = refusals.map(({ line, error }) => ({
    line,
    code: error.code,
    message: error.message,
  }))
  const lines = refused.map(({ line, message }) => `Line ${line}: ${message}`)
  output.result({
    text: [
      `${settled} settled, ${skipped} counted already or replaced, ${refused.length} refused`,
      ...lines,
    ].join('\n'),
    json: { settled, skipped, refused, transactions },
  })
  if (refused.length > 0) end('refused')
}
