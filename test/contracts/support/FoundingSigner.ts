import { AbstractSigner, hexlify, type Signer, toUtf8Bytes } from 'ethers'
import { DAO_NAME } from './deployDao.ts'

/**
 * Sends the creation of the governor from an account of its own, and everything else from the
 * founder: so the governor stands at the same address whatever is deployed before it. The governor
 * is the one contract that is told its name.
 */
export class FoundingSigner extends AbstractSigner {
  readonly #founder: Signer
  readonly #governorDeployer: Signer

  constructor(founder: Signer, governorDeployer: Signer) {
    super(founder.provider)
    this.#founder = founder
    this.#governorDeployer = governorDeployer
  }

  override sendTransaction(
    transaction: Parameters<Signer['sendTransaction']>[0],
  ): ReturnType<Signer['sendTransaction']> {
    const name = hexlify(toUtf8Bytes(DAO_NAME)).slice(2)
    const creates = (transaction.to ?? null) === null
    const sender =
      creates && transaction.data?.includes(name) ? this.#governorDeployer : this.#founder
    return sender.sendTransaction(transaction)
  }

  override getAddress(): Promise<string> {
    return this.#founder.getAddress()
  }

  override connect(): Signer {
    return this
  }

  override signTransaction(...parameters: Parameters<Signer['signTransaction']>): Promise<string> {
    return this.#founder.signTransaction(...parameters)
  }

  override signMessage(...parameters: Parameters<Signer['signMessage']>): Promise<string> {
    return this.#founder.signMessage(...parameters)
  }

  override signTypedData(...parameters: Parameters<Signer['signTypedData']>): Promise<string> {
    return this.#founder.signTypedData(...parameters)
  }
}
