import remarkGfm from 'remark-gfm'
import { MarkdownText } from './MarkdownText.tsx'

const plugins = [remarkGfm]

/** A text that somebody else wrote, in Markdown with GitHub's tables, task lists, notes and bare links. */
export default function GfmText({ children }: { children: string }) {
  return <MarkdownText plugins={plugins}>{children}</MarkdownText>
}
