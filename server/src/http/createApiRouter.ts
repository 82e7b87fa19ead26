import type { Router } from 'express'
import { createAuditRoutes } from '../audit/createAuditRoutes.ts'
import { createBallotRoutes } from '../ballots/createBallotRoutes.ts'
import type { Dependencies } from '../Dependencies.ts'
import { createDraftRoutes } from '../drafts/createDraftRoutes.ts'
import { createEnrolmentRoutes } from '../enrolments/createEnrolmentRoutes.ts'
import { createFeedRoutes } from '../feeds/createFeedRoutes.ts'
import { createGroupRoutes } from '../group/createGroupRoutes.ts'
import { createKeyGenerationRoutes } from '../keyGenerations/createKeyGenerationRoutes.ts'
import { createProposalRoutes } from '../proposals/createProposalRoutes.ts'
import { createResultRoutes } from '../results/createResultRoutes.ts'
import { createSecrecyRoutes } from '../secret/createSecrecyRoutes.ts'
import { createSpaceRoutes } from '../spaces/createSpaceRoutes.ts'
import { createTransactionRoutes } from '../transactions/createTransactionRoutes.ts'
import { createWebhookRoutes } from '../webhooks/createWebhookRoutes.ts'
import { createReferenceRoutes } from './createReferenceRoutes.ts'
import { createRouteRouter } from './createRouteRouter.ts'
import type { Route } from './Route.ts'

/**
 * The most bytes a request body may have: metadata of 50 000 characters, in any script, and then
 * some.
 */
export const BODY_LIMIT = 512 * 1024

/** Returns every route under `/api/v1`, those that describe the others included. */
export function createApiRoutes(dependencies: Dependencies): Route[] {
  const routes = [
    ...createSpaceRoutes(dependencies),
    ...createFeedRoutes(dependencies),
    ...createWebhookRoutes(dependencies),
    ...createKeyGenerationRoutes(dependencies),
    ...createProposalRoutes(dependencies),
    ...createDraftRoutes(dependencies),
    ...createEnrolmentRoutes(dependencies),
    ...createGroupRoutes(dependencies),
    ...createBallotRoutes(dependencies),
    ...createResultRoutes(dependencies),
    ...createSecrecyRoutes(dependencies),
    ...createTransactionRoutes(dependencies),
    ...createAuditRoutes(dependencies),
  ]
  return [...routes, ...createReferenceRoutes(routes)]
}

/** Returns the routes under `/api/v1` as Express takes them. */
export function createApiRouter(dependencies: Dependencies): Router {
  const routes = createApiRoutes(dependencies)
  const { limits, answers } = dependencies
  return createRouteRouter({ routes, bodyLimit: BODY_LIMIT, limits, answers })
}
