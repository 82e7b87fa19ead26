import type { TypedDataDomain, TypedDataField } from 'ethers'
import { MAX_REVISION } from '../ballot/ballotLimits.ts'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import { requireInRange } from '../field/requireInRange.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'
import { keccak } from '../hash/keccak.ts'
import { toWord } from '../hash/toWord.ts'

/** What a relay says with a receipt: that it has stored one ballot. */
export interface ReceiptFacts {
  /** The EIP-155 id of the governor's chain. */
  readonly chainId: number
  /** The address of the governor. */
  readonly governor: string
  /** The proposal's id. */
  readonly proposal: bigint
  readonly nullifier: bigint
  /**
   * The hash of the ballot's revision and votes that its proof carries: {@link ballotMessage}. Of a secret ballot that of its revision and
   * points: {@link secretBallotMessage}.
   */
  readonly message: bigint
  /** From 0 to 65 535. */
  readonly revision: number
  /** The minute in which the relay stored it, in seconds since 1970. */
  readonly receivedAt: number
}

/** EIP-712 typed data, as a signer's `signTypedData` takes it. */
export interface ReceiptTypedData {
  readonly domain: TypedDataDomain
  readonly types: Record<string, TypedDataField[]>
  readonly message: Record<string, bigint>
}

const DOMAIN_NAME = 'Psephos'
const DOMAIN_VERSION = '1'
const RECEIPT_FIELDS: TypedDataField[] = [
  { name: 'proposal', type: 'uint256' },
  { name: 'nullifier', type: 'uint256' },
  { name: 'message', type: 'uint256' },
  { name: 'revision', type: 'uint16' },
  { name: 'receivedAt', type: 'uint64' },
]

const ADDRESS = /^0x[0-9a-fA-F]{40}$/
const MAX_UINT256 = (1n << 256n) - 1n
const MAX_TIMESTAMP = BigInt(Number.MAX_SAFE_INTEGER)

/**
 * Returns what a relay signs. Chain and governor stand in the EIP-712 domain, so that a receipt for
 * one DAO says nothing of another.
 * @throws {@link FieldElementOutOfRangeError} when a number is out of range.
 * @throws {@link RequestMalformedError} when the governor is no address.
 * Source: EIP-712.
 * @example
 * const { domain, types, message } = receiptTypedData(facts)
 * const signature = await relay.signTypedData(domain, types, message)
 */
export function receiptTypedData(facts: ReceiptFacts): ReceiptTypedData {
  const { chainId, governor, proposal, nullifier, message } = facts
  if (!ADDRESS.test(governor)) {
    throw new RequestMalformedError({ path: 'governor', reason: 'must be an address' })
  }
  const revision = toWhole('revision', facts.revision, BigInt(MAX_REVISION))
  const receivedAt = toWhole('time of arrival', facts.receivedAt, MAX_TIMESTAMP)
  requireInRange({ name: 'proposal', value: proposal, minimum: 0n, maximum: MAX_UINT256 })
  requireInRange({ name: 'message', value: message, minimum: 0n, maximum: MAX_UINT256 })
  const maximum = SNARK_SCALAR_FIELD - 1n
  requireInRange({ name: 'nullifier', value: nullifier, minimum: 0n, maximum })
  return {
    domain: {
      name: DOMAIN_NAME,
      version: DOMAIN_VERSION,
      chainId: toWhole('chain id', chainId, MAX_TIMESTAMP),
      verifyingContract: governor.toLowerCase(),
    },
    types: { Receipt: RECEIPT_FIELDS },
    message: { proposal, nullifier, message, revision, receivedAt },
  }
}

/**
 * The keccak256 of what is the same in every receipt: of `EIP712Domain(string name,string
 * version,uint256 chainId,address verifyingContract)`, of the domain's name and version, and of
 * `Receipt(uint256 proposal,uint256 nullifier,uint256 message,uint16 revision,uint64 receivedAt)`.
 */
const HASHES = {
  domainType: 0x8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400fn,
  domainName: 0x0fa2648daba4717d73517dccd72cd0c415921935d1d92b47fa5f0ba635ef9f15n,
  domainVersion: 0xc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc6n,
  receiptType: 0x1fbeca4183081719796f54765de04ac33efb11df2fed2f9490447da1451f2a82n,
}

/**
 * Returns the 32 bytes that a relay signs, in hex: the EIP-712 hash of {@link receiptTypedData},
 * written out because a relay takes hundreds of ballots a second.
 * @throws what {@link receiptTypedData} throws.
 */
export function receiptDigest(facts: ReceiptFacts): string {
  const { message } = receiptTypedData(facts)
  const { domainType, domainName, domainVersion, receiptType } = HASHES
  const chain = [BigInt(facts.chainId), BigInt(facts.governor)]
  const domain = keccak(...[domainType, domainName, domainVersion, ...chain].map(toWord))
  const fields = RECEIPT_FIELDS.map(({ name }) => message[name] ?? 0n)
  const struct = keccak(...[receiptType, ...fields].map(toWord))
  const digest = keccak(Uint8Array.of(0x19, 0x01), toWord(domain), toWord(struct))
  return `0x${digest.toString(16).padStart(64, '0')}`
}

function toWhole(name: string, given: number, maximum: bigint): bigint {
  // A fraction is no bigint: it is out of every range.
  const value = Number.isInteger(given) ? BigInt(given) : -1n
  requireInRange({ name, value, minimum: 0n, maximum })
  return value
}
