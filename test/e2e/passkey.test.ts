import { createServer, type Server } from 'node:http'
import {
  createPasskeyIdentity,
  identityFromPasskey,
  PasskeyCancelledError,
  PasskeyOriginRefusedError,
  PasskeyPrfUnsupportedError,
} from '@psephos/lib'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createPageCredentials } from './support/createPageCredentials.ts'
import { launchBrowser } from './support/launchBrowser.ts'

const domain = { chainId: 1, group: '0x5FbDB2315678afecb367f032d93F642f64180aa3' }
const label = 'Vote in the garden'

let server: Server
let url: string
let browser: Browser
let page: Page
let devtools: CDPSession

beforeAll(async () => {
  server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Passkeys</title>')
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('There is no port.')
  url = `http://localhost:${address.port}`
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await new Promise((resolve) => server.close(resolve))
})

beforeEach(async () => {
  const context = await browser.newContext()
  page = await context.newPage()
  await page.goto(url)
  devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  return () => context.close()
})

/** Plugs in an authenticator that the person always touches. */
async function plugIn({ hasPrf = true, isUserVerified = true } = {}): Promise<string> {
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified,
      automaticPresenceSimulation: true,
      hasPrf,
    },
  })
  return authenticatorId
}

describe('a passkey in a real browser', () => {
  test('gives the same identity when it is made and whenever it is used', async () => {
    await plugIn()
    const credentials = createPageCredentials(page)
    const made = await createPasskeyIdentity({ ...domain, label, credentials })
    const found = await identityFromPasskey({ ...domain, credentials })
    expect(found.identity.commitment).toBe(made.identity.commitment)
    expect(found.credentialId).toBe(made.credentialId)

    const { credentialId } = made
    const named = await identityFromPasskey({ ...domain, credentialId, credentials })
    expect(named.identity.commitment).toBe(made.identity.commitment)

    const elsewhere = await identityFromPasskey({ ...domain, chainId: 10, credentials })
    expect(elsewhere.identity.commitment).not.toBe(made.identity.commitment)
  })

  test('keeps the first one when a second is made', async () => {
    const authenticatorId = await plugIn()
    const credentials = createPageCredentials(page)
    const first = await createPasskeyIdentity({ ...domain, label, credentials })
    const second = await createPasskeyIdentity({ ...domain, label, credentials })
    expect(second.identity.commitment).not.toBe(first.identity.commitment)
    const kept = await devtools.send('WebAuthn.getCredentials', { authenticatorId })
    expect(kept.credentials).toHaveLength(2)
  })

  test('gives nothing without PRF, without the person, and for another site', async () => {
    const credentials = createPageCredentials(page)
    const authenticatorId = await plugIn({ hasPrf: false })
    await expect(createPasskeyIdentity({ ...domain, label, credentials })).rejects.toThrow(
      PasskeyPrfUnsupportedError,
    )
    await expect(
      identityFromPasskey({ ...domain, relyingPartyId: 'vote.example', credentials }),
    ).rejects.toThrow(PasskeyOriginRefusedError)
    await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })

    await plugIn({ isUserVerified: false })
    await expect(identityFromPasskey({ ...domain, timeout: 1_000, credentials })).rejects.toThrow(
      PasskeyCancelledError,
    )
  })
})
