import { appendFile } from 'node:fs/promises'
import {
  BallotUnknownError,
  ballotCost,
  ballotNullifier,
  castBallotDirectly,
  castSecretBallotDirectly,
  createServerClient,
  generateBallotProof,
  generateSecretBallot,
  type Identity,
  optionClass,
  PersonhoodGovernor__factory,
  SecretBallotBox__factory,
  type SecretBallotJob,
  type ServerClient,
  toWireBallot,
  toWireSecretBallot,
  VotingNotOpenError,
  type WireBallot,
  type WireSecretBallot,
} from '@psephos/lib'
import type { Command } from 'commander'
import type { JsonRpcProvider } from 'ethers'
import type { Context } from '../Context.ts'
import { connectChain } from '../chain/connectChain.ts'
import { readSigner } from '../chain/readSigner.ts'
import { parseUrl, parseVotes, parseWhole } from '../input/parsers.ts'
import { readArtifacts } from '../input/readArtifacts.ts'
import { readCircuitArtifacts } from '../input/readCircuitArtifacts.ts'
import { readIdentity } from '../input/readIdentity.ts'
import { describeCode } from '../input/readTextFile.ts'
import { toJson } from '../output/toJson.ts'
import { UsageError } from '../UsageError.ts'
import {
  readRulesFromChain,
  readRulesFromServer,
  type SecrecyRules,
  type VotingRules,
} from '../voting/readRules.ts'
import { addCommand } from './addCommand.ts'
import {
  addNodeOption,
  addProposalOptions,
  addSignerOption,
  type ProposalOptions,
  requireGovernor,
  type SignerOptions,
} from './chainOptions.ts'

interface VoteOptions extends ProposalOptions, SignerOptions {
  readonly identity: string
  readonly passphraseFile?: string
  readonly votes: readonly number[]
  readonly revision?: number
  readonly server?: string
  readonly direct?: boolean
  readonly out?: string
  readonly artifacts?: string
}

/** Where a ballot went. */
interface Delivery {
  readonly text: string
  readonly json: Readonly<Record<string, unknown>>
}

/** `psephos vote` */
export function addVoteCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'vote',
    summary: 'cast a ballot, or change it',
    description:
      'Proves that you are a member, without saying which, and casts your votes: one number per option, whose squares ' +
      'add up to at most the voice credits. Voting again replaces your ballot. Through a server it costs nothing. With ' +
      '--rpc and --governor too, nothing that the server says of the group is believed; without them it could hand you ' +
      'a group in which you stand alone. Where ballots are secret, yours is encrypted for the committee that the proposal names. With --direct no server is needed, but the account that pays stands beside ' +
      'the ballot for ever: take one that nobody knows is yours.',
    example:
      'psephos vote --identity me.json --proposal 1234… --votes 3,-4,0 --server https://vote.example\n' +
      'PSEPHOS_PRIVATE_KEY=… psephos vote --identity me.json --proposal 1234… --votes 3,-4,0 \\\n' +
      '  --rpc https://rpc.example --governor 0x5fbd… --direct',
  })
    .requiredOption('--identity <file>', 'your identity file')
    .option('--passphrase-file <file>', 'its passphrase (or PSEPHOS_PASSPHRASE, or you are asked)')
    .requiredOption('--votes <list>', 'votes on every option, such as 3,-4,0', parseVotes)
    .option(
      '--revision <number>',
      'by default 0, or one more than that of your ballot that is there',
      parseWhole(0, 65_535),
    )
    .option('--server <url>', 'a Psephos server', parseUrl)
    .option('--direct', 'cast it on the chain yourself, with an account that pays')
    .option(
      '--out <file>',
      'instead of casting it, add the ballot as a line to a file for `psephos settle`',
    )
    .option(
      '--artifacts <folder>',
      "the folder of Semaphore's semaphore-20.wasm and .zkey, or of secret-ballot-4.wasm and .zkey",
    )
  addSignerOption(addProposalOptions(addNodeOption(command))).action((options: VoteOptions) =>
    vote(context, options),
  )
}

async function vote(context: Context, options: VoteOptions): Promise<void> {
  const { output } = context
  const { server, proposal, votes } = options
  if (options.direct === true && options.out !== undefined) {
    throw new UsageError('Give --direct or --out, not both.')
  }
  const client = server === undefined ? undefined : createServerClient({ baseUrl: server })
  const wantsNode = options.direct === true || options.governor !== undefined
  if (!wantsNode && client === undefined) {
    throw new UsageError(
      'Through whom? Give --server, or --rpc and --governor with --direct or --out.',
    )
  }
  if (client === undefined && options.direct !== true && options.out === undefined) {
    throw new UsageError('Where does the ballot go? Give --server, --direct or --out.')
  }
  const provider = wantsNode ? await connectChain(context, options) : undefined
  try {
    const rules = await readRules({ context, options, provider, client })
    if (!rules.isOpen) throw new VotingNotOpenError({ proposal, state: rules.state })
    if (votes.length !== rules.optionCount) {
      throw new UsageError(
        `The proposal has ${rules.optionCount} options, and --votes has ${votes.length}.`,
      )
    }
    const { voiceCredits, scope, proofDepth } = rules
    // Before a passphrase is asked for and the group is read.
    const cost = ballotCost({ votes, voiceCredits })
    const identity = await readIdentity({
      context,
      file: options.identity,
      passphraseFile: options.passphraseFile,
    })
    const revision =
      options.revision ??
      (await findRevision({ identity, options, rules, provider, client, context }))
    const group = await rules.readGroup()
    output.progress(`Proving a ballot that costs ${cost} of ${voiceCredits} voice credits …`)
    const job = { identity, group, votes, voiceCredits, revision, scope, proofDepth }
    const ballot = await prove({ context, options, rules, job })
    const { text, json } = await deliver({ context, options, provider, client, rules, ballot })
    const { nullifier } = ballot.proof
    output.result({
      text: `${text}\nNullifier: ${nullifier} (whoever knows it knows ${rules.secrecy === null ? 'how you voted' : 'which ballot is yours'})`,
      json: { proposal, nullifier, revision, cost, ...json },
    })
  } finally {
    provider?.destroy()
  }
}

interface Proving extends Pick<Surroundings, 'context' | 'options'> {
  readonly rules: VotingRules
  readonly job: Omit<SecretBallotJob, 'keys'>
}

/** Makes the ballot: open, or encrypted for the proposal's committee. */
async function prove({
  context: { signal },
  options: { artifacts: folder, server },
  rules: { proofDepth, secrecy, optionCount },
  job,
}: Proving): Promise<WireBallot | WireSecretBallot> {
  if (secrecy === null) {
    const artifacts = await readArtifacts({ depth: proofDepth, folder, server })
    return generateBallotProof({ ...job, artifacts, signal })
  }
  const size = optionClass(optionCount)
  const artifacts = await readCircuitArtifacts({ optionClass: size, folder, server })
  return generateSecretBallot({ ...job, keys: secrecy.electionKeys, artifacts, signal })
}

interface Surroundings {
  readonly context: Context
  readonly options: VoteOptions
  readonly provider: JsonRpcProvider | undefined
  readonly client: ServerClient | undefined
}

function readRules({ context, options, provider, client }: Surroundings): Promise<VotingRules> {
  const { proposal: proposalId, fromBlock } = options
  if (provider !== undefined) {
    const governor = requireGovernor(options.governor)
    return readRulesFromChain({ context, provider, governor, proposalId, fromBlock })
  }
  if (client === undefined) throw new UsageError('Through whom? Give --server.')
  context.output.progress('Believing the server about the group: there is no --rpc and --governor.')
  return readRulesFromServer({ context, client, proposalId })
}

/** One more than that of the ballot that the server holds or the governor counts. */
async function findRevision({
  identity,
  options: { proposal, governor },
  rules: { scope, secrecy },
  provider,
  client,
  context: { signal, output },
}: Surroundings & { identity: Identity; rules: VotingRules }): Promise<number> {
  const nullifier = ballotNullifier({ identity, scope })
  let held = -1
  if (client !== undefined) {
    try {
      held = (await client.getBallotStatus({ proposal, nullifier, signal })).revision
    } catch (error) {
      if (!(error instanceof BallotUnknownError)) throw error
    }
  }
  if (provider !== undefined) {
    const address = requireGovernor(governor)
    const { counted, revision } =
      secrecy === null
        ? await PersonhoodGovernor__factory.connect(address, provider).ballotOf(proposal, nullifier)
        : await SecretBallotBox__factory.connect(requireBox(secrecy), provider).secretBallotOf(
            address,
            proposal,
            nullifier,
          )
    if (counted) held = Math.max(held, Number(revision))
  }
  if (held >= 0) output.progress(`This replaces your ballot of revision ${held}.`)
  return held + 1
}

async function deliver({
  context,
  options,
  provider,
  client,
  rules: { secrecy },
  ballot,
}: Surroundings & {
  rules: VotingRules
  ballot: WireBallot | WireSecretBallot
}): Promise<Delivery> {
  const { output, signal } = context
  const { out, proposal, fromBlock } = options
  if (out !== undefined) {
    const wire = 'encrypted' in ballot ? toWireSecretBallot(ballot) : toWireBallot(ballot)
    await appendLine(out, toJson(wire))
    return { text: `The ballot is in ${out}. It is not cast yet.`, json: { file: out } }
  }
  if (options.direct === true && provider !== undefined) {
    const signer = await readSigner({ context, provider, keyFile: options.keyFile })
    output.progress('Casting the ballot on the chain …')
    const governor = requireGovernor(options.governor)
    const call = { signer, governor, proposalId: proposal, fromBlock, signal }
    const { transaction, block } =
      'encrypted' in ballot
        ? await castSecretBallotDirectly({ ...call, box: requireBox(secrecy), ballot })
        : await castBallotDirectly({ ...call, ballot })
    return {
      text: `Counted in block ${block}, transaction ${transaction}.`,
      json: { status: 'counted', transaction, block },
    }
  }
  if (client === undefined) throw new UsageError('Where does the ballot go? Give --server.')
  output.progress('Handing the ballot to the server …')
  const { status, transaction } =
    'encrypted' in ballot
      ? await client.castSecretBallot({ proposal, ballot, signal })
      : await client.castBallot({ proposal, ballot, signal })
  return {
    text: `The server has the ballot: ${status}.`,
    json: { status, transaction },
  }
}

/** With a node the rules are the chain's, and name the box. */
function requireBox(secrecy: SecrecyRules | null): string {
  if (secrecy === null || secrecy.box === null) {
    throw new UsageError('Where is the ballot box? Give --governor and --rpc.')
  }
  return secrecy.box
}

async function appendLine(path: string, line: string): Promise<void> {
  try {
    await appendFile(path, `${line}\n`, { mode: 0o600 })
  } catch (error) {
    throw new UsageError(`The file ${path} cannot be written${describeCode(error)}.`)
  }
}
