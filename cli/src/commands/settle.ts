import {
  fromReceivedBallot,
  PersonhoodGovernor__factory,
  proposalScope,
  readCountedBallots,
  readElectorate,
  readProposal,
  toContractBallot,
  VotingNotOpenError,
  verifyBallots,
} from '@psephos/lib'
import type { Command } from 'commander'
import type { Context } from '../Context.ts'
import { connectChain } from '../chain/connectChain.ts'
import { readSigner } from '../chain/readSigner.ts'
import { parseWhole } from '../input/parsers.ts'
import { keepLatest } from '../voting/keepLatest.ts'
import { type FileBallot, readBallots } from '../voting/readBallots.ts'
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

/** `psephos settle` */
export function addSettleCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'settle',
    summary: 'bring ballots on-chain in batches',
    description:
      'Casts the ballots of a file, one in JSON per line, in batches that cost less than ballot by ballot. It verifies ' +
      'them first, leaves out those that count already, and says which are bad. Should it stop midway, run it again. ' +
      'Any account may pay: whoever brings ballots can neither change nor read more into them.',
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
    const { state, chainId } = electorate
    if (state !== 'active') throw new VotingNotOpenError({ proposal: proposalId, state })
    const { optionCount, voiceCredits, block } = await readProposal(asked)
    const governor = PersonhoodGovernor__factory.connect(address, signer)
    const counted = await readLatest({ governor, proposalId, fromBlock: block })
    const scope = proposalScope({ chainId, governor: address, proposalId })
    const ballots = lines.map(({ line, ballot }): FileBallot => {
      const isWhole = 'proof' in ballot
      return { line, ballot: isWhole ? ballot : fromReceivedBallot({ ballot, scope, electorate }) }
    })
    const waiting = ballots.filter(({ ballot: { proof, revision } }) => {
      const held = counted.get(proof.nullifier)
      return held === undefined || held.revision < revision
    })
    const verdicts = await verifyBallots({
      ballots: waiting.map(({ ballot }) => ballot),
      scope,
      electorate,
      optionCount,
      voiceCredits,
      signal,
      onProgress: ({ done, total }) => output.count({ what: 'Ballots verified', done, total }),
    })
    const verified: FileBallot[] = []
    const refusals: Refusal[] = []
    for (const [index, each] of waiting.entries()) {
      const verdict = verdicts[index]
      if (verdict?.valid === false) refusals.push({ line: each.line, error: verdict.error })
      else verified.push(each)
    }
    const good = keepLatest(verified)
    const transactions: string[] = []
    let settled = 0
    const refusedOnChain = await settleBallots({
      governor,
      proposalId,
      optionCount,
      batchSize,
      signal,
      ballots: good.map(({ line, ballot }) => {
        const replacedWords = counted.get(ballot.proof.nullifier)?.words ?? []
        return { line, struct: toContractBallot({ ballot, replacedWords }) }
      }),
      onBatch: (batch) => {
        settled += batch.ballots
        transactions.push(batch.transaction)
        output.count({ what: 'Ballots settled', done: settled, total: good.length })
      },
    })
    refusals.push(...refusedOnChain)
    const skipped = ballots.length - waiting.length + verified.length - good.length
    report(context, { settled, skipped, refusals, transactions })
  } finally {
    provider.destroy()
  }
}

/** The ballot that counts for each nullifier now: what a later revision has to bring along. */
async function readLatest(parameters: Parameters<typeof readCountedBallots>[0]) {
  const latest = new Map<bigint, { revision: number; words: readonly bigint[] }>()
  for (const { nullifier, revision, words } of await readCountedBallots(parameters)) {
    const held = latest.get(nullifier)
    if (held === undefined || held.revision < revision) latest.set(nullifier, { revision, words })
  }
  return latest
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
