import {
  confirmCommittee,
  deploySecretBallotBox,
  encodeEncryptedVotes,
  registerCommittee,
  type SecretBallotBox,
  SecretBallotBox__factory,
  toContractSecretBallot,
  type WireSecretBallot,
} from '@psephos/lib'
import { prepareCircuit, type TestCircuit } from './circuits.ts'
import { type Dao, deployDao } from './deployDao.ts'
import { formTestCommittee, type TestCommittee } from './formTestCommittee.ts'
import type { Chain } from './openChain.ts'

/** A DAO whose proposals may be secret. */
export interface SecretDao extends Dao {
  readonly box: SecretBallotBox
  readonly committee: TestCommittee
  /** By which proposals name the committee. */
  readonly committeeId: string
  readonly circuits: { readonly ballot: TestCircuit; readonly share: TestCircuit }
}

/** Deploys a DAO with a ballot box for up to four options and development keys, and a committee of three, of whom two decrypt. */
export async function deploySecretDao(chain: Chain): Promise<SecretDao> {
  const circuits = {
    ballot: await prepareCircuit('secret-ballot', 4),
    share: await prepareCircuit('decryption-share', 4),
  }
  const { box, committees } = await deploySecretBallotBox({
    signer: chain.signer,
    keys: new Map([[4, { ballot: circuits.ballot.key, share: circuits.share.key }]]),
  })
  const committee = await formTestCommittee({ count: 3, threshold: 2, capacity: 4 })
  const chainId = Number((await chain.provider.getNetwork()).chainId)
  const confirmations = await Promise.all(
    committee.trustees.slice(0, 2).map(
      async ({ position, signer }) =>
        [
          position,
          await confirmCommittee({
            signer,
            committee: committee.committee,
            chainId,
            registry: committees,
          }),
        ] as const,
    ),
  )
  const committeeId = await registerCommittee({
    signer: chain.signer,
    registry: committees,
    committee: committee.committee,
    confirmations: new Map(confirmations),
  })
  const dao = await deployDao(chain, { secretBallotBox: box, trusteeCommittee: committeeId })
  return {
    ...dao,
    box: SecretBallotBox__factory.connect(box, chain.signer),
    committee,
    committeeId,
    circuits,
  }
}

/** Returns a ballot as the box takes it. */
export function toBoxBallot(ballot: WireSecretBallot, replaced?: WireSecretBallot) {
  const replacedPoints = replaced === undefined ? [] : encodeEncryptedVotes(replaced.encrypted)
  return toContractSecretBallot({ ballot, replacedPoints })
}
