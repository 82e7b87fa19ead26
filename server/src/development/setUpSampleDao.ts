import {
  deployDevelopmentWorldIdVerifier,
  deployPersonhoodDao,
  rpIdToUint64,
  type WireSpace,
} from '@psephos/lib'
import { computeAddress, parseEther, type Signer } from 'ethers'
import { type DevelopmentKeys, developmentRpId } from './readDevelopmentKeys.ts'

/** How a development DAO decides. */
export interface SampleDaoRules {
  readonly votingDelay: number
  readonly votingPeriod: number
  /** How many of 10 000 people must vote. */
  readonly quorumNumerator: number
  readonly timelockDelay: number
  /** The ETH that the treasury starts with, such as '100'. */
  readonly treasury: string
}

/** What {@link setUpSampleDao} takes. */
export interface SetUpSampleDaoParameters {
  readonly signer: Signer
  readonly chainId: number
  readonly keys: Pick<DevelopmentKeys, 'walletKey'>
  readonly name: string
  readonly rules: SampleDaoRules
  /** Where its secret ballots are cast, and who decrypts their totals; no secret proposals if absent. */
  readonly secretBallots?: { readonly box: string; readonly committee: string } | undefined
}

/** Proof of human. */
const ISSUER_SCHEMA_ID = 1
const VOICE_CREDITS = 100

/**
 * Deploys a DAO whose people are vouched for by the development World ID, and funds its treasury.
 */
export async function setUpSampleDao({
  signer,
  chainId,
  keys,
  name,
  rules,
  secretBallots,
}: SetUpSampleDaoParameters): Promise<WireSpace> {
  const verifier = await deployDevelopmentWorldIdVerifier({
    signer,
    wallet: computeAddress(keys.walletKey),
  })
  const dao = await deployPersonhoodDao({
    signer,
    name,
    worldId: {
      verifier,
      rpId: rpIdToUint64(developmentRpId),
      issuerSchemaId: ISSUER_SCHEMA_ID,
      epoch: 0n,
    },
    votingDelay: rules.votingDelay,
    votingPeriod: rules.votingPeriod,
    quorumNumerator: rules.quorumNumerator,
    voiceCredits: VOICE_CREDITS,
    timelockDelay: rules.timelockDelay,
    ...(secretBallots && {
      secretBallotBox: secretBallots.box,
      trusteeCommittee: secretBallots.committee,
    }),
  })
  const funding = await signer.sendTransaction({
    to: dao.timelock,
    value: parseEther(rules.treasury),
  })
  await funding.wait()
  return { id: 'sample', name, chainId, ...dao }
}
