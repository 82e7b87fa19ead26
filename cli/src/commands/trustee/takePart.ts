import { setTimeout } from 'node:timers/promises'
import {
  CommitteeDealersMissingError,
  CommitteeMessageRefusedError,
  createServerClient,
} from '@psephos/lib'
import type { Command } from 'commander'
import type { Context } from '../../Context.ts'
import { readSigner } from '../../chain/readSigner.ts'
import { parseWhole } from '../../input/parsers.ts'
import { describeInvitation, describeStanding } from '../../trustee/describeStanding.ts'
import { type OpenedTrusteeFile, openTrusteeFile } from '../../trustee/openTrusteeFile.ts'
import { type Registry, readStanding, type Standing } from '../../trustee/readStanding.ts'
import {
  complain,
  confirm,
  deal,
  requirePosition,
  type StepParameters,
} from '../../trustee/trusteeSteps.ts'
import { addCommand } from '../addCommand.ts'
import {
  type AccountOptions,
  addAccountOption,
  addPlaceOptions,
  addRegistryOptions,
  addTrusteeFileOptions,
  findRegistry,
  openPlace,
  type PlaceOptions,
  type RegistryOptions,
  requireConsent,
  requireRegistry,
  type TrusteeFileOptions,
} from './trusteeOptions.ts'

interface TakePartOptions
  extends TrusteeFileOptions,
    PlaceOptions,
    RegistryOptions,
    AccountOptions {
  readonly yes?: boolean
  readonly once?: boolean
  readonly every: number
}

/** `psephos trustee take-part` */
export function addTrusteeTakePartCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'take-part',
    summary: 'do all of a key generation, and wait for the others',
    description:
      'Shows the committee that you are invited to, and, if you agree, deals, waits for the others, checks, complains where a share is wrong, and confirms what comes out. ' +
      'Stop it whenever you like, and run it again: it goes on from where things are. Nothing that the server says is believed unchecked.',
    example:
      'PSEPHOS_PRIVATE_KEY=… psephos trustee take-part --trustee me.trustee.json \\\n' +
      '  --server https://vote.example --session 0x88e9… --rpc https://rpc.example',
  })
  addAccountOption(addRegistryOptions(addPlaceOptions(addTrusteeFileOptions(command))))
    .option('--yes', 'take part without being asked')
    .option('--once', 'do what can be done now, and do not wait')
    .option('--every <seconds>', 'how often to look', parseWhole(1, 86_400), 10)
    .action((options: TakePartOptions) => takePart(context, options))
}

/** Each trustee says little: as many that cross what we say one after another are no accident. */
const ATTEMPTS = 5

/** What is waited for, or nothing any more. */
type Progress = { readonly wait: string | null; readonly standing: Standing }

async function takePart(context: Context, options: TakePartOptions): Promise<void> {
  const { output, signal } = context
  const place = openPlace(context, options)
  const registry = await chooseRegistry(context, options, (await place.read()).space)
  const look = async () => readStanding({ said: await place.read(), registry })
  const first = await look()
  output.progress(describeInvitation(first.opened.keyGeneration))
  const signer = await readSigner({ context, keyFile: options.keyFile })
  const file = await openTrusteeFile({
    context,
    file: options.trustee,
    passphraseFile: options.passphraseFile,
  })
  const position = requirePosition({ standing: first, seed: file.seed, signer })
  let said = ''
  for (;;) {
    const own = { place, seed: file.seed, signer }
    const { wait, standing } = await tryAgain(() =>
      goOn({ context, options, own, file, registry, position, look }),
    )
    if (wait === null || options.once === true) {
      const { text, json } = describeStanding(standing)
      output.result({
        text: wait === null ? text : `${text}\nNot done yet: ${wait}. Run this again later.`,
        json: { ...json, position, done: wait === null, waitingFor: wait },
      })
      return
    }
    if (wait !== said)
      output.progress(`Waiting for ${wait} … (stop and come back whenever you like)`)
    said = wait
    await setTimeout(options.every * 1_000, undefined, { signal })
  }
}

/**
 * Others say things meanwhile: what fitted when we looked may no longer, as a committee that somebody complained about since.
 * Whoever looks again sees why.
 */
async function tryAgain(goOnce: () => Promise<Progress>): Promise<Progress> {
  for (let left = ATTEMPTS - 1; ; left--) {
    try {
      return await goOnce()
    } catch (error) {
      if (!(error instanceof CommitteeMessageRefusedError) || left === 0) throw error
    }
  }
}

/** Does everything that can be done now. */
async function goOn({
  context,
  options,
  own,
  file,
  registry,
  position,
  look,
}: {
  context: Context
  options: TakePartOptions
  own: Omit<StepParameters, 'standing'>
  file: OpenedTrusteeFile
  registry: Registry
  position: number
  look: () => Promise<Standing>
}): Promise<Progress> {
  const { output } = context
  let standing = await look()
  const isAbsent = standing.conclusion.judgement.absent.includes(position)
  if (isAbsent && !standing.isDealingOver) {
    await requireConsent(context, options.yes)
    await deal({ ...own, standing })
    output.progress(`You are trustee ${position}. You have dealt.`)
    standing = await look()
  }
  if (!standing.isDealingOver) {
    const until = standing.said.dealsUntil
    const when = until === null ? '' : ` until ${new Date(until * 1_000).toISOString()}`
    const { absent } = standing.conclusion.judgement
    return { standing, wait: `the deals of trustees ${absent.join(', ')}${when}` }
  }
  if (!standing.isOver) {
    for (const { dealer } of await complain({ ...own, standing })) {
      output.progress(`Trustee ${dealer} dealt you a wrong share. You have complained.`)
    }
    standing = await look()
  }
  const { outcome, judgement } = standing.conclusion
  const { threshold } = standing.opened.keyGeneration
  if (outcome === null) {
    throw new CommitteeDealersMissingError({ qualified: judgement.qualified.length, threshold })
  }
  if (!standing.confirmations.has(position)) {
    const { committee } = await confirm({ ...own, standing, registry, keep: file.keep })
    output.progress(`You have confirmed the committee ${committee}.`)
    standing = await look()
  }
  // Also who confirmed it in another way, or on another machine.
  await file.keep(standing.said.transcript)
  if (standing.isOver) return { standing, wait: null }
  const missing = judgement.qualified.filter((each) => !standing.confirmations.has(each))
  return { standing, wait: `the confirmations of trustees ${missing.join(', ')}` }
}

/** The DAO whose mailbox it is, unless another registry was named. */
async function chooseRegistry(
  context: Context,
  options: TakePartOptions,
  space: string | null,
): Promise<Registry> {
  const named = await findRegistry(context, options)
  if (named !== null) return named
  if (space === null || options.server === undefined) return requireRegistry(context, options)
  const client = createServerClient({ baseUrl: options.server })
  const { governor } = await client.getSpace({ space, signal: context.signal })
  context.output.progress(`The mailbox is that of the DAO with the governor ${governor}.`)
  return requireRegistry(context, { ...options, governor })
}
