import {
  type CommitteeInvitation,
  createServerClient,
  encodeContent,
  keyGenerationRequest,
  openInvitation,
  parseUntrustedJson,
  signSpaceRequest,
  wireInvitation,
} from '@psephos/lib'
import { type Command, InvalidArgumentError } from 'commander'
import type { Context } from '../../Context.ts'
import { readSigner } from '../../chain/readSigner.ts'
import { parseUrl, parseWhole } from '../../input/parsers.ts'
import { readTextFile } from '../../input/readTextFile.ts'
import { requireFree, writeNewFile } from '../../input/writeNewFile.ts'
import { describeInvitation } from '../../trustee/describeStanding.ts'
import { UsageError } from '../../UsageError.ts'
import { addCommand } from '../addCommand.ts'
import { type AccountOptions, addAccountOption } from './trusteeOptions.ts'

interface InviteOptions extends AccountOptions {
  readonly name: string
  readonly threshold: number
  readonly capacity: number
  readonly trustee: readonly string[]
  readonly out?: string
  readonly server?: string
  readonly space?: string
  readonly dealHours: number
}

/** `psephos trustee invite` */
export function addTrusteeInviteCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'invite',
    summary: 'write the invitation of a committee',
    description:
      'Writes who the trustees are and how many of them decrypt. With --out into a file, which you put into a folder that the trustees share; ' +
      'with --server and --space also into the mailbox of a server, with the account of an admin of the DAO. A new attempt needs another name.',
    example:
      'psephos trustee invite --name "Keepers of 2026" --threshold 2 --capacity 4 \\\n' +
      '  --trustee ada.card.json --trustee ben.card.json --trustee cy.card.json --out keepers/invitation.json\n' +
      'PSEPHOS_PRIVATE_KEY=… psephos trustee invite --name "Keepers of 2026" --threshold 2 --capacity 4 \\\n' +
      '  --trustee ada.card.json --trustee ben.card.json --server https://vote.example --space garden',
  })
    .requiredOption('--name <text>', 'what the committee is called, for all to read')
    .requiredOption('--threshold <number>', 'how many of them decrypt', parseWhole(1, 16))
    .requiredOption(
      '--capacity <number>',
      'for how many options there are keys: 2, 4, 8 or 16',
      parseCapacity,
    )
    .requiredOption(
      '--trustee <card>',
      'a trustee, as `trustee create` prints it or wrote it to a file; once for each, in their order',
      (card: string, before: readonly string[] | undefined) => [...(before ?? []), card],
    )
    .option('--out <file>', 'where to write the invitation')
    .option('--server <url>', 'a Psephos server with a mailbox', parseUrl)
    .option('--space <id>', 'the DAO there')
    .option(
      '--deal-hours <number>',
      'in the mailbox: for how many hours deals are taken',
      parseWhole(1, 1_440),
      168,
    )
  addAccountOption(command).action((options: InviteOptions) => invite(context, options))
}

async function invite(context: Context, options: InviteOptions): Promise<void> {
  const { out, server, space, dealHours } = options
  if ((server === undefined) !== (space === undefined)) {
    throw new UsageError('Give --server and --space together.')
  }
  if (out === undefined && server === undefined) {
    throw new UsageError('Where does the invitation go? Give --out, or --server and --space.')
  }
  if (out !== undefined) await requireFree(out)
  const invitation = await readInvitation(options)
  const keyGeneration = openInvitation(invitation)
  const { session } = keyGeneration
  const dealsUntil = Math.floor(Date.now() / 1_000) + dealHours * 60 * 60
  if (server !== undefined && space !== undefined) {
    await openInMailbox({ context, options, server, space, invitation, dealsUntil })
  }
  // Last: had the server refused, the same command would go again.
  if (out !== undefined) {
    const text = `${encodeContent(invitation)}\n`
    await writeNewFile({ path: out, text, force: false, mode: 0o644 })
  }
  const where = [
    ...(out === undefined ? [] : [`The invitation is in ${out}.`]),
    ...(server === undefined
      ? []
      : [`The mailbox takes deals until ${new Date(dealsUntil * 1_000).toISOString()}.`]),
  ]
  context.output.result({
    text: [describeInvitation(keyGeneration), ...where].join('\n'),
    json: { session, ...(out && { file: out }), ...(server && { server, space, dealsUntil }) },
  })
}

async function readInvitation({
  name,
  threshold,
  capacity,
  trustee,
}: InviteOptions): Promise<CommitteeInvitation> {
  const trustees = await Promise.all(trustee.map(readCard))
  const parsed = wireInvitation.safeParse({ name, threshold, capacity, trustees })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UsageError(
    `The invitation is malformed at ${issue?.path.join('.')}: ${issue?.message}.`,
  )
}

async function readCard(given: string): Promise<unknown> {
  const text = given.trimStart().startsWith('{') ? given : await readTextFile(given)
  try {
    return parseUntrustedJson(text)
  } catch {
    throw new UsageError(`${given} is no trustee’s card: it holds no JSON.`)
  }
}

async function openInMailbox({
  context,
  options,
  server: baseUrl,
  space: id,
  invitation,
  dealsUntil,
}: {
  context: Context
  options: InviteOptions
  server: string
  space: string
  invitation: CommitteeInvitation
  dealsUntil: number
}): Promise<void> {
  const { signal, output } = context
  const signer = await readSigner({ context, keyFile: options.keyFile })
  const client = createServerClient({ baseUrl })
  const space = await client.getSpace({ space: id, signal })
  output.progress('Opening the key generation in the mailbox …')
  const authorization = await signSpaceRequest({
    ...{ signer, server: new URL(baseUrl).origin, space },
    action: 'open key generation',
    content: keyGenerationRequest({ invitation, dealsUntil }),
  })
  await client.openKeyGeneration({ space: id, invitation, dealsUntil, authorization, signal })
}

function parseCapacity(text: string): number {
  if (!['2', '4', '8', '16'].includes(text)) {
    throw new InvalidArgumentError('It must be 2, 4, 8 or 16.')
  }
  return Number(text)
}
