import { ContractFactory, type InterfaceAbi, type Signer } from 'ethers'

/** Where a library's address goes into a contract's bytecode: by source file and library, positions in bytes. */
export type LinkReferences = Readonly<
  Record<
    string,
    Readonly<Record<string, readonly { readonly length: number; readonly start: number }[]>>
  >
>

/** What {@link deployContract} takes. */
export interface DeployContractParameters {
  readonly abi: InterfaceAbi
  /** `0x` and the creation code, with gaps where libraries are linked. */
  readonly bytecode: string
  readonly linkReferences?: LinkReferences
  /** The addresses of the linked libraries, by name. */
  readonly libraries?: Readonly<Record<string, string>>
  readonly constructorArguments?: readonly unknown[]
  /** Who pays. */
  readonly signer: Signer
}

/**
 * Deploys a contract, waits until it is mined and returns its address and block.
 * @throws TypeError when a linked library's address is missing.
 */
export async function deployContract({
  abi,
  bytecode,
  linkReferences = {},
  libraries = {},
  constructorArguments = [],
  signer,
}: DeployContractParameters): Promise<{ address: string; block: number }> {
  const linked = linkLibraries(bytecode, linkReferences, libraries)
  const contract = await new ContractFactory(abi, linked, signer).deploy(...constructorArguments)
  const receipt = await contract.deploymentTransaction()?.wait()
  return { address: (await contract.getAddress()).toLowerCase(), block: receipt?.blockNumber ?? 0 }
}

function linkLibraries(
  bytecode: string,
  references: LinkReferences,
  libraries: Readonly<Record<string, string>>,
): string {
  let linked = bytecode
  for (const [name, positions] of Object.values(references).flatMap((file) =>
    Object.entries(file),
  )) {
    const address = libraries[name]
    if (address === undefined) throw new TypeError(`The library ${name} has no address to link.`)
    for (const { start, length } of positions) {
      const from = 2 + start * 2
      linked =
        linked.slice(0, from) + address.slice(2).toLowerCase() + linked.slice(from + length * 2)
    }
  }
  return linked
}
