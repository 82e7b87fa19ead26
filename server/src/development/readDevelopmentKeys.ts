import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigurationInvalidError } from '@psephos/lib'
import { hexlify, keccak256, randomBytes, toUtf8Bytes } from 'ethers'
import * as z from 'zod'

const key = z.string().regex(/^0x[0-9a-f]{64}$/)

const developmentKeys = z.strictObject({
  /** Signs World ID requests, as a relying party does. */
  signingKey: key,
  /** Signs pretend people's proofs; `DevelopmentWorldIDVerifier` believes it. */
  walletKey: key,
})

/**
 * The keys of one development World ID. They are made at random: whoever has the second can be
 * anybody.
 */
export type DevelopmentKeys = z.output<typeof developmentKeys>

/**
 * The app that a development World ID knows: IDKit takes a local bridge only for `app_staging_…`.
 */
export const developmentAppId = 'app_staging_psephos_development'

/** The relying party's id: the first 8 bytes of keccak256(app id), as World ID derives it. */
export const developmentRpId = `rp_${keccak256(toUtf8Bytes(developmentAppId)).slice(2, 18)}`

/** Returns new keys. */
export function createDevelopmentKeys(): DevelopmentKeys {
  return { signingKey: hexlify(randomBytes(32)), walletKey: hexlify(randomBytes(32)) }
}

/**
 * Returns the keys of a state folder, which are made when it has none.
 * @throws {@link ConfigurationInvalidError} when the file is not one of ours.
 */
export async function readDevelopmentKeys(folder: string): Promise<DevelopmentKeys> {
  const file = join(folder, 'development-keys.json')
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text !== null) return parseKeys(text, file)
  const keys = createDevelopmentKeys()
  // Written beside and renamed: a file of this name is whole.
  await writeFile(`${file}.new`, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
  return keys
}

function parseKeys(text: string, file: string): DevelopmentKeys {
  try {
    return developmentKeys.parse(JSON.parse(text))
  } catch {
    throw new ConfigurationInvalidError({
      setting: 'STATE_DIRECTORY',
      reason: `has a broken file, ${file}; delete the state folder to begin afresh`,
    })
  }
}
