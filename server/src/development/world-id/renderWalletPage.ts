import type { WalletOutcome } from './DevelopmentWallet.ts'
import { describeAction } from './describeAction.ts'
import { describeOutcome } from './describeOutcome.ts'
import { getPersonName, maxPerson, namedPeople } from './pretendPeople.ts'

/** A pretend person as the page lists them. */
export interface ListedPerson {
  readonly person: number
  /** They have answered this relying party's action before. */
  readonly disclosed: boolean
}

/** What the page asks a person to decide. */
export interface WalletPageRequest {
  readonly appId: string
  readonly action: string
  readonly people: readonly ListedPerson[]
}

/** Returns the page on which a pretend person approves or declines. It works without a script. */
export function renderRequestPage(request: WalletPageRequest): string {
  const { appId, action, people } = request
  const chosen = people.find((each) => !each.disclosed)?.person
  return renderPage({
    title: 'Who are you today?',
    body: `
      <dl>
        <dt>App</dt><dd>${escapeHtml(appId)}</dd>
        <dt>Asks you to</dt><dd>${escapeHtml(describeAction(action))}</dd>
        <dt>It will learn</dt>
        <dd>That you are one unique person, and a number that only this app and this action see.</dd>
      </dl>
      <form method="post">
        <fieldset>
          <legend>Answer as</legend>
          <div class="people">
            ${people.map((each) => renderPerson(each, each.person === chosen)).join('')}
          </div>
          <label class="other">
            <input type="radio" name="person" value="other"${chosen === undefined ? ' checked' : ''}>
            <span>Person number</span>
            <input type="number" name="number" aria-label="Number of the person"
              min="1" max="${maxPerson}" value="${namedPeople + 1}">
          </label>
        </fieldset>
        <div class="decision">
          <button name="decision" value="approve">Approve</button>
          <button name="decision" value="decline" class="quiet" formnovalidate>Decline</button>
        </div>
      </form>`,
  })
}

/** Returns the page that says how a request ended. */
export function renderOutcomePage(outcome: WalletOutcome): string {
  return renderMessagePage({
    title: outcome.approved ? 'Approved' : 'Not approved',
    message: `${describeOutcome(outcome)} You can close this page and go back to the app.`,
  })
}

/** Returns a page with one message. */
export function renderMessagePage({ title, message }: { title: string; message: string }): string {
  return renderPage({ title, body: `<p class="message" role="status">${escapeHtml(message)}</p>` })
}

function renderPerson({ person, disclosed }: ListedPerson, checked: boolean): string {
  const name = getPersonName(person)
  return `
            <label>
              <input type="radio" name="person" value="${person}"${checked ? ' checked' : ''}>
              <span class="face hue-${person % 6}" aria-hidden="true">${name.charAt(0)}</span>
              <span>${name}${disclosed ? '<small>answered before</small>' : ''}</span>
            </label>`
}

function renderPage({ title, body }: { title: string; body: string }): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${escapeHtml(title)} – Development World ID</title>
    <link rel="stylesheet" href="wallet.css">
  </head>
  <body>
    <main>
      <p class="development">
        <strong>Development World ID</strong> – pretend people, no proof of anybody
      </p>
      <h1>${escapeHtml(title)}</h1>${body}
    </main>
  </body>
</html>
`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
