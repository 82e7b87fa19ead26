import type { Response } from 'express'

/**
 * Sends a value as JSON, with every bigint as its decimal string: the inverse of the wire schemas.
 */
export function sendWire(response: Response, value: unknown, status = 200): void {
  response.status(status).type('application/json').send(toWireText(value))
}

/** Returns a value as JSON, with every bigint as its decimal string. */
export function toWireText(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'bigint' ? String(each) : each,
  )
}
