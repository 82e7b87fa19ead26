import { Router } from 'express'
import { createDevelopmentBridge } from './createDevelopmentBridge.ts'
import { createWalletPage } from './createWalletPage.ts'
import type { DevelopmentWallet } from './DevelopmentWallet.ts'
import { developmentWorldIdPath } from './developmentWorldIdUrls.ts'

/** What {@link createDevelopmentWorldId} takes. */
export interface CreateDevelopmentWorldIdParameters {
  /** Who answers on the wallet's page. */
  readonly wallet: DevelopmentWallet
  /** Milliseconds since 1970; the machine's clock by default. */
  readonly now?: () => number
}

/**
 * Returns a router that stands in for World ID where there is none: the bridge (`/request`,
 * `/response`) and the page of a wallet of pretend people (`/development/world-id/wallet`). Whoever
 * reaches it can be anybody, so a server mounts it only when asked to, and never in production. It
 * must be mounted at the root of the origin, ahead of the application's own body parsers.
 * @example
 * const bridgeUrl = `http://127.0.0.1:${port}`
 * const wallet = createDevelopmentWallet({ walletKey, bridgeUrl, relyingParties })
 * app.use(createDevelopmentWorldId({ wallet }))
 */
export function createDevelopmentWorldId(parameters: CreateDevelopmentWorldIdParameters): Router {
  const { wallet, now = Date.now } = parameters
  const router = Router()
  router.use(createDevelopmentBridge({ now }))
  router.use(developmentWorldIdPath, createWalletPage(wallet))
  return router
}
