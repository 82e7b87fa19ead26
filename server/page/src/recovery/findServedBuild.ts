/** The file with which a document of this page begins: Vite names it by everything that is in it. */
const ENTRY = /<script\b[^>]*\bsrc="(\/assets\/[^"]+)"/

/** Returns with which file the page begins that the server has now; null when it does not answer. */
export async function findServedBuild(fetch = globalThis.fetch): Promise<string | null> {
  try {
    const response = await fetch('/', { headers: { accept: 'text/html' }, cache: 'no-store' })
    return response.ok ? readBuild(await response.text()) : null
  } catch {
    return null
  }
}

/** Returns with which file this page began; null where it is not built, as in development, or none. */
export function findRunningBuild(
  page: Pick<Document, 'querySelector'> | undefined = globalThis.document,
): string | null {
  return page?.querySelector('script[src^="/assets/"]')?.getAttribute('src') ?? null
}

/** Returns with which file a document begins; null when it is no document of this page. */
export function readBuild(html: string): string | null {
  return ENTRY.exec(html)?.[1] ?? null
}
