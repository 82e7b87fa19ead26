/**
 * Tells whether this browser can make a passkey that gives an identity, as far as it says so: on a
 * device that verifies people, with the extension `prf`. Where it does not tell, it is tried.
 * Source: WebAuthn Level 3, `getClientCapabilities`.
 */
export async function canUsePasskeys(): Promise<boolean> {
  const { PublicKeyCredential: passkeys, navigator } = globalThis
  if (typeof passkeys !== 'function' || navigator.credentials === undefined) return false
  try {
    const capabilities = await passkeys.getClientCapabilities?.()
    return capabilities?.['extension:prf'] !== false
  } catch {
    return true
  }
}
