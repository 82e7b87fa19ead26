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
 * would. Who has not chosen where their identity is kept keeps it in the browser.
 */
export async function proveHumanity({
  page,
  person,
  decision,
  onConnect,
}: ProveHumanityParameters): Promise<void> {
  const ask = page.getByRole('button', { name: 'Prove with World ID' })
  const others = page.getByText('Other ways to keep it')
  await ask.or(others).first().waitFor()
  if (!(await ask.isVisible())) {
    await others.click()
    await page.getByText('Keep it in this browser only').click()
    await page.getByRole('button', { name: 'Keep it here only' }).click()
  }
  await ask.click()
  await page.getByRole('link', { name: 'Open the development wallet' }).waitFor()
  await onConnect?.()
  await answerInWallet({ page, person, decision })
}

/** Opens the development wallet, which the page offers, and answers there. */
export async function answerInWallet({
  page,
  person,
  decision,
}: Omit<ProveHumanityParameters, 'onConnect'>): Promise<void> {
  const opening = page.context().waitForEvent('page')
  await page.getByRole('link', { name: 'Open the development wallet' }).click()
  const wallet = await opening
  await wallet.getByRole('radio', { name: person }).check()
  await wallet.getByRole('button', { name: decision }).click()
  await wallet.getByRole('status').waitFor()
  await wallet.close()
}
