import { setTimeout as wait } from 'node:timers/promises'

const INTERVAL = 50
const PATIENCE = 60_000

/**
 * Asks again and again until the answer is something, and returns that. For what other processes do in their own time.
 * @throws Error that says what was waited for, after a minute.
 */
export async function waitUntil<Answer>(
  what: string,
  ask: () => Promise<Answer | null | undefined | false>,
): Promise<Answer> {
  const deadline = Date.now() + PATIENCE
  while (Date.now() < deadline) {
    const answer = await ask()
    if (answer !== null && answer !== undefined && answer !== false) return answer
    await wait(INTERVAL)
  }
  throw new Error(`Waited in vain until ${what}.`)
}
