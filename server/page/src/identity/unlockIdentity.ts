import type { WireSpace } from '@psephos/lib'
import type { JsonRpcSigner } from 'ethers'
import { OtherIdentityError } from '../errors/pageErrors.ts'
import { requirePart } from '../recovery/requirePart.ts'
import { encodeSecret } from './encodeSecret.ts'
import { heldSecrets } from './heldSecrets.ts'
import type { IdentityRecord } from './identityRecords.ts'

/** What {@link unlockIdentity} takes. */
export type UnlockIdentityParameters = {
  space: Pick<WireSpace, 'chainId' | 'group'>
  record: IdentityRecord
  /** Asks the person for a wallet. */
  connectWallet: (chainId: number) => Promise<Pick<JsonRpcSigner, 'getAddress' | 'signTypedData'>>
}

/**
 * Returns an identity's secret: at once when this browser keeps it or this tab holds it, else when the
 * person has used their passkey or wallet. Call it where the person has just clicked.
 * @throws {@link OtherIdentityError} when passkey or wallet give another identity.
 * @throws {@link PartUnavailableError} when what derives it cannot be loaded.
 * @throws what `identityFromPasskey`, `identityFromSignature` and `connectWallet` throw.
 */
export async function unlockIdentity({
  space: { chainId, group },
  record,
  connectWallet,
}: UnlockIdentityParameters): Promise<string> {
  if (record.kind === 'generated') return record.secret
  const held = heldSecrets.get(record.commitment)
  if (held !== null) return held
  const { identityFromPasskey, identityFromSignature } = await loadDerivation()
  const identity =
    record.kind === 'passkey'
      ? (await identityFromPasskey({ chainId, group, credentialId: record.credentialId })).identity
      : await identityFromSignature({ signer: await connectWallet(chainId), chainId, group })
  if (identity.commitment !== record.commitment) throw new OtherIdentityError()
  const secret = encodeSecret(identity)
  heldSecrets.hold(record.commitment, secret)
  return secret
}

/** To be called ahead of a click, too: browsers give a passkey only shortly after it. */
export function loadDerivation() {
  return requirePart(() => import('./deriveIdentity.ts'))
}
