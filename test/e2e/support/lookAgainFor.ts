import { errors, type Locator } from 'playwright-core'

/** How long a page has to show what it has learnt, in milliseconds. */
const GLANCE = 250
const PATIENCE = 60_000

/**
 * Waits for what a page shows once it has asked the server again, as somebody who comes back to the tab
 * time after time: then it asks at once, else every few seconds.
 */
export async function lookAgainFor(locator: Locator): Promise<void> {
  const end = Date.now() + PATIENCE
  for (;;) {
    await locator
      .page()
      .evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
    const timeout = Date.now() < end ? GLANCE : 1
    try {
      return await locator.waitFor({ timeout })
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || timeout === 1) throw error
    }
  }
}
