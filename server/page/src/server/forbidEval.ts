import { z } from 'zod'

/**
 * Keeps zod from trying whether it may compile its schemas: the content security policy forbids
 * that, and the browser would report each try. To be called wherever a script begins.
 */
export function forbidEval(): void {
  z.config({ jitless: true })
}
