import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type CommitteeInvitation,
  CommitteeMessageRefusedError,
  type CommitteeTranscript,
  type Complaint,
  type Confirmation,
  type Deal,
  encodeContent,
  type OpenedDeal,
  openComplaint,
  openDeal,
  openInvitation,
  parseUntrustedJson,
  wireCommitteeTranscript,
  wireComplaint,
  wireConfirmation,
  wireDeal,
  wireInvitation,
} from '@psephos/lib'
import type { Context } from '../Context.ts'
import { describeCode, readTextFile } from '../input/readTextFile.ts'
import { writeNewFile } from '../input/writeNewFile.ts'
import { UsageError } from '../UsageError.ts'
import type { KeyGenerationPlace, Message, Said } from './KeyGenerationPlace.ts'

/** What the files of a folder hold. */
interface Found {
  readonly invitations: CommitteeInvitation[]
  readonly deals: { readonly path: string; readonly deal: Deal }[]
  readonly complaints: { readonly path: string; readonly complaint: Complaint }[]
  readonly confirmations: Confirmation[]
}

/** More is no key generation's: 16 trustees say 32 deals, 256 complaints and some confirmations. */
const MOST_FILES = 1_000

/**
 * Returns a key generation whose messages are files, one each: a folder with the invitation and whatever trustees put there, or one
 * file with all of it, which can be read alone. Files of other things are passed over, and messages that are not their trustee's
 * are left out with a word about it.
 */
export function openFolder({
  context,
  path,
}: {
  readonly context: Context
  readonly path: string
}): KeyGenerationPlace {
  return {
    read: () => readSaid(context, path),
    post: async (message) => {
      if (!(await isFolder(path))) {
        throw new UsageError(`${path} is no folder: there is no place for what you say.`)
      }
      const file = join(path, nameFile(message))
      const text = `${encodeContent(message.content)}\n`
      const there = await readTextFile(file).catch(() => null)
      if (there === text) return file
      if (there !== null)
        throw new UsageError(`${file} is there already, and holds something else.`)
      await writeNewFile({ path: file, text, force: false, mode: 0o644 })
      return file
    },
  }
}

function nameFile({ kind, content }: Message): string {
  if (kind === 'deal') return `deal-${content.dealer}.json`
  if (kind === 'complaint') return `complaint-${content.complainer}-about-${content.dealer}.json`
  return `confirmation-${content.position}-${content.committee.slice(2, 10)}.json`
}

async function readSaid(context: Context, path: string): Promise<Said> {
  const found: Found = { invitations: [], deals: [], complaints: [], confirmations: [] }
  for (const file of await listFiles(path)) addFile(found, file, await readTextFile(file))
  const unique = new Map(found.invitations.map((each) => [openInvitation(each).session, each]))
  const [invitation] = unique.values()
  if (invitation === undefined) throw new UsageError(`There is no invitation in ${path}.`)
  if (unique.size > 1) {
    throw new UsageError(`There are several invitations in ${path}: each needs its own folder.`)
  }
  return {
    transcript: keepTrusteesOwn(context, invitation, found),
    confirmations: found.confirmations,
    dealsUntil: null,
    space: null,
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    throw new UsageError(`${path} cannot be read${describeCode(error)}.`)
  }
}

async function listFiles(path: string): Promise<string[]> {
  if (!(await isFolder(path))) return [path]
  const names = (await readdir(path)).filter((name) => name.endsWith('.json')).sort()
  if (names.length > MOST_FILES)
    throw new UsageError(`${path} holds more than ${MOST_FILES} files.`)
  return names.map((name) => join(path, name))
}

function addFile(found: Found, path: string, text: string): void {
  const json = parseJson(text)
  const [invitation, transcript, deal, complaint, confirmation] = [
    wireInvitation.safeParse(json),
    wireCommitteeTranscript.safeParse(json),
    wireDeal.safeParse(json),
    wireComplaint.safeParse(json),
    wireConfirmation.safeParse(json),
  ]
  if (invitation.success) found.invitations.push(invitation.data)
  if (deal.success) found.deals.push({ path, deal: deal.data })
  if (complaint.success) found.complaints.push({ path, complaint: complaint.data })
  if (confirmation.success) found.confirmations.push(confirmation.data)
  if (transcript.success) {
    const { data } = transcript
    found.invitations.push(data.invitation)
    found.deals.push(...data.deals.map((each) => ({ path, deal: each })))
    found.complaints.push(...data.complaints.map((each) => ({ path, complaint: each })))
  }
}

function parseJson(text: string): unknown {
  try {
    return parseUntrustedJson(text)
  } catch {
    return null
  }
}

/** Anybody may put a file into a shared folder. */
function keepTrusteesOwn(
  { output }: Context,
  invitation: CommitteeInvitation,
  found: Found,
): CommitteeTranscript {
  const keyGeneration = openInvitation(invitation)
  const attempt = <Opened>(path: string, open: () => Opened): Opened | null => {
    try {
      return open()
    } catch (error) {
      if (!(error instanceof CommitteeMessageRefusedError)) throw error
      output.progress(`Left out: ${path}. ${error.message}`)
      return null
    }
  }
  const deals: OpenedDeal[] = []
  for (const { path, deal } of found.deals) {
    const opened = attempt(path, () => openDeal({ keyGeneration, deal }))
    if (opened === null || deals.some(({ digest }) => digest === opened.digest)) continue
    // Two that differ convict their dealer. More would only fill trustees' files.
    const own = deals.filter(({ dealer }) => dealer === opened.dealer)
    if (own.length < 2) deals.push(opened)
  }
  // Of one trustee about one dealer one that is right, if there is one.
  const complaints = new Map<string, { readonly complaint: Complaint; readonly isRight: boolean }>()
  for (const { path, complaint } of found.complaints) {
    const opened = attempt(path, () => openComplaint({ keyGeneration, deals, complaint }))
    if (opened === null) continue
    const key = `${opened.complainer} ${opened.dealer}`
    if (complaints.get(key)?.isRight) continue
    complaints.set(key, { complaint, isRight: opened.fault === null })
  }
  return {
    invitation,
    deals: deals.map(({ message }) => message),
    complaints: [...complaints.values()].map(({ complaint }) => complaint),
  }
}
