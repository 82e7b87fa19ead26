import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { deployContract, type LinkReferences } from '@psephos/lib'
import type { InterfaceAbi, Signer } from 'ethers'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** What the compiler made of a contract. */
interface Artifact {
  readonly abi: InterfaceAbi
  readonly bytecode: string
  readonly linkReferences: LinkReferences
}

/** What {@link deployArtifact} takes. */
export interface DeployArtifactParameters {
  /** The contract as the compiler names it: its source file, a colon, its name. */
  readonly contract: string
  readonly signer: Signer
  readonly libraries?: Readonly<Record<string, string>>
  readonly constructorArguments?: readonly unknown[]
}

/**
 * Deploys a contract that the library has no bindings for and returns its address and ABI. Compiles
 * first when that was never done here.
 */
export async function deployArtifact({
  contract,
  ...rest
}: DeployArtifactParameters): Promise<{ address: string; abi: InterfaceAbi }> {
  const { abi, bytecode, linkReferences } = await readArtifact(contract)
  const { address } = await deployContract({ abi, bytecode, linkReferences, ...rest })
  return { address, abi }
}

async function readArtifact(contract: string): Promise<Artifact> {
  const path = `${root}artifacts/${contract.replace(':', '/')}.json`
  if (!existsSync(path)) {
    const hardhat = `${root}node_modules/.bin/hardhat`
    await promisify(execFile)(hardhat, ['build', '--no-tests', '--quiet'], { cwd: root })
  }
  return JSON.parse(await readFile(path, 'utf8'))
}
