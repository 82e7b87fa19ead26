import type { Namespace } from 'i18next'

/** A page with a file of its own, and the sentences with which it begins. */
type Part = {
  path: RegExp
  load: () => Promise<unknown>
  sentences: Extract<Namespace, string>[]
}

/** How the pages are loaded, each by itself: IDKit, Semaphore and Markdown are not for everybody. */
export const parts = {
  editor: () => import('./editor/EditorPage.tsx'),
  embed: () => import('./proposals/EmbedPage.tsx'),
  enrolment: () => import('./enrolment/EnrolmentPage.tsx'),
  fileAudit: () => import('./audit/FileAuditPage.tsx'),
  home: () => import('./spaces/HomePage.tsx').then((part) => ({ default: part.HomePage })),
  identity: () => import('./identity/IdentityPage.tsx'),
  proposal: () => import('./proposals/ProposalPage.tsx'),
  proposalAudit: () => import('./audit/ProposalAuditPage.tsx'),
  replace: () => import('./identity/ReplacePage.tsx'),
  space: () => import('./spaces/SpacePage.tsx').then((part) => ({ default: part.SpacePage })),
  trustees: () => import('./trustees/TrusteesPage.tsx'),
}

/** The pages at which people arrive most; others load when they are shown. */
const arrivals: Part[] = [
  { path: /^\/$/, load: parts.home, sentences: ['proposal', 'spaces'] },
  { path: /^\/spaces\/[^/]+$/, load: parts.space, sentences: ['proposal', 'spaces'] },
  {
    path: /^\/proposals\/[^/]+$/,
    load: parts.proposal,
    sentences: ['proposal', 'spaces', 'tally', 'voting'],
  },
]

/**
 * Begins to load the page at a path, beside whatever else a visit begins with, and returns which
 * sentences go with it. What fails is said when the page is shown.
 */
export function loadArrival(path: string): string[] {
  const arrival = arrivals.find((each) => each.path.test(path))
  arrival?.load().catch(() => {})
  return arrival?.sentences ?? []
}
