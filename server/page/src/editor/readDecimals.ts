import { Interface, isError, type Provider } from 'ethers'
import { toWalletError } from '../wallet/walletErrors.ts'

/** What {@link readDecimals} takes. */
export type ReadDecimalsParameters = { provider: Provider; token: string }

const erc20 = new Interface(['function decimals() view returns (uint8)'])

/**
 * Returns how many decimals a token has; null when the contract does not say.
 * @throws {@link WalletFailedError}, or what the wallet's node throws.
 */
export async function readDecimals({
  provider,
  token,
}: ReadDecimalsParameters): Promise<number | null> {
  try {
    const data = erc20.encodeFunctionData('decimals')
    const [decimals] = erc20.decodeFunctionResult(
      'decimals',
      await provider.call({ to: token, data }),
    )
    return Number(decimals)
  } catch (error) {
    if (isError(error, 'CALL_EXCEPTION') || isError(error, 'BAD_DATA')) return null
    throw toWalletError(error)
  }
}
