/** Where the router of {@link createDevelopmentWorldId} is mounted: the root, because IDKit takes the bridge there. */
export const developmentWorldIdPath = '/development/world-id'

/**
 * Returns what a World ID request carries as `development`, for a server that people reach at `publicUrl`.
 * @example
 * getDevelopmentWorldIdUrls('http://localhost:8080')
 * // { bridgeUrl: 'http://localhost:8080', connectUrl: 'http://localhost:8080/development/world-id/wallet' }
 */
export function getDevelopmentWorldIdUrls(publicUrl: string): {
  readonly bridgeUrl: string
  readonly connectUrl: string
} {
  const { origin } = new URL(publicUrl)
  return { bridgeUrl: origin, connectUrl: `${origin}${developmentWorldIdPath}/wallet` }
}
