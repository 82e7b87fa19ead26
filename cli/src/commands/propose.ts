import {
  createProposalDescription,
  createServerClient,
  decodeRevert,
  encodeProposalMetadata,
  type PersonhoodGovernor,
  PersonhoodGovernor__factory,
  toContractLayout,
} from '@psephos/lib'
import type { Command } from 'commander'
import { type ContractTransactionReceipt, ZeroHash } from 'ethers'
import type { Context } from '../Context.ts'
import { connectChain } from '../chain/connectChain.ts'
import { readSigner } from '../chain/readSigner.ts'
import { parseAddress, parseUrl, parseWhole } from '../input/parsers.ts'
import { readProposalFile } from '../input/readProposalFile.ts'
import { requireFree, writeNewFile } from '../input/writeNewFile.ts'
import { UsageError } from '../UsageError.ts'
import { addCommand } from './addCommand.ts'
import {
  addNodeOption,
  addSignerOption,
  type NodeOptions,
  type SignerOptions,
} from './chainOptions.ts'

interface ProposeOptions extends NodeOptions, SignerOptions {
  readonly governor: string
  readonly metadata: string
  readonly voiceCredits: number
  readonly maxWinners: number
  readonly secret?: boolean
  readonly server?: string
  readonly out?: string
}

/** `psephos propose` */
export function addProposeCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'propose',
    summary: 'put a proposal to the vote',
    description:
      'Publishes a proposal from a JSON file: title, body, options, and for each option the calls that run if it ' +
      'passes. With --secret ballots are encrypted, and trustees decrypt nothing but what they add up to. ' +
      'The chain keeps a hash of the text; --server hands the text itself to a Psephos server, --out writes it to a file.',
    example:
      `echo '{ "title": "A garden?", "body": "Soil and seeds.", "options": [{ "title": "Yes",\n` +
      `  "calls": [{ "target": "0x000000000000000000000000000000000000a001", "value": "1000000000000000000" }] }] }' > garden.json\n` +
      'PSEPHOS_PRIVATE_KEY=… psephos propose --metadata garden.json --governor 0x5fbd… \\\n' +
      '  --rpc https://rpc.example --server https://vote.example',
  })
    .requiredOption('--governor <address>', "the DAO's governor", parseAddress)
    .requiredOption('--metadata <file>', 'the proposal')
    .option('--voice-credits <number>', 'the budget of a ballot', parseWhole(1, 65_535), 100)
    .option(
      '--max-winners <number>',
      'the most options that may pass; 0: no limit',
      parseWhole(0, 128),
      0,
    )
    .option(
      '--secret',
      "make its ballots secret, for the DAO's committee of trustees (or name the committee in the file)",
    )
    .option('--server <url>', 'a Psephos server that is to show the text', parseUrl)
    .option('--out <file>', 'where to write the text, as the chain has its hash')
  addSignerOption(addNodeOption(command)).action((options: ProposeOptions) =>
    propose(context, options),
  )
}

async function propose(context: Context, options: ProposeOptions): Promise<void> {
  const { output, signal } = context
  const { metadata, calls, committee: named } = await readProposalFile(options.metadata)
  const { cid, bytes } = encodeProposalMetadata(metadata)
  if (options.out !== undefined) await requireFree(options.out)
  const provider = await connectChain(context, options)
  try {
    const signer = await readSigner({ context, provider, keyFile: options.keyFile })
    const governor = PersonhoodGovernor__factory.connect(options.governor, signer)
    const { targets, values, calldatas, callOptions, optionCount } = calls
    const { voiceCredits, maxWinners } = options
    const committee = named ?? (options.secret === true ? await readCommittee(governor) : undefined)
    const layout = toContractLayout({
      optionCount,
      callOptions,
      voiceCredits,
      maxWinners,
      ...(committee === undefined ? {} : { committee }),
    })
    const description = createProposalDescription({ title: metadata.title, cid })
    const call = [targets, values, calldatas, layout, description] as const
    // What would be refused is refused before its text is given to anybody.
    await governor.proposeOptions.staticCall(...call)
    if (options.out !== undefined) {
      const text = new TextDecoder().decode(bytes)
      await writeNewFile({ path: options.out, text, force: false, mode: 0o644 })
    }
    if (options.server !== undefined) {
      output.progress(`Storing the text at ${options.server} …`)
      await createServerClient({ baseUrl: options.server }).storeMetadata({ metadata, signal })
    }
    output.progress('Proposing …')
    const response = await governor.proposeOptions(...call)
    const proposal = readProposalId(await response.wait())
    const transaction = response.hash
    output.result({
      text: `Proposal: ${proposal}\nText: ipfs://${cid}\nTransaction: ${transaction}`,
      json: { proposal: String(proposal), cid, transaction, committee: committee ?? null },
    })
  } catch (error) {
    throw decodeRevert(error) ?? error
  } finally {
    provider.destroy()
  }
}

/** The committee that secret proposals have to name now. */
async function readCommittee(governor: PersonhoodGovernor): Promise<string> {
  const committee = await governor.trusteeCommittee()
  if (committee === ZeroHash) {
    throw new UsageError('The DAO has no committee of trustees: it takes no secret proposals.')
  }
  return committee
}

const governorInterface = PersonhoodGovernor__factory.createInterface()

function readProposalId(receipt: ContractTransactionReceipt | null): bigint {
  for (const { topics, data } of receipt?.logs ?? []) {
    const event = governorInterface.parseLog({ topics: [...topics], data })
    if (event?.name === 'ProposalCreated') return BigInt(event.args['proposalId'])
  }
  throw new Error('The transaction was mined, but no proposal is in it.')
}
