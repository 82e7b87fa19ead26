/** What {@link createFrameCode} takes. */
export type CreateFrameCodeParameters = {
  /** Where this server is. */
  origin: string
  id: bigint
  /** The proposal's title: anybody's text. */
  title: string
}

/** Returns the HTML with which another page shows a proposal in a frame. */
export function createFrameCode({ origin, id, title }: CreateFrameCodeParameters): string {
  const name = escapeAttribute(title)
  return `<iframe src="${origin}/embed/${id}" title="${name}" width="100%" height="640" style="border: 0"></iframe>`
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
