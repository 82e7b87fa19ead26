import { concat, keccak256, TypedDataEncoder, toBeHex } from 'ethers'
import { describe, expect, test } from 'vitest'
import { CommitteeMalformedError, CommitteeMessageRefusedError } from '../../errors/secretErrors.ts'
import { dealOpenly, inviteTrustees } from '../../testing/trustees.ts'
import type { Committee } from '../../wire/committee.ts'
import { keysHash } from '../keysHash.ts'
import {
  committeeTypedData,
  confirmCommittee,
  describeCommittee,
  encodeCommitments,
  hashCommittee,
  recoverConfirmation,
} from './committeeTypedData.ts'
import { deriveCommitteeKeys } from './deriveCommitteeKeys.ts'
import { formCommittee } from './formCommittee.ts'

const registry = `0x${'ab'.repeat(20)}`

describe('a committee', async () => {
  const { keyGeneration, trustees } = inviteTrustees({ count: 2, threshold: 2 })
  const [, second] = trustees
  if (second === undefined) throw new Error('There are two trustees.')
  const deals = await Promise.all(trustees.map((trustee) => dealOpenly({ keyGeneration, trustee })))
  const committee = formCommittee({ keyGeneration, deals, complaints: [] })
  const confirmed = { committee, chainId: 31_337, registry }

  test('is described by its trustees and by hashes that anybody can compute', () => {
    const { electionKeys, verificationKeys, verificationKeysHashes } =
      deriveCommitteeKeys(committee)
    const words = committee.commitments
      .flat()
      .flatMap(({ x, y }) => [toBeHex(x, 32), toBeHex(y, 32)])
    expect(describeCommittee(committee)).toEqual({
      session: keyGeneration.session,
      trustees: trustees.map(({ signer }) => signer.address.toLowerCase()),
      threshold: 2,
      capacity: 2,
      keysHashes: [keysHash(electionKeys)],
      verificationKeysHashes: verificationKeys.map(keysHash),
      commitmentsHash: keccak256(concat(words)),
    })
    expect(encodeCommitments(committee).map((word) => toBeHex(word, 32))).toEqual(words)
    expect(verificationKeysHashes.map((hashes) => [...hashes.keys()])).toEqual([[2], [2]])
  })

  test('is named by the hash of the struct that trustees sign', () => {
    const { domain, types, message } = committeeTypedData(confirmed)
    expect(hashCommittee(committee)).toBe(TypedDataEncoder.from(types).hash(message))
    expect(TypedDataEncoder.from(types).encodeType('TrusteeCommittee')).toBe(
      'TrusteeCommittee(bytes32 session,address[] trustees,uint8 threshold,uint8 capacity,uint256[] keysHashes,uint256[] verificationKeysHashes,bytes32 commitmentsHash)',
    )
    expect(domain).toEqual({
      ...{ name: 'TrusteeCommittees', version: '1', chainId: 31_337n, verifyingContract: registry },
    })
  })

  test('is confirmed by its trustees, on the chain that they mean', async () => {
    const signature = await confirmCommittee({ ...confirmed, signer: second.signer })
    expect(recoverConfirmation({ ...confirmed, signature })).toBe(2)
    const refused = new CommitteeMessageRefusedError({
      reason: 'no trustee of this committee signed it',
    })
    expect(() => recoverConfirmation({ ...confirmed, signature, chainId: 1 })).toThrow(refused)
    expect(() => recoverConfirmation({ ...confirmed, signature: '0x' })).toThrow(
      CommitteeMessageRefusedError,
    )
  })

  test.each<[string, Partial<Committee>]>([
    [
      'an election key is the identity',
      { commitments: [0, 1].map(() => [0, 1].map(() => ({ x: 0n, y: 1n }))) },
    ],
    [
      'a commitment is no point of the group',
      { commitments: [0, 1].map(() => [0, 1].map(() => ({ x: 1n, y: 1n }))) },
    ],
    ['it has not as many commitments as it must', { threshold: 1 }],
    ['it has not as many commitments as it must', { commitments: committee.commitments.slice(1) }],
  ])('has no keys when %s', (reason, change) => {
    expect(() => deriveCommitteeKeys({ ...committee, ...change })).toThrow(
      new CommitteeMalformedError({ reason }),
    )
  })
})
