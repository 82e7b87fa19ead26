/**
 * Returns the words of a Markdown text without its marks, for where there is room for a line only.
 * @example
 * toPlainText('We grow *[vegetables](https://…)*.') // 'We grow vegetables.'
 */
export function toPlainText(markdown: string): string {
  return markdown
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/^[\s>#*+-]+/gm, '')
    .replaceAll(/[*_`~|]+/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
