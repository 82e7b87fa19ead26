import { computeAddress } from 'ethers'
import type { WorldIdSetup } from '../startServer.ts'
import { type DevelopmentKeys, developmentAppId, developmentRpId } from './readDevelopmentKeys.ts'
import { createDevelopmentWallet } from './world-id/createDevelopmentWallet.ts'
import { createDevelopmentWorldId } from './world-id/createDevelopmentWorldId.ts'
import type { DevelopmentWallet } from './world-id/DevelopmentWallet.ts'
import { getDevelopmentWorldIdUrls } from './world-id/developmentWorldIdUrls.ts'

/** The wallet is made with the rest, once the server knows where it is reached. */
export function createWorldIdSetup({ walletKey, signingKey }: DevelopmentKeys): {
  create: (publicUrl: string) => WorldIdSetup
  getWallet: () => DevelopmentWallet
} {
  let wallet: DevelopmentWallet | undefined
  return {
    create: (publicUrl) => {
      const urls = getDevelopmentWorldIdUrls(publicUrl)
      wallet = createDevelopmentWallet({
        walletKey,
        bridgeUrl: urls.bridgeUrl,
        relyingParties: { [developmentRpId]: computeAddress(signingKey) },
      })
      return {
        settings: {
          appId: developmentAppId,
          rpId: developmentRpId,
          signingKey,
          environment: 'staging',
          development: urls,
        },
        development: createDevelopmentWorldId({ wallet }),
      }
    },
    getWallet: () => {
      if (wallet === undefined) throw new Error('The development World ID is not created yet.')
      return wallet
    },
  }
}
