import type { OptionClass } from '@psephos/lib'
import { getBytes, HDNodeWallet, id } from 'ethers'
import type { HoldKeyGenerationParameters, HonestTrustee } from './holdKeyGeneration.ts'
import { LOCAL_MNEMONIC } from './startLocalChain.ts'

/** Accounts of {@link LOCAL_MNEMONIC} whom nobody else plays. */
const FIRST_ACCOUNT = 10

/** For how many options pretend trustees have keys. */
export const DEVELOPMENT_CAPACITY = 4

/** A pretend trustee, whose keys everybody can compute. */
export interface DevelopmentTrustee extends HonestTrustee {
  readonly signer: HDNodeWallet
}

/** Returns the first pretend trustees. */
export function developmentTrustees(count: number): DevelopmentTrustee[] {
  return Array.from({ length: count }, (_, index) => ({
    seed: getBytes(id(`psephos.development.trustee.${index}`)),
    signer: HDNodeWallet.fromPhrase(LOCAL_MNEMONIC, '', `m/44'/60'/0'/0/${FIRST_ACCOUNT + index}`),
  }))
}

/** How many pretend trustees there are, and how many of them decrypt. */
export interface DevelopmentCommittee {
  readonly trustees: number
  readonly threshold: number
  /** For how many options there are circuits; 4 alone if absent, which is for three and four options. */
  readonly classes?: readonly OptionClass[] | undefined
}

/** Returns what the key generation of the first pretend trustees takes. The same every time. */
export function developmentCommittee({
  trustees,
  threshold,
}: DevelopmentCommittee): HoldKeyGenerationParameters {
  return {
    name: 'The keepers (pretend trustees)',
    threshold,
    capacity: DEVELOPMENT_CAPACITY,
    trustees: developmentTrustees(trustees),
  }
}
