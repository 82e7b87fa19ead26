import type { ServerClient } from '@psephos/lib'

/** Fetches Semaphore's circuit and proving key from the server: in Node, snarkjs takes bytes, not addresses. */
export async function downloadArtifacts(
  client: ServerClient,
  depth: number,
): Promise<{ wasm: Uint8Array; zkey: Uint8Array }> {
  return downloadFiles(client.artifactUrls(depth))
}

/** Fetches a circuit and its proving key. */
export async function downloadFiles({
  wasm,
  zkey,
}: {
  wasm: string
  zkey: string
}): Promise<{ wasm: Uint8Array; zkey: Uint8Array }> {
  return { wasm: await download(wasm), zkey: await download(zkey) }
}

async function download(url: string): Promise<Uint8Array> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answers with status ${response.status}.`)
  return response.bytes()
}
