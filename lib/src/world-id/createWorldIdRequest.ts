import { signRequest } from '@worldcoin/idkit-server'
import { ConfigurationInvalidError } from '../errors/serverErrors.ts'
import { toCommitment } from '../identity/Commitment.ts'
import type { WireWorldIdRequest } from '../wire/enrolment.ts'
import { commitmentSignal } from './commitmentSignal.ts'
import { enrolmentAction } from './enrolmentAction.ts'
import { rpIdToUint64 } from './rpIdToUint64.ts'

/** World ID refuses requests that live longer, in seconds. */
const MAX_TTL = 1800
const ADDRESS = /^0x[0-9a-fA-F]{40}$/
const KEY = /^0x[0-9a-fA-F]{64}$/
const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n

/** What a World ID request is made of. */
export interface CreateWorldIdRequestParameters {
  /** The relying party's private key, `0x` and 64 hex digits. It never leaves the server. */
  readonly signingKey: string
  /** `rp_` and 16 hex digits. */
  readonly rpId: string
  /**
   * `app_…`, and `app_staging_…` with a development World ID: IDKit takes no other with a bridge of
   * one's own.
   */
  readonly appId: string
  /** The address of the group in which the person enrols. */
  readonly group: string
  /** Which enrolment of the group this is. */
  readonly epoch: bigint
  /** The identity commitment that the proof will carry. */
  readonly commitment: bigint
  /** How long the request may be answered, in whole seconds, 1 to 1800. */
  readonly ttl: number
  readonly environment: 'production' | 'staging'
  /** The origin of a development World ID's bridge and its wallet's page; null for World's own. */
  readonly development: WireWorldIdRequest['development']
}

/**
 * Returns a signed request for one proof of personhood, with all that `IDKitRequestWidget` needs.
 * Make one per click: its nonce counts once. Servers only: the key signs, and `signRequest` refuses
 * to run in browsers.
 * @throws {@link ConfigurationInvalidError} when ttl, app id, environment, relying party id, key,
 * group or epoch cannot work.
 * @throws {@link FieldElementOutOfRangeError} when the commitment is none.
 * @example
 * const settings = { signingKey, rpId, appId, environment: 'production', development: null }
 * createWorldIdRequest({ ...settings, group, epoch: 0n, commitment, ttl: 300 })
 * // { appId, action: 'psephos-enrol-0x…-0', signal: '0x…', …, rpContext: { rp_id, nonce, … } }
 */
export function createWorldIdRequest(
  parameters: CreateWorldIdRequestParameters,
): WireWorldIdRequest {
  const { appId, rpId, ttl, environment, development } = parameters
  if (!Number.isInteger(ttl) || ttl < 1 || ttl > MAX_TTL) {
    throw new ConfigurationInvalidError({
      setting: 'ttl',
      reason: `must be 1 to ${MAX_TTL} whole seconds`,
    })
  }
  if (development !== null && !appId.startsWith('app_staging_')) {
    throw new ConfigurationInvalidError({
      setting: 'appId',
      reason: 'must begin with app_staging_ for a development World ID',
    })
  }
  if (development !== null && environment !== 'staging') {
    throw new ConfigurationInvalidError({
      setting: 'environment',
      reason: 'must be staging for a development World ID',
    })
  }
  // Refuses a malformed id here; IDKit would refuse it in the page, and say less.
  rpIdToUint64(rpId)
  requireSigningKey(parameters.signingKey)
  if (!ADDRESS.test(parameters.group) || parameters.epoch < 0n) {
    throw new ConfigurationInvalidError({
      setting: 'group',
      reason: 'must be an address, with an epoch from 0',
    })
  }

  const action = enrolmentAction(parameters)
  const signed = signRequest({ signingKeyHex: parameters.signingKey, action, ttl })
  return {
    appId,
    action,
    signal: commitmentSignal(toCommitment(parameters.commitment)),
    environment,
    development,
    rpContext: {
      rp_id: rpId,
      nonce: signed.nonce,
      created_at: signed.createdAt,
      expires_at: signed.expiresAt,
      signature: signed.sig,
    },
  }
}

/** Checked here, because the error of who signs could repeat the key. */
function requireSigningKey(key: string): void {
  const number = KEY.test(key) ? BigInt(key) : 0n
  if (number === 0n || number >= CURVE_ORDER) {
    throw new ConfigurationInvalidError({
      setting: 'signingKey',
      reason: 'must be a private key: 0x and 64 hex digits',
    })
  }
}
