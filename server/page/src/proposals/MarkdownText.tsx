import { useTranslation } from 'react-i18next'
import ReactMarkdown, { type Components, type Options } from 'react-markdown'
import { ExternalLink } from '../components/ExternalLink.tsx'
import './Markdown.css'

/**
 * HTML in the text stays text, and addresses other than web and mail are dropped (react-markdown's
 * own rules). Beyond that: headings stand below those of the page, and an image is a link, because
 * fetching it would tell its host who reads this.
 */
const components: Components = {
  h1: 'h3',
  h2: 'h3',
  h3: 'h4',
  h4: 'h5',
  h5: 'h6',
  a: ({ href, children }) =>
    href === undefined ? children : <ExternalLink href={href}>{children}</ExternalLink>,
  img: ({ src, alt }) => <ImageLink src={src} alt={alt ?? ''} />,
  input: ({ checked }) => (checked === true ? '☑ ' : '☐ '),
  table: ({ children }) => (
    <div className="markdown-table">
      <table>{children}</table>
    </div>
  ),
}

/** What {@link MarkdownText} takes. */
export type MarkdownTextProps = {
  children: string
  /** What else than plain Markdown is read. */
  plugins?: Options['remarkPlugins']
}

/** A text that somebody else wrote, in Markdown. */
export function MarkdownText({ children, plugins = [] }: MarkdownTextProps) {
  return (
    <div className="markdown">
      <ReactMarkdown components={components} remarkPlugins={plugins}>
        {children}
      </ReactMarkdown>
    </div>
  )
}

function ImageLink({ src, alt }: { src: string | Blob | undefined; alt: string }) {
  const { t } = useTranslation('proposal')
  const label = alt === '' ? t('image') : t('imageOf', { alt })
  return typeof src === 'string' ? <ExternalLink href={src}>{label}</ExternalLink> : label
}
