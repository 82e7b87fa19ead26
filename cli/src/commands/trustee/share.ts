import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type CommitteeTranscript,
  concludeTranscript,
  createServerClient,
  type DecryptionTask,
  deriveSecretShares,
  generateDecryptionPoints,
  generateDecryptionShare,
  openTranscript,
  optionClass,
  parseCircuitKey,
  readDecryptionTask,
  SecretBallotBox__factory,
  type SecretCircuitKeys,
  type SemaphoreArtifacts,
  type WireDecryptionShare,
} from '@psephos/lib'
import type { Command } from 'commander'
import { solidityPackedKeccak256 } from 'ethers'
import type { Context } from '../../Context.ts'
import { connectChain } from '../../chain/connectChain.ts'
import { readSigner } from '../../chain/readSigner.ts'
import { parseAddress, parseUrl, parseWhole } from '../../input/parsers.ts'
import { describeCode } from '../../input/readTextFile.ts'
import { RefusedError } from '../../RefusedError.ts'
import { openFolder } from '../../trustee/openFolder.ts'
import { type OpenedTrusteeFile, openTrusteeFile } from '../../trustee/openTrusteeFile.ts'
import { requireDecryptable } from '../../trustee/requireDecryptable.ts'
import { addCommand } from '../addCommand.ts'
import {
  addNodeOption,
  addProposalOptions,
  addSignerOption,
  type ProposalOptions,
  requireGovernor,
  type SignerOptions,
} from '../chainOptions.ts'
import { addTrusteeFileOptions, type TrusteeFileOptions } from './trusteeOptions.ts'

interface ShareOptions extends TrusteeFileOptions, ProposalOptions, SignerOptions {
  readonly artifacts: string
  readonly transcript?: string
  readonly server?: string
  readonly direct?: boolean
  readonly confirmations: number
  readonly box?: string
  readonly allowDevelopmentKeys?: boolean
}

/** `psephos trustee share` */
export function addTrusteeShareCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'share',
    summary: 'decrypt your share of a proposal’s totals, and bring it on-chain',
    description:
      'Reads from a node of yours which committee decrypts a proposal and what its ballots add up to, makes your share of the decryption with a proof, and sends it. ' +
      'What is decrypted comes from the ballot box of the DAO alone, once voting is over: whoever asks you to decrypt anything else wants to read somebody’s ballot. ' +
      'It refuses a box, or a verifier, whose code this release does not know, and keys that are not those beside your proving key.',
    example:
      'psephos trustee share --trustee me.trustee.json --governor 0x5fbd… --proposal 1234… \\\n' +
      '  --rpc https://rpc.example --artifacts keys --server https://vote.example\n' +
      'PSEPHOS_PRIVATE_KEY=… psephos trustee share --trustee me.trustee.json --governor 0x5fbd… --proposal 1234… \\\n' +
      '  --rpc https://rpc.example --artifacts keys',
  })
  addSignerOption(addProposalOptions(addNodeOption(addTrusteeFileOptions(command))))
    .requiredOption(
      '--artifacts <folder>',
      'the folder of decryption-share-4.wasm and .zkey, and of both circuits’ .verification-key.json',
    )
    .option('--transcript <path>', 'the key generation, if your trustee file does not hold it')
    .option(
      '--server <url>',
      'a Psephos server, which brings your share on-chain and pays, and whose mailbox has the key generation',
      parseUrl,
    )
    .option('--direct', 'bring it on-chain yourself, with an account that pays, even with --server')
    .option(
      '--box <address>',
      'the ballot box, if you checked it yourself: without verification keys in --artifacts',
      parseAddress,
    )
    .option(
      '--confirmations <blocks>',
      'how many blocks the chain may still take back',
      parseWhole(0, 100_000),
      64,
    )
    .option('--allow-development-keys', 'even though anybody can forge ballots: for trying out')
    .action((options: ShareOptions) => share(context, options))
}

async function share(context: Context, options: ShareOptions): Promise<void> {
  const { output, signal } = context
  const { proposal: proposalId, artifacts: folder } = options
  const governor = requireGovernor(options.governor)
  const provider = await connectChain(context, options)
  try {
    output.progress('Reading the proposal and its ballot box from the chain …')
    const { fromBlock, confirmations } = options
    const task = await readDecryptionTask({
      ...{ provider, governor, proposalId, fromBlock, confirmations, signal },
      readKeys: (size) => readKeys(folder, size),
    })
    const r = requireDecryptable(task, options)
    const file = await openTrusteeFile({
      context,
      file: options.trustee,
      passphraseFile: options.passphraseFile,
    })
    const transcript = await findTranscript({ context, options, file, task })
    const opened = openTranscript(transcript)
    const { outcome } = concludeTranscript(opened)
    if (outcome?.id !== task.committeeId) {
      throw new RefusedError({
        code: 'COMMITTEE_DIFFERS',
        message: `What was said in the key generation comes to ${outcome?.id ?? 'no committee'}, and the proposal names ${task.committeeId}.`,
      })
    }
    const { position, secretShares } = deriveSecretShares({ ...opened, seed: file.seed })
    output.progress(
      `You are trustee ${position}. ${task.voters} people voted.${task.voters === 1 ? ' The totals are that one ballot!' : ''}`,
    )
    const box = SecretBallotBox__factory.connect(task.box, provider)
    const result = { proposal: proposalId, committee: task.committeeId, position }
    const { optionCount } = task
    const size = optionClass(optionCount)
    const points = generateDecryptionPoints({
      ...{ r, optionCount },
      secretShares: secretShares.slice(0, size),
    }).flatMap(({ x, y }) => [x, y])
    const there = await box.shareOf(governor, proposalId, position)
    if (there === solidityPackedKeccak256(['uint256[]'], [points])) {
      output.result({
        text: 'Your share is on the chain already.',
        json: { ...result, status: 'there' },
      })
      return
    }
    const isHandedOver = options.server !== undefined && options.direct !== true
    // Before a proof is made for nothing.
    const signer = isHandedOver
      ? null
      : await readSigner({ context, provider, keyFile: options.keyFile })
    const artifacts = await readCircuit(folder, size)
    output.progress('Proving your share …')
    const made = await generateDecryptionShare({
      ...{ position, r, secretShares, optionCount, artifacts, signal },
    })
    if (signer === null) {
      output.progress('Handing your share to the server …')
      const client = createServerClient({ baseUrl: options.server ?? '' })
      await client.submitDecryptionShare({ proposal: proposalId, share: made, signal })
      output.result({
        text: 'The server has your share, and brings it on-chain.',
        json: { ...result, status: 'received' },
      })
      return
    }
    output.progress('Bringing your share on the chain …')
    const transaction = await submit({ box, signer, governor, proposalId, share: made })
    output.result({
      text: `Your share is on the chain, by transaction ${transaction}.`,
      json: { ...result, status: 'sent', transaction },
    })
  } finally {
    provider.destroy()
  }
}

async function findTranscript({
  context,
  options: { transcript, server: baseUrl },
  file,
  task: { committee },
}: {
  context: Context
  options: ShareOptions
  file: OpenedTrusteeFile
  task: DecryptionTask
}): Promise<CommitteeTranscript> {
  const { session } = committee
  if (transcript !== undefined) {
    return (await openFolder({ context, path: transcript }).read()).transcript
  }
  const kept = file.findTranscript(session)
  if (kept !== undefined) return kept
  if (baseUrl !== undefined) {
    const { signal } = context
    return (await createServerClient({ baseUrl }).getKeyGeneration({ session, signal })).transcript
  }
  throw new RefusedError({
    code: 'TRANSCRIPT_MISSING',
    message: `Your trustee file does not hold the key generation ${session}: give --transcript, or --server.`,
  })
}

async function readKeys(folder: string, size: number): Promise<SecretCircuitKeys | null> {
  const read = async (circuit: string) => {
    const path = join(folder, `${circuit}-${size}.verification-key.json`)
    const text = await readFile(path, 'utf8').catch(() => null)
    return text === null ? null : parseCircuitKey(JSON.parse(text))
  }
  const [ballot, share] = await Promise.all([read('secret-ballot'), read('decryption-share')])
  return ballot === null || share === null ? null : { ballot, share }
}

async function readCircuit(folder: string, size: number): Promise<SemaphoreArtifacts> {
  const name = join(folder, `decryption-share-${size}`)
  try {
    const [wasm, zkey] = await Promise.all([readFile(`${name}.wasm`), readFile(`${name}.zkey`)])
    return { wasm: new Uint8Array(wasm), zkey: new Uint8Array(zkey) }
  } catch (error) {
    throw new RefusedError({
      code: 'PROVING_KEY_MISSING',
      message: `${name}.zkey and its .wasm cannot be read${describeCode(error)}.`,
    })
  }
}

async function submit({
  box,
  signer,
  governor,
  proposalId,
  share: { position, shares, proof },
}: {
  box: ReturnType<typeof SecretBallotBox__factory.connect>
  signer: Parameters<typeof box.connect>[0]
  governor: string
  proposalId: bigint
  share: WireDecryptionShare
}): Promise<string> {
  const points = shares.flatMap(({ x, y }) => [x, y])
  const sent = await box
    .connect(signer)
    .submitShare(governor, proposalId, position, points, [...proof] as typeof proof)
  await sent.wait()
  return sent.hash
}
