/**
 * World ID's kinds of credential: the number by which contracts know each, and the name by which
 * IDKit does.
 */
export const credentialIdentifiers = {
  1: 'proof_of_human',
  11: 'selfie',
  9303: 'passport',
  9310: 'mnc',
} as const

/** A kind of credential, as contracts know it; 1 is proof of human. */
export type IssuerSchemaId = keyof typeof credentialIdentifiers
