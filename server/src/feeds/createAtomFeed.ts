import { Feed } from 'feed'
import type { PrismaClient, Space } from '../generated/prisma/client.ts'
import { readTitle } from '../proposals/readTitle.ts'
import { findSpaceProfile, toHostedSpace } from '../spaces/readSpaces.ts'

/** What {@link createAtomFeed} takes. */
export interface CreateAtomFeedParameters {
  readonly prisma: PrismaClient
  readonly space: Space
  /** Where people reach the server. */
  readonly publicUrl: string
}

/** A feed and when something in it last changed. */
export interface AtomFeed {
  readonly xml: string
  readonly updated: Date
}

const ENTRIES = 50
const SUMMARY = 1_000

/** Returns a space's newest proposals as an Atom feed, the same text as long as nothing changes. */
export async function createAtomFeed({
  prisma,
  space,
  publicUrl,
}: CreateAtomFeedParameters): Promise<AtomFeed> {
  const profile = await findSpaceProfile(prisma, space)
  const { name, profile: own } = toHostedSpace(space, profile?.document ?? null)
  const proposals = await readEntries(prisma, space)
  const updated = new Date(
    Math.max(
      space.createdAt.getTime(),
      profile?.issuedAt.getTime() ?? 0,
      ...proposals.map(({ updatedAt }) => updatedAt * 1_000),
    ),
  )
  const origin = publicUrl.replace(/\/+$/, '')
  const self = `${origin}/api/v1/spaces/${space.id}/feed.atom`
  const feed = new Feed({
    id: `urn:psephos:eip155:${space.chainId}:${space.governor}`,
    title: toText(name),
    ...(own?.about ? { description: toText(own.about) } : {}),
    link: `${origin}/spaces/${space.id}`,
    feedLinks: { atom: self },
    updated,
    generator: false,
  })
  for (const { id, title, body, tags, proposer, publishedAt, updatedAt } of proposals) {
    feed.addItem({
      id: `urn:psephos:eip155:${space.chainId}:${space.governor}:${id}`,
      title: toText(title),
      link: `${origin}/proposals/${id}`,
      description: toText(body.slice(0, SUMMARY)),
      author: [{ name: proposer }],
      category: tags.map((term) => ({ name: term, term })),
      published: new Date(publishedAt * 1_000),
      date: new Date(updatedAt * 1_000),
    })
  }
  return { xml: feed.atom1(), updated }
}

/** A proposal as it stands in the feed; times in seconds since 1970. */
interface Entry {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly tags: readonly string[]
  readonly proposer: string
  readonly publishedAt: number
  readonly updatedAt: number
}

async function readEntries(prisma: PrismaClient, { id: spaceId }: Space): Promise<Entry[]> {
  const proposals = await prisma.proposal.findMany({
    where: { spaceId },
    orderBy: [{ block: 'desc' }, { logIndex: 'desc' }],
    take: ENTRIES,
  })
  const ids = proposals.map(({ id }) => id)
  const [documents, activities] = await Promise.all([
    prisma.metadata.findMany({
      where: { cid: { in: proposals.flatMap(({ cid }) => cid ?? []) } },
      select: { cid: true, document: true, tags: true },
    }),
    prisma.activity.findMany({
      // A count is no news to whoever reads feeds.
      where: { spaceId, proposalId: { in: ids }, event: { not: 'ballots.settled' } },
    }),
  ])
  const documentOf = new Map(documents.map((each) => [each.cid, each]))
  const timesOf = Map.groupBy(activities, ({ proposalId }) => proposalId)
  return proposals.map(({ id, cid, description, proposer, snapshot }) => {
    const times = (timesOf.get(id) ?? []).map(({ at }) => at)
    const known = documentOf.get(cid ?? '')
    return {
      id,
      title: readTitle(description),
      body: known === undefined ? '' : readBody(known.document),
      tags: known?.tags ?? [],
      proposer,
      publishedAt: times.length === 0 ? snapshot : Math.min(...times),
      updatedAt: times.length === 0 ? snapshot : Math.max(...times),
    }
  })
}

function readBody(document: string): string {
  const { body }: { body: string } = JSON.parse(document)
  return body
}

/**
 * Readers take a feed's text for HTML, so it is written as HTML that says the text; and XML has no
 * form at all for some characters. What is left cannot end a CDATA section either.
 */
function toText(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
