import { lazy, Suspense } from 'react'
import { MarkdownText } from './MarkdownText.tsx'
import { usesGfm } from './usesGfm.ts'

// Nobody's work on the page is lost for a table: what cannot be loaded is done without.
const GfmText = lazy(() => import('./GfmText.tsx').catch(() => ({ default: MarkdownText })))

/**
 * A text that somebody else wrote, in Markdown with GitHub's tables and lists. What reads those is
 * loaded for texts that may have some; until then such a text is shown without.
 */
export function Markdown({ children }: { children: string }) {
  const plain = <MarkdownText>{children}</MarkdownText>
  if (!usesGfm(children)) return plain
  return (
    <Suspense fallback={plain}>
      <GfmText>{children}</GfmText>
    </Suspense>
  )
}
