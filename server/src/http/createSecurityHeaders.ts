import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** World ID's bridge, to which the page speaks when the World ID is World's own. */
const WORLD_ID_BRIDGE = 'https://bridge.worldcoin.org'

/** What {@link createSecurityHeaders} takes. */
export interface CreateSecurityHeadersParameters {
  /** The bridge of the development World ID; null where World ID is World's own. */
  readonly developmentBridge: string | null
  /** The origins whose pages may show this server's page in a frame; nobody's if absent. */
  readonly frameAncestors?: readonly string[]
}

/**
 * The page runs WebAssembly and workers, World ID's widget sets styles, and nothing is fetched from
 * elsewhere. In a foreign page's frame a click could be meant for something else, so there it is not
 * shown.
 */
export function createSecurityHeaders({
  developmentBridge,
  frameAncestors = [],
}: CreateSecurityHeadersParameters): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", developmentBridge ?? WORLD_ID_BRIDGE],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: frameAncestors.length > 0 ? frameAncestors : ["'none'"],
      },
    },
    // The older header knows no list.
    frameguard: frameAncestors.length > 0 ? false : { action: 'deny' },
    // A server on http://localhost must stay reachable over http.
    strictTransportSecurity: developmentBridge === null,
    referrerPolicy: { policy: 'no-referrer' },
  })
}
