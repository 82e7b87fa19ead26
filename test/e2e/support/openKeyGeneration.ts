import {
  type CommitteeInvitation,
  createServerClient,
  keyGenerationRequest,
  signSpaceRequest,
} from '@psephos/lib'
import type { DevelopmentStack } from '@psephos/server/src/development/startDevelopment.ts'
import { Contract, id, Wallet } from 'ethers'
import { actAsTimelock } from './actAsTimelock.ts'

const WEEK = 7 * 86_400

/** Opens a key generation in the stack's mailbox, as somebody whom the DAO has made an admin, and returns its session. */
export async function openKeyGeneration(
  stack: DevelopmentStack,
  invitation: CommitteeInvitation,
): Promise<string> {
  const { url, space } = stack
  const signer = Wallet.createRandom()
  await actAsTimelock(stack, async (timelock) => {
    const abi = ['function grantRole(bytes32 role, address account)']
    const roles = new Contract(space.timelock, abi, timelock)
    const sent = await roles.getFunction('grantRole').send(id('psephos.space.admin'), signer)
    await sent.wait()
  })
  const dealsUntil = Math.floor(Date.now() / 1_000) + WEEK
  const authorization = await signSpaceRequest({
    ...{ signer, server: url, space },
    action: 'open key generation',
    content: keyGenerationRequest({ invitation, dealsUntil }),
  })
  const { session } = await createServerClient({ baseUrl: url }).openKeyGeneration({
    ...{ space: space.id, invitation, dealsUntil, authorization },
  })
  return session
}
