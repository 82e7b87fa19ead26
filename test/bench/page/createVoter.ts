import type { Identity } from '@psephos/lib'
import { createMemberProofsPerson } from '../../proofs/memberProofsPlan.ts'
import type { PageElection } from './openPageElection.ts'

/** A member, and what their browser keeps. */
export interface Voter {
  readonly identity: Identity
  /** The identity's private key in hex. */
  readonly secret: string
  readonly storage: Readonly<Record<string, string>>
}

/** Returns the member who stands at that place of the group. */
export function createVoter({ space }: Pick<PageElection, 'space'>, index: number): Voter {
  const identity = createMemberProofsPerson(index)
  const secret = Buffer.from(identity.privateKey).toString('hex')
  const record = {
    version: 1,
    kind: 'generated',
    secret,
    commitment: String(identity.commitment),
    index,
    worldIdResult: null,
  }
  const key = `psephos.identity.${space.chainId}.${space.group}`
  return { identity, secret, storage: { [key]: JSON.stringify(record) } }
}
