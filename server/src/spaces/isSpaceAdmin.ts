import { TimelockController__factory } from '@psephos/lib'
import { id, isCallException, ZeroHash } from 'ethers'
import type { Chain } from '../chain/connectChain.ts'

/** What {@link isSpaceAdmin} takes. */
export interface IsSpaceAdminParameters {
  readonly chain: Chain
  readonly space: { readonly timelock: string; readonly admins: readonly string[] }
  /** An address in lower case. */
  readonly signer: string
}

/**
 * The role of the timelock that says nothing else than who may speak for the DAO off-chain. A DAO
 * grants it by a vote: the timelock is its own admin, so a proposal may call
 * `grantRole(SPACE_ADMIN_ROLE, account)`, and `revokeRole` takes it back.
 */
export const SPACE_ADMIN_ROLE = id('psephos.space.admin')

/**
 * Whoever has one of these may speak for the DAO. Proposers of the timelock may schedule anything
 * in the DAO's name, and its admins may name proposers, so what a profile says is little beside
 * it. Executors and cancellers may not: everybody is an executor of most timelocks, and a canceller
 * can only say no.
 */
const ROLES = [SPACE_ADMIN_ROLE, id('PROPOSER_ROLE'), ZeroHash]

/**
 * Tells whether an account or contract may speak for a DAO: the operator names it, it is the
 * timelock itself (one that answers ERC-1271, such as a Safe), or it has one of the timelock's
 * roles above, now.
 */
export async function isSpaceAdmin({
  chain,
  space,
  signer,
}: IsSpaceAdminParameters): Promise<boolean> {
  if (signer === space.timelock || space.admins.includes(signer)) return true
  const timelock = TimelockController__factory.connect(space.timelock, chain.provider)
  const answers = await Promise.all(ROLES.map((role) => hasRole(timelock.hasRole(role, signer))))
  return answers.includes(true)
}

/** False where there are no roles: the timelock is a Safe, or anything else. */
async function hasRole(answer: Promise<boolean>): Promise<boolean> {
  try {
    return await answer
  } catch (error) {
    const hasSpoken = isCallException(error) && error.data !== null
    const isOther = error instanceof Error && 'code' in error && error.code === 'BAD_DATA'
    if (hasSpoken || isOther) return false
    throw error
  }
}
