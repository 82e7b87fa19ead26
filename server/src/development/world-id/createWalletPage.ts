import { readFileSync } from 'node:fs'
import { type ErrorCode, PsephosError, RequestMalformedError } from '@psephos/lib'
import express, { type ErrorRequestHandler, type Request, Router } from 'express'
import * as z from 'zod'
import type { DevelopmentWallet } from './DevelopmentWallet.ts'
import { maxPerson, namedPeople } from './pretendPeople.ts'
import { renderMessagePage, renderOutcomePage, renderRequestPage } from './renderWalletPage.ts'
import type { WalletRequest } from './walletRequest.ts'

const stylesheet = new URL('./wallet.css', import.meta.url)

/** What the page's form sends: a listed person's number, or `other` and the number beside it. */
const walletForm = z.object({
  decision: z.enum(['approve', 'decline']),
  person: z.string(),
  number: z.string().optional(),
})
const personNumber = z.coerce.number().int().min(1).max(maxPerson)

/**
 * Returns a router with the page that plays World ID's app, at `/wallet`: IDKit's connector URI
 * leads there, a person chooses who to be and approves or declines. No script, so that any content
 * security policy lets it work.
 */
export function createWalletPage(wallet: DevelopmentWallet): Router {
  const css = readFileSync(stylesheet, 'utf8')
  const router = Router()

  router.get('/wallet.css', (_request, response) => {
    response.type('css').send(css)
  })

  router.get('/wallet', async (request, response) => {
    const opened = await wallet.openWorldIdRequest(getConnectorUri(request))
    const page =
      opened.outcome === null
        ? renderRequestPage({
            appId: opened.request.app_id,
            action: opened.request.action,
            people: listPeople(wallet, opened.request),
          })
        : renderOutcomePage(opened.outcome)
    response.set('cache-control', 'no-store').send(page)
  })

  router.post(
    '/wallet',
    express.urlencoded({ limit: '4kb', extended: false }),
    async (request, response) => {
      const connectorUri = getConnectorUri(request)
      await wallet.answerWorldIdRequest({ connectorUri, ...parseDecision(request.body) })
      // The same page again, which now says how the request ended, and can be reloaded.
      response.redirect(303, request.originalUrl)
    },
  )

  router.use(showError)
  return router
}

function getConnectorUri(request: Request): string {
  return `${request.protocol}://${request.host}${request.originalUrl}`
}

function parseDecision(body: unknown): { decline: true } | { person: number } {
  const form = walletForm.safeParse(body)
  if (form.data?.decision === 'decline') return { decline: true }
  const { person, number } = form.data ?? {}
  const parsed = personNumber.safeParse(person === 'other' ? number : person)
  if (parsed.success) return { person: parsed.data }
  throw new RequestMalformedError({
    path: 'person',
    reason: `choose a person, or a number from 1 to ${maxPerson}`,
  })
}

function listPeople(wallet: DevelopmentWallet, request: WalletRequest) {
  return Array.from({ length: namedPeople }, (_, index) => index + 1).map((person) => ({
    person,
    disclosed: wallet.hasDisclosed({ request, person }),
  }))
}

const statuses: Partial<Record<ErrorCode, number>> = {
  REQUEST_MALFORMED: 400,
  WORLD_ID_REQUEST_UNKNOWN: 404,
  SERVER_UNAVAILABLE: 502,
}

/**
 * Says in a page what a person who opened one can read; everything else is the application's to
 * answer.
 */
const showError: ErrorRequestHandler = (error, _request, response, next) => {
  const status = error instanceof PsephosError ? statuses[error.code] : undefined
  if (status === undefined) return next(error)
  const page = renderMessagePage({ title: 'That did not work', message: error.message })
  response.status(status).send(page)
}
