import { toBeHex } from 'ethers'
import * as z from 'zod'
import { WorldIdProofInvalidError, WorldIdUnavailableError } from '../errors/enrolmentErrors.ts'
import { ConfigurationInvalidError } from '../errors/serverErrors.ts'
import { parseUntrustedJson } from '../json/parseUntrustedJson.ts'
import { credentialIdentifiers } from './credentialIdentifiers.ts'
import { hashSignal } from './hashSignal.ts'
import { parseWorldIdNumber } from './parseWorldIdNumber.ts'
import { rpIdToUint64 } from './rpIdToUint64.ts'
import { type VerifyWorldIdResultParameters, verifyWorldIdResult } from './verifyWorldIdResult.ts'
import type { WorldIdCredential } from './worldIdCredential.ts'

/** What {@link verifyWorldIdProof} takes, beside the result and what it is held against. */
export interface VerifyWorldIdProofParameters extends VerifyWorldIdResultParameters {
  /** The relying party that asked: `rp_` and 16 hex digits. */
  readonly rpId: string
  /** Where World ID's service is, such as `https://developer.worldcoin.org`. */
  readonly baseUrl: string
  /**
   * The earliest issue of a credential that counts, in seconds since 1970; 0, the default, for any.
   * It must be what was asked for, and what the group's issuer pins.
   */
  readonly credentialGenesisIssuedAtMin?: number
  /** How long World ID may take to answer, in milliseconds; ten seconds by default. */
  readonly timeout?: number
  /** Another `fetch`, such as one with a proxy. */
  readonly fetch?: typeof globalThis.fetch
  readonly signal?: AbortSignal | undefined
}

/** In milliseconds. */
const TIMEOUT = 10_000

const verdict = z.looseObject({
  identifier: z.string(),
  issuer_schema_id: z.coerce.number().optional(),
  success: z.boolean(),
  nullifier: z.string().optional(),
  code: z.string().optional(),
})
/** World ID's answer to a proof of which at least one response holds: not necessarily ours. */
const success = z.looseObject({
  success: z.literal(true),
  action: z.string(),
  environment: z.string(),
  protocol_version: z.string().optional(),
  results: z.array(verdict),
})
const failure = z.looseObject({ code: z.string(), results: z.array(verdict).optional() })

/** World ID's own words for what only the relying party's operator can mend. */
const OPERATOR_CODES: readonly string[] = ['not_found', 'rp_not_active', 'configuration_error']

/**
 * Has World ID's service verify a World ID 4 result, for groups on chains without its verifier, and
 * returns the credential. Before asking, every field is held against what we issued
 * ({@link verifyWorldIdResult}); World ID is sent only those fields, not what a client put beside
 * them; and of its answer counts the verdict on the response that we need.
 *
 * World ID answers the same success again for a nullifier that it has seen: that a person enrols
 * once takes a constraint of the database or a slot of the contract.
 * @throws {@link WorldIdResultMismatchError} when a field is not the one we issued.
 * @throws {@link WorldIdProofInvalidError} when World ID refuses the proof; `reason` is its code.
 * @throws {@link WorldIdUnavailableError} when it does not answer in time, or not as it should.
 * @throws {@link ConfigurationInvalidError} when World ID does not know the relying party, or when a
 * parameter of our own cannot work.
 * @throws the signal's reason when it is aborted.
 * @example
 * const { nullifier } = await verifyWorldIdProof({
 *   request, result, issuerSchemaId: 1, rpId, baseUrl: 'https://developer.worldcoin.org',
 * })
 * await attestEnrolment({ signer, chainId, issuer, group, person: nullifier, commitment, expiresAt })
 */
export async function verifyWorldIdProof(
  parameters: VerifyWorldIdProofParameters,
): Promise<WorldIdCredential> {
  const { request, issuerSchemaId } = parameters
  const url = readUrl(parameters)
  const credential = verifyWorldIdResult(parameters)
  const unavailable = (reason: string, cause?: unknown) =>
    new WorldIdUnavailableError({ baseUrl: parameters.baseUrl, reason }, { cause })

  const { status, json } = await send(
    parameters,
    url,
    createBody(parameters, credential),
    unavailable,
  )
  const identifier = credentialIdentifiers[issuerSchemaId]
  const refused = failure.safeParse(json)
  if (status < 200 || status > 299) {
    if (!refused.success) throw unavailable(`it answers with status ${status} and no reason`)
    throw nameRefusal(refused.data, identifier, status, unavailable)
  }
  const answer = success.safeParse(json)
  if (!answer.success) throw unavailable('its answer has another form', answer.error)
  const { action, environment, protocol_version: version = '4.0', results } = answer.data
  const isOurs = action === request.action && environment === request.environment
  if (!isOurs || version !== '4.0') throw unavailable('it answers another question')

  const [result, second] = results.filter((each) => each.identifier === identifier)
  if (result === undefined || second !== undefined) {
    throw unavailable('its answer leaves our response out')
  }
  if (!result.success) throw new WorldIdProofInvalidError({ reason: readCode(result.code) })
  const isSame =
    parseWorldIdNumber(result.nullifier ?? '') === credential.nullifier &&
    (result.issuer_schema_id ?? issuerSchemaId) === issuerSchemaId
  if (!isSame) throw unavailable('it answers for another proof')
  return credential
}

function readUrl({
  baseUrl,
  rpId,
  credentialGenesisIssuedAtMin,
  timeout,
}: VerifyWorldIdProofParameters): URL {
  // Refuses a malformed id, which becomes part of the path.
  rpIdToUint64(rpId)
  const genesis = credentialGenesisIssuedAtMin ?? 0
  if (!Number.isSafeInteger(genesis) || genesis < 0) {
    throw new ConfigurationInvalidError({
      setting: 'credentialGenesisIssuedAtMin',
      reason: 'must be whole seconds since 1970',
    })
  }
  if (timeout !== undefined && !(timeout > 0 && timeout <= 2 ** 31 - 1)) {
    throw new ConfigurationInvalidError({ setting: 'timeout', reason: 'must be milliseconds' })
  }
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null
  const isLocal = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  // Whoever can change the answer on its way can make anybody a person. The URL stands in errors.
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal)
  if (!isSafe || /[@?#]/.test(baseUrl)) {
    throw new ConfigurationInvalidError({
      setting: 'baseUrl',
      reason: 'must be an https URL, or http on this machine, without password and query',
    })
  }
  return new URL(`${baseUrl.replace(/\/+$/, '')}/api/v4/verify/${rpId}`)
}

/** Made anew from what was checked: what else the client sent goes no further. */
function createBody(
  {
    request,
    result,
    issuerSchemaId,
    credentialGenesisIssuedAtMin = 0,
  }: VerifyWorldIdProofParameters,
  { nonce, nullifier, proof, expiresAtMin }: WorldIdCredential,
): unknown {
  return {
    protocol_version: result.protocol_version,
    nonce: toBeHex(nonce, 32),
    action: request.action,
    environment: request.environment,
    responses: [
      {
        identifier: credentialIdentifiers[issuerSchemaId],
        issuer_schema_id: issuerSchemaId,
        // Decimal: World ID reads each word as a number of the form that its prefix says.
        proof: proof.map(String),
        nullifier: toBeHex(nullifier, 32),
        expires_at_min: Number(expiresAtMin),
        signal_hash: toBeHex(hashSignal(request.signal), 32),
        // World ID would believe the client's own, or none.
        ...(credentialGenesisIssuedAtMin === 0
          ? {}
          : { credential_genesis_issued_at_min: credentialGenesisIssuedAtMin }),
      },
    ],
  }
}

async function send(
  { fetch = globalThis.fetch, timeout = TIMEOUT, signal }: VerifyWorldIdProofParameters,
  url: URL,
  body: unknown,
  unavailable: (reason: string, cause?: unknown) => WorldIdUnavailableError,
): Promise<{ status: number; json: unknown }> {
  const deadline = AbortSignal.timeout(timeout)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      // A proof goes where the operator said, and nowhere else.
      redirect: 'error',
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    })
    return { status: response.status, json: parseJson(await response.text()) }
  } catch (cause) {
    signal?.throwIfAborted()
    throw unavailable(
      deadline.aborted ? `it does not answer within ${timeout} ms` : 'it does not answer',
      cause,
    )
  }
}

function nameRefusal(
  { code, results }: z.output<typeof failure>,
  identifier: string,
  status: number,
  unavailable: (reason: string) => WorldIdUnavailableError,
): Error {
  if (OPERATOR_CODES.includes(code)) {
    return new ConfigurationInvalidError({
      setting: 'rpId',
      reason: `is not one that World ID serves (${code})`,
    })
  }
  const result = results?.find((each) => each.identifier === identifier)
  if (result !== undefined && status < 500) {
    return new WorldIdProofInvalidError({ reason: readCode(result.code ?? code) })
  }
  return unavailable(`it answers with status ${status} (${readCode(code)})`)
}

/** World ID's code, as long as it is one: its sentences are not repeated. */
function readCode(code: string | undefined): string {
  return code !== undefined && /^[a-z0-9_]{1,64}$/.test(code) ? code : 'World ID says no reason'
}

/** Undefined, which no schema takes, for text that is not JSON. */
function parseJson(text: string): unknown {
  try {
    return parseUntrustedJson(text)
  } catch {
    return undefined
  }
}
