import {
  InternalError,
  PayloadTooLargeError,
  PsephosError,
  RequestMalformedError,
  ServerBusyError,
} from '@psephos/lib'
import type { ErrorRequestHandler } from 'express'
import type { Logger } from 'pino'
import * as z from 'zod'
import { nameChainFailure } from '../chain/nameChainFailure.ts'
import { isDatabaseAway } from '../storage/isDatabaseAway.ts'
import { httpStatus } from './httpStatus.ts'
import { readRequestId } from './observeRequests.ts'

/** What {@link createErrorHandler} takes. */
export interface CreateErrorHandlerParameters {
  readonly logger: Logger
  readonly chainId: number
  /** The most bytes a request body may have. */
  readonly bodyLimit: number
}

/** A PostgreSQL server is restarted in some seconds. */
const DATABASE_PATIENCE = 2

/** What Express, its body parser and its file server throw. */
const expressError = z.object({ type: z.string().optional(), status: z.number().int() })

/**
 * Answers every failure with its code and one sentence. What was not thrown on purpose is logged
 * and answered with 500.
 */
export function createErrorHandler({
  logger,
  chainId,
  bodyLimit,
}: CreateErrorHandlerParameters): ErrorRequestHandler {
  return (thrown, _request, response, next) => {
    if (response.headersSent) {
      next(thrown)
      return
    }
    const error = nameError(thrown, { chainId, bodyLimit })
    const status = httpStatus[error.code]
    // Being busy is an answer, of which there may be thousands at once; why it is may be a failure.
    if (status >= 500 && !(thrown instanceof ServerBusyError)) {
      // The log of requests has the route's pattern; its path may name a nullifier.
      logger.error({ err: thrown, request: readRequestId(response) }, 'a request failed')
    }
    const { code, message, details } = error
    const { retryAfter } = details
    if (typeof retryAfter === 'number') response.set('retry-after', String(retryAfter))
    response.status(status).json({ error: { code, message, details } })
  }
}

function nameError(
  thrown: unknown,
  { chainId, bodyLimit }: { chainId: number; bodyLimit: number },
): PsephosError {
  const named = nameChainFailure(thrown, chainId)
  if (named instanceof PsephosError) return named
  if (named instanceof z.ZodError) return nameZodError(named)
  if (isDatabaseAway(thrown)) {
    return new ServerBusyError({ retryAfter: DATABASE_PATIENCE }, { cause: thrown })
  }
  const express = expressError.safeParse(named)
  if (express.success && express.data.type === 'entity.too.large') {
    return new PayloadTooLargeError({ limit: bodyLimit })
  }
  if (express.success && express.data.status >= 400 && express.data.status < 500) {
    const isBody = express.data.type !== undefined
    const reason = isBody ? 'its body is not JSON that can be read' : 'it cannot be answered so'
    return new RequestMalformedError({ path: '', reason })
  }
  // The router throws this for a path that is not valid percent-encoding.
  if (named instanceof URIError) {
    return new RequestMalformedError({ path: '', reason: 'its path is not valid' })
  }
  return new InternalError({ cause: thrown })
}

function nameZodError(error: z.ZodError): PsephosError {
  const [issue] = error.issues
  return new RequestMalformedError({
    path: toPlainText(issue?.path.join('.') ?? ''),
    reason: toPlainText(issue?.message ?? 'it has another form'),
  })
}

/** Names that a stranger chose, as one line that a terminal and a log can show. */
function toPlainText(text: string): string {
  return text.replaceAll(/\p{C}/gu, '\u{fffd}').slice(0, 300)
}
