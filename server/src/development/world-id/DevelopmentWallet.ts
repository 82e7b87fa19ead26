import type { RefusalCode } from './findRefusal.ts'
import type { WalletRequest } from './walletRequest.ts'

/** What a development wallet is made of. */
export interface DevelopmentWalletParameters {
  /** The private key that `DevelopmentWorldIDVerifier` believes, `0x` and 64 hex digits. */
  readonly walletKey: string
  /**
   * Where this process reaches the bridge. Whatever bridge a connector URI names, the wallet talks
   * to no other.
   */
  readonly bridgeUrl: string
  /**
   * The address of each relying party's signing key by its id (`rp_…`): what World ID keeps in a
   * registry.
   */
  readonly relyingParties: Readonly<Record<string, string>>
  /**
   * For how long a nullifier is disclosed again, in milliseconds; ten minutes by default, as World
   * ID's app does.
   */
  readonly grace?: number
  /** Milliseconds since 1970; the machine's clock by default. */
  readonly now?: () => number
}

/** How a request ended: approved by a pretend person, or refused with World ID's code. */
export type WalletOutcome =
  | { readonly approved: true; readonly person: number; readonly nullifier: bigint }
  | { readonly approved: false; readonly errorCode: RefusalCode }

/**
 * A request that the wallet has taken from the bridge: one that a person has to decide, or one that
 * has ended.
 */
export type OpenedRequest =
  | { readonly request: WalletRequest; readonly outcome: null }
  | { readonly outcome: WalletOutcome }

/**
 * What {@link DevelopmentWallet.answerWorldIdRequest} takes: what IDKit shows as a QR code, and the
 * decision.
 */
export type AnswerWorldIdRequestParameters = { readonly connectorUri: string } & (
  | {
      /** The pretend person who approves, 1 to 2^53 − 1. */
      readonly person: number
      readonly decline?: false
    }
  | { readonly decline: true }
)

/**
 * A wallet of pretend people. Both ways to a request throw {@link RequestMalformedError} when the
 * URI is not one of IDKit's or has another key, `WORLD_ID_REQUEST_UNKNOWN` when the bridge has no such
 * request, and {@link ServerUnavailableError} when the bridge does not answer.
 */
export interface DevelopmentWallet {
  /**
   * Takes a request from the bridge and checks it; one that must be refused is answered at once.
   */
  readonly openWorldIdRequest: (connectorUri: string) => Promise<OpenedRequest>
  /**
   * Opens a request if need be and answers it, once: a second answer changes nothing and returns
   * the first.
   */
  readonly answerWorldIdRequest: (
    parameters: AnswerWorldIdRequestParameters,
  ) => Promise<WalletOutcome>
  /** Tells whether a pretend person has disclosed the nullifier that a request asks for. */
  readonly hasDisclosed: (parameters: { request: WalletRequest; person: number }) => boolean
}
