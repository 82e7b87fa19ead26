import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type RunningDevelopmentWorldId,
  requestWithIdKit,
  serveFileUrls,
  startDevelopmentWorldId,
} from '../../testing/startDevelopmentWorldId.ts'
import { renderRequestPage } from './renderWalletPage.ts'

let worldId: RunningDevelopmentWorldId

beforeAll(serveFileUrls)
beforeEach(async () => {
  worldId = await startDevelopmentWorldId()
})
afterEach(() => worldId.close())

const ask = () => requestWithIdKit(worldId.createRequest())

const show = async (connectorUri: string) => (await fetch(connectorUri)).text()

const decide = (connectorUri: string, form: Record<string, string>) =>
  fetch(connectorUri, { method: 'POST', body: new URLSearchParams(form) })

describe('the wallet page', () => {
  test('says that it is for development, what is asked and by whom', async () => {
    const html = await show((await ask()).connectorURI)
    expect(html).toContain('Development World ID')
    expect(html).toContain('app_staging_psephos')
    expect(html).toContain('Enrol once in the group 0x5fbdb2315678afecb367f032d93f642f64180aa3')
    expect(html).toContain('Ada')
    expect(html).toContain('Lena')
    expect(html).not.toContain('<script')
  })

  test('lets a listed person approve, and then says so as often as it is loaded', async () => {
    const idKit = await ask()
    const response = await decide(idKit.connectorURI, {
      decision: 'approve',
      person: '1',
      number: '',
    })
    expect(response.redirected).toBe(true)
    expect(await response.text()).toContain('Ada proved')
    expect(await show(idKit.connectorURI)).toContain('Ada proved')
    expect(await idKit.pollUntilCompletion({ pollInterval: 1 })).toMatchObject({ success: true })
  })

  test('lets any number of people approve', async () => {
    const { connectorURI } = await ask()
    const form = { decision: 'approve', person: 'other', number: '1234567' }
    const response = await decide(connectorURI, form)
    expect(await response.text()).toContain('Person number 1234567 proved')
  })

  test('lets a person decline whatever else the form holds', async () => {
    const idKit = await ask()
    const response = await decide(idKit.connectorURI, { decision: 'decline', person: 'other' })
    expect(await response.text()).toContain('You declined')
    expect(await idKit.pollUntilCompletion({ pollInterval: 1 })).toMatchObject({
      error: 'user_rejected',
    })
  })

  test('marks who has answered before and proposes the next', async () => {
    await decide((await ask()).connectorURI, { decision: 'approve', person: '1' })
    const html = await show((await ask()).connectorURI)
    expect(html.match(/answered before/g)).toHaveLength(1)
    expect(html).toContain('value="2" checked')
  })

  test.each([
    {},
    { decision: 'approve' },
    { decision: 'approve', person: '0' },
    { decision: 'approve', person: '1.5' },
    { decision: 'approve', person: 'other', number: '' },
    { decision: 'approve', person: 'other', number: '9007199254740992' },
    { decision: 'maybe', person: '' },
  ])('refuses %j, and the request stays open', async (form) => {
    const { connectorURI } = await ask()
    expect((await decide(connectorURI, form)).status).toBe(400)
    expect(await show(connectorURI)).toContain('Who are you today?')
  })

  test('says what is wrong with a link', async () => {
    const { connectorURI } = await ask()
    const unknown = connectorURI.replace(/i=[^&]+/, 'i=3f0e4b6e-7b3a-4b57-a5a4-63a1a1a7a7a7')
    const cases = [
      [unknown, 404],
      [connectorURI.replace(/k=[^&]+/, 'k='), 400],
      [connectorURI.replace(/\?.*/, ''), 400],
    ] as const
    for (const [uri, status] of cases) {
      const response = await fetch(uri)
      expect(response.status).toBe(status)
      expect(await response.text()).toContain('That did not work')
    }
  })

  test('shows text of others as text', () => {
    const html = renderRequestPage({ appId: 'app_<b>', action: `"'&<script>`, people: [] })
    expect(html).toContain('app_&#60;b&#62;')
    expect(html).toContain('&#34;&#39;&#38;&#60;script&#62;')
  })

  test('brings its own style sheet', async () => {
    const response = await fetch(`${worldId.origin}/development/world-id/wallet.css`)
    expect(response.headers.get('content-type')).toContain('text/css')
    expect(await response.text()).toContain('.people')
  })
})
