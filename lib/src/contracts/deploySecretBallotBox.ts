import { type Signer, ZeroAddress } from 'ethers'
import * as developmentVerifierCode from '../generated/bytecode/DevelopmentGroth16BatchVerifier.ts'
import * as verifierCode from '../generated/bytecode/Groth16BatchVerifier.ts'
import * as boxCode from '../generated/bytecode/SecretBallotBox.ts'
import * as committeesCode from '../generated/bytecode/TrusteeCommittees.ts'
import {
  DevelopmentGroth16BatchVerifier__factory,
  Groth16BatchVerifier__factory,
  SecretBallotBox__factory,
  TrusteeCommittees__factory,
} from '../generated/index.ts'
import type { CircuitKey } from '../proof/CircuitKey.ts'
import { type OptionClass, optionClasses } from '../secret/optionClass.ts'
import { deployContract } from './deployContract.ts'

/** The verification keys of a class's two circuits. */
export type SecretCircuitKeys = {
  /** Of `secret-ballot`. */
  readonly ballot: CircuitKey
  /** Of `decryption-share`. */
  readonly share: CircuitKey
}

/** What {@link deploySecretBallotBox} takes. */
export interface DeploySecretBallotBoxParameters {
  /** Who pays; holds no right over anything afterwards. */
  readonly signer: Signer
  /** For each class that proposals may have, at least one. */
  readonly keys: ReadonlyMap<OptionClass, SecretCircuitKeys>
  /**
   * Deploys development keys even where something is at stake: **anybody can forge ballots for them**. False by
   * default.
   */
  readonly allowDevelopmentKeysInProduction?: boolean
  /** Called as each contract stands. */
  readonly onProgress?: (deployed: { readonly contract: string; readonly address: string }) => void
}

/** Where secret ballots are cast, and where committees are registered; in lower case. */
export interface SecretBallotContracts {
  readonly box: string
  readonly committees: string
}

/**
 * Deploys what secret ballots need of a chain, once for any number of DAOs: a registry of committees, a verifier of each circuit, and the ballot
 * box. Keys that say that they are for development get a verifier that says so.
 * @throws ethers' errors when a transaction fails, among them the refusal of development keys on a chain of production.
 * @example
 * const { box, committees } = await deploySecretBallotBox({ signer, keys })
 * await deployPersonhoodDao({ …, secretBallotBox: box, trusteeCommittee: hashCommittee(committee) })
 */
export async function deploySecretBallotBox({
  signer,
  keys,
  allowDevelopmentKeysInProduction = false,
  onProgress,
}: DeploySecretBallotBoxParameters): Promise<SecretBallotContracts> {
  const deploy = async (
    contract: string,
    rest: Omit<Parameters<typeof deployContract>[0], 'signer'>,
  ): Promise<string> => {
    const { address } = await deployContract({ ...rest, signer })
    onProgress?.({ contract, address })
    return address
  }
  const deployVerifier = (key: CircuitKey | undefined): Promise<string> | string => {
    if (key === undefined) return ZeroAddress
    return key.isDevelopment
      ? deploy('DevelopmentGroth16BatchVerifier', {
          abi: DevelopmentGroth16BatchVerifier__factory.abi,
          ...developmentVerifierCode,
          constructorArguments: [encodeKey(key), allowDevelopmentKeysInProduction],
        })
      : deploy('Groth16BatchVerifier', {
          abi: Groth16BatchVerifier__factory.abi,
          ...verifierCode,
          constructorArguments: [encodeKey(key)],
        })
  }
  const committees = await deploy('TrusteeCommittees', {
    abi: TrusteeCommittees__factory.abi,
    ...committeesCode,
  })
  const [ballots, shares]: [string[], string[]] = [[], []]
  for (const each of optionClasses) {
    ballots.push(await deployVerifier(keys.get(each)?.ballot))
    shares.push(await deployVerifier(keys.get(each)?.share))
  }
  const box = await deploy('SecretBallotBox', {
    abi: SecretBallotBox__factory.abi,
    ...boxCode,
    constructorArguments: [committees, ballots, shares],
  })
  return { box, committees }
}

/** As the contract takes it: α, then β, γ and δ with the imaginary part first, then the points of the inputs. */
function encodeKey({ alpha, beta, gamma, delta, inputs }: CircuitKey): string[] {
  const words = (packed: string) => (packed.match(/.{64}/g) ?? []).map((word) => `0x${word}`)
  const twist = (packed: string) => {
    const [x0 = '', x1 = '', y0 = '', y1 = ''] = words(packed)
    return [x1, x0, y1, y0]
  }
  return [...words(alpha), ...twist(beta), ...twist(gamma), ...twist(delta), ...words(inputs)]
}
