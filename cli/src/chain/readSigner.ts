import { isKeystoreJson, type Provider, Wallet } from 'ethers'
import type { Context } from '../Context.ts'
import { readPassphrase } from '../input/readPassphrase.ts'
import { readTextFile } from '../input/readTextFile.ts'
import { UsageError } from '../UsageError.ts'

/** What {@link readSigner} takes. */
export interface ReadSignerParameters {
  readonly context: Context
  /** Absent for an account that signs and sends nothing. */
  readonly provider?: Provider
  /** A file with a private key, or a keystore that a passphrase opens. */
  readonly keyFile?: string | undefined
}

/**
 * Returns the account that pays, or signs: from `--key-file`, or from `PSEPHOS_PRIVATE_KEY`.
 * @throws UsageError when there is none, or what is there is no key. What it is, is not repeated.
 */
export async function readSigner({
  context,
  provider,
  keyFile,
}: ReadSignerParameters): Promise<Wallet> {
  const connect = (wallet: Wallet): Wallet =>
    provider === undefined ? wallet : wallet.connect(provider)
  if (keyFile !== undefined) return connect(await readKeyFile(context, keyFile))
  const { privateKey } = context.secrets
  if (privateKey === undefined) {
    throw new UsageError(
      'Which account? Set PSEPHOS_PRIVATE_KEY, or give --key-file with a private key or a keystore.',
    )
  }
  return connect(createWallet(context, privateKey, 'PSEPHOS_PRIVATE_KEY'))
}

async function readKeyFile(context: Context, path: string): Promise<Wallet> {
  const text = await readTextFile(path)
  if (!isKeystoreJson(text)) return createWallet(context, text, `The file ${path}`)
  const passphrase = await readPassphrase({
    context,
    of: path,
    given: context.secrets.keyPassphrase,
    variable: 'PSEPHOS_KEY_PASSPHRASE',
  })
  context.output.progress('Opening the keystore …')
  try {
    const { privateKey } = await Wallet.fromEncryptedJson(text, passphrase)
    return createWallet(context, privateKey, `The file ${path}`)
  } catch {
    throw new UsageError(`The keystore ${path} does not open with this passphrase.`)
  }
}

function createWallet({ output }: Context, text: string, source: string): Wallet {
  const key = text.trim()
  output.conceal(key)
  output.conceal(key.replace(/^0x/, ''))
  try {
    return new Wallet(key)
  } catch {
    throw new UsageError(`${source} holds no private key of 32 bytes in hex.`)
  }
}
