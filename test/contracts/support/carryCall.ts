import type { Signer } from 'ethers'

/** What {@link carryCall} and {@link hideCall} take. */
export interface CarriedCall {
  readonly signer: Signer
  readonly target: string
  readonly data: string
}

const word = (value: number): string => value.toString(16).padStart(4, '0')

/** Reverts if the call before has failed; stands at `at` in the code. */
const requireSuccess = (at: number): string => `1561${word(at + 6)}57005b5f5ffd`

/** Makes the call by way of a contract that passes on what it is sent, as a multicall does. */
export async function carryCall({ signer, target, data }: CarriedCall): Promise<string> {
  // CALLDATASIZE 0 0 CALLDATACOPY; 0 0 CALLDATASIZE 0 0 target GAS CALL
  const call = `365f5f375f5f365f5f73${target.slice(2)}5af1`
  return send(signer, await deploy(signer, call + requireSuccess(call.length / 2)), data)
}

/** Makes the call by way of a contract that holds its data: the transaction itself carries `sent`. */
export async function hideCall({
  signer,
  target,
  data,
  sent = '0x',
}: CarriedCall & { readonly sent?: string }): Promise<string> {
  const size = word((data.length - 2) / 2)
  // size start 0 CODECOPY; 0 0 size 0 0 target GAS CALL
  const create = (start: number): string => {
    const call = `61${size}61${word(start)}5f395f5f61${size}5f5f73${target.slice(2)}5af1`
    return call + requireSuccess(call.length / 2)
  }
  const code = create(create(0).length / 2)
  return send(signer, await deploy(signer, code + data.slice(2)), sent)
}

async function deploy(signer: Signer, code: string): Promise<string> {
  // size DUP1 start 0 CODECOPY 0 RETURN
  const init = `61${word(code.length / 2)}80600a5f395ff3`
  const padded = `0x${init}${code}`
  const receipt = await (await signer.sendTransaction({ data: padded })).wait()
  if (!receipt?.contractAddress) throw new Error('The carrier was not deployed.')
  return receipt.contractAddress
}

async function send(signer: Signer, to: string, data: string): Promise<string> {
  const response = await signer.sendTransaction({ to, data, gasLimit: 5_000_000 })
  await response.wait()
  return response.hash
}
