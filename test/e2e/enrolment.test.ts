import type { DevelopmentStack } from '@psephos/server/src/development/startDevelopment.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectPage } from './support/inspectPage.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { proveHumanity } from './support/proveHumanity.ts'
import { startStack } from './support/startStack.ts'
import { visit } from './support/visit.ts'

let stack: DevelopmentStack
let browser: Browser

beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack(), launchBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

/** Goes to where one proves that one is human, as somebody new. */
async function visitEnrolment() {
  return visit({ browser, url: `${stack.url}/spaces/${stack.space.id}/enrol` })
}

describe('enrolling on the page', () => {
  test('says that a request was declined, and asks again', async () => {
    const { page, complaints } = await visitEnrolment()
    await proveHumanity({ page, person: 'Chidi', decision: 'Decline' })
    await page.getByRole('alert').getByText('The request was declined.').waitFor()
    expect(await inspectPage(page, 'enrolment-declined')).toEqual([])

    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('link', { name: 'Open the development wallet' }).waitFor()
    expect(complaints).toEqual([])
  })

  test('refuses a person who is enrolled in another browser', async () => {
    const first = await visitEnrolment()
    await proveHumanity({ page: first.page, person: 'Dalia', decision: 'Approve' })
    await first.page.getByText('You are member').waitFor()

    const second = await visitEnrolment()
    await proveHumanity({ page: second.page, person: 'Dalia', decision: 'Approve' })
    await second.page.getByRole('alert').getByText('You are enrolled already').waitFor()
    expect(await inspectPage(second.page, 'enrolment-refused')).toEqual([])
  })

  test('finishes an enrolment whose answer got lost', async () => {
    const { page } = await visitEnrolment()
    await page.route('**/enrolments', (route) => route.abort(), { times: 1 })
    await proveHumanity({ page, person: 'Emre', decision: 'Approve' })
    await page.getByRole('alert').getByText('The server does not answer.').waitFor()
    expect(await inspectPage(page, 'enrolment-unanswered')).toEqual([])

    // World ID's answer is kept, so a new visit goes on without asking it again.
    await page.reload()
    await page.getByRole('button', { name: 'Finish enrolling' }).click()
    await page.getByText('You are member').waitFor()
  })
})
