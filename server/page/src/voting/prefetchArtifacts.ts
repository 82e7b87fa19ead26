import { client } from '../server/client.ts'

/**
 * Begins to bring the circuit and the proving key into the browser's cache, where the prover will
 * look for them. Nothing depends on it: what does not arrive is loaded when it is needed.
 * @returns Ends it.
 */
export function prefetchArtifacts(depth: number): () => void {
  const controller = new AbortController()
  const { signal } = controller
  for (const url of Object.values(client.artifactUrls(depth))) {
    fetch(url, { signal, priority: 'low' })
      .then((response) => response.arrayBuffer())
      .catch(() => {})
  }
  return () => controller.abort()
}
