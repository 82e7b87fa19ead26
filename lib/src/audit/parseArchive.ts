import { ArchiveMalformedError } from '../errors/auditErrors.ts'
import { parseUntrustedJson } from '../json/parseUntrustedJson.ts'
import { encodeArchive } from './encodeArchive.ts'
import { type Archive, wireArchive } from './wireArchive.ts'

/** What a string can hold, less a little: V8 ends at 2^29 − 24. */
const MAX_LENGTH = 500_000_000

/**
 * Returns the archive that a file holds. Whether what it says is true, {@link auditProposal} tells.
 * @throws {@link ArchiveMalformedError} when the text is no archive, or not in the one form that archives
 * have: a space more is another file.
 * @example
 * parseArchive(await readFile('election.json', 'utf8')).proposal.id
 */
export function parseArchive(text: string): Archive {
  if (text.length > MAX_LENGTH) {
    throw new ArchiveMalformedError({ path: '', reason: `it is longer than ${MAX_LENGTH}` })
  }
  const parsed = wireArchive.safeParse(parseJson(text))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const path = (issue?.path ?? []).map(String).join('.')
    throw new ArchiveMalformedError({ path, reason: issue?.message ?? 'it has another form' })
  }
  const archive = parsed.data
  requireOrder(archive)
  if (archive.version === 2) requireAscending('secrecy.shares', archive.secrecy.shares)
  if (encodeText(archive) !== text) {
    throw new ArchiveMalformedError({ path: '', reason: 'it is not canonical JSON' })
  }
  return archive
}

function parseJson(text: string): unknown {
  try {
    return parseUntrustedJson(text)
  } catch (cause) {
    throw new ArchiveMalformedError({ path: '', reason: 'it is not JSON' }, { cause })
  }
}

function encodeText(archive: Archive): string {
  try {
    return encodeArchive(archive)
  } catch (cause) {
    // RFC 8785 has no form for text with half a surrogate pair.
    throw new ArchiveMalformedError(
      { path: '', reason: 'its text is not valid Unicode' },
      { cause },
    )
  }
}

/** Ballots and blocks stand in the order of the chain, each once, and each ballot's block is there. */
function requireOrder({ ballots, blocks, block: last }: Archive): void {
  for (const [index, block] of blocks.entries()) {
    const before = blocks[index - 1]
    const later =
      before === undefined || (before.number < block.number && before.timestamp <= block.timestamp)
    const early = block.number <= last.number && block.timestamp <= last.timestamp
    if (!later || !early) refuse(`blocks.${index}`, 'is out of order')
  }
  const known = new Set(blocks.map(({ number }) => number))
  const used = new Set(ballots.map(({ block }) => block))
  requireAscending('ballots', ballots)
  for (const [index, ballot] of ballots.entries()) {
    if (!known.has(ballot.block)) refuse(`ballots.${index}.block`, 'is not among the blocks')
  }
  if (used.size !== known.size) refuse('blocks', 'has a block without a ballot')
}

/** Events stand in the order of the chain, each once. */
function requireAscending(
  path: string,
  events: readonly { readonly block: number; readonly logIndex: number }[],
): void {
  for (const [index, event] of events.entries()) {
    const before = events[index - 1]
    const later =
      before === undefined ||
      before.block < event.block ||
      (before.block === event.block && before.logIndex < event.logIndex)
    if (!later) refuse(`${path}.${index}`, 'is out of order')
  }
}

function refuse(path: string, reason: string): never {
  throw new ArchiveMalformedError({ path, reason: `it ${reason}` })
}
