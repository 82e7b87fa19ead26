/**
 * Below which the wallet's page stands. The bridge stands at the root, because that is where IDKit
 * looks for it.
 */
export const developmentWorldIdPath = '/development/world-id'

/**
 * Returns what a World ID request carries as `development`, for a person who reaches the server at
 * `publicUrl`. Take the origin that the person's browser uses: to another one the page's content
 * security policy lets nothing through.
 * @example
 * getDevelopmentWorldIdUrls('http://localhost:8080')
 * // { bridgeUrl: 'http://localhost:8080', connectUrl: 'http://localhost:8080/…/wallet' }
 */
export function getDevelopmentWorldIdUrls(publicUrl: string): {
  readonly bridgeUrl: string
  readonly connectUrl: string
} {
  const { origin } = new URL(publicUrl)
  return { bridgeUrl: origin, connectUrl: `${origin}${developmentWorldIdPath}/wallet` }
}
