import type { Signer } from 'ethers'
import { deployContract } from '../contracts/deployContract.ts'
import { bytecode } from '../generated/bytecode/DevelopmentWorldIDVerifier.ts'
import { DevelopmentWorldIDVerifier__factory } from '../generated/index.ts'

/** What {@link deployDevelopmentWorldIdVerifier} takes. */
export interface DeployDevelopmentWorldIdVerifierParameters {
  /** Who pays. */
  readonly signer: Signer
  /** The address of the development wallet's key: whoever holds that key can be anybody. */
  readonly wallet: string
}

/**
 * Deploys a `DevelopmentWorldIDVerifier`, for chains that have no World ID, and returns its address
 * in lower case.
 * @throws ethers' errors when the transaction fails.
 * @example
 * await deployDevelopmentWorldIdVerifier({ signer, wallet: computeAddress(walletKey) }) // '0x5fbd…'
 */
export async function deployDevelopmentWorldIdVerifier({
  signer,
  wallet,
}: DeployDevelopmentWorldIdVerifierParameters): Promise<string> {
  const { abi } = DevelopmentWorldIDVerifier__factory
  const deployed = await deployContract({ abi, bytecode, constructorArguments: [wallet], signer })
  return deployed.address
}
