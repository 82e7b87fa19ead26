import type { Page } from 'playwright-core'

/**
 * Gives a page a device that keeps passkeys, derives secrets from them and syncs them, and whose
 * owner always agrees. It belongs to the page until that is closed, also when it is loaded anew.
 */
export async function plugInAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf: true,
      defaultBackupEligibility: true,
      defaultBackupState: true,
    },
  })
}
