import type { Page } from 'playwright-core'

/** What {@link proveHumanity} takes. */
export type ProveHumanityParameters = {
  /** The page of the enrolment, before anything was pressed. */
  page: Page
  /** Which of the wallet's pretend people answers. */
  person: string
  decision: 'Approve' | 'Decline'
  /** Called while the page waits for the wallet. */
  onConnect?: () => Promise<void>
}

/**
 * Asks for a World ID request and answers it on the page of the development wallet, as a person
 * would.
 */
export async function proveHumanity({
  page,
  person,
  decision,
  onConnect,
}: ProveHumanityParameters): Promise<void> {
  await page.getByRole('button', { name: 'Prove with World ID' }).click()
  await page.getByRole('link', { name: 'Open the development wallet' }).waitFor()
  await onConnect?.()
  const opening = page.context().waitForEvent('page')
  await page.getByRole('link', { name: 'Open the development wallet' }).click()
  const wallet = await opening
  await wallet.getByRole('radio', { name: person }).check()
  await wallet.getByRole('button', { name: decision }).click()
  await wallet.getByRole('status').waitFor()
  await wallet.close()
}
