import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { TypedDataDomain, TypedDataField } from 'ethers'
import { MAX_REVISION } from '../ballot/ballotLimits.ts'
import { RequestMalformedError } from '../errors/serverErrors.ts'
import { requireInRange } from '../field/requireInRange.ts'
import { SNARK_SCALAR_FIELD } from '../field/snarkScalarField.ts'

/** What a relay says with a receipt: that it has stored one ballot. */
export interface ReceiptFacts {
  /** The EIP-155 id of the governor's chain. */
  readonly chainId: number
  /** The address of the governor. */
  readonly governor: string
  /** The proposal's id. */
  readonly proposal: bigint
  readonly nullifier: bigint
  /** The hash of the ballot's revision and votes that its proof carries: {@link ballotMessage}. */
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

const DOMAIN_TYPE =
  'EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)'
const RECEIPT_TYPE =
  'Receipt(uint256 proposal,uint256 nullifier,uint256 message,uint16 revision,uint64 receivedAt)'

/**
 * Returns the 32 bytes that a relay signs, in hex: the EIP-712 hash of {@link receiptTypedData},
 * written out because a relay takes hundreds of ballots a second.
 * @throws what {@link receiptTypedData} throws.
 */
export function receiptDigest(facts: ReceiptFacts): string {
  const { message } = receiptTypedData(facts)
  const hashText = (text: string) => keccak_256(utf8ToBytes(text))
  const domain = keccak_256(
    concatBytes(
      hashText(DOMAIN_TYPE),
      hashText(DOMAIN_NAME),
      hashText(DOMAIN_VERSION),
      toWord(BigInt(facts.chainId)),
      toWord(BigInt(facts.governor)),
    ),
  )
  const words = RECEIPT_FIELDS.map(({ name }) => toWord(message[name] ?? 0n))
  const struct = keccak_256(concatBytes(hashText(RECEIPT_TYPE), ...words))
  return `0x${bytesToHex(keccak_256(concatBytes(Uint8Array.of(0x19, 0x01), domain, struct)))}`
}

function toWord(value: bigint): Uint8Array {
  return hexToBytes(value.toString(16).padStart(64, '0'))
}

function toWhole(name: string, given: number, maximum: bigint): bigint {
  // A fraction is no bigint: it is out of every range.
  const value = Number.isInteger(given) ? BigInt(given) : -1n
  requireInRange({ name, value, minimum: 0n, maximum })
  return value
}
