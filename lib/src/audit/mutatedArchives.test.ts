import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { ArchiveMalformedError } from '../errors/auditErrors.ts'
import { type MembershipProof, verifyProofs } from '../proof/verifyProofs.ts'
import { anyCharacter } from '../testing/arbitraries.ts'
import { electionText, namesOf, readElection } from '../testing/election.ts'
import { type Json, mutations } from '../testing/mutateJson.ts'
import { stopProving } from '../testing/voting.ts'
import type { AuditReport } from './AuditReport.ts'
import { checkElection } from './checkElection.ts'
import { computeRoot } from './checks/checkGroup.ts'
import type { VerifyProofs } from './checks/checkProofs.ts'
import { parseArchive } from './parseArchive.ts'
import type { Archive } from './wireArchive.ts'

afterAll(stopProving)

const original = readElection()
const document: Json = JSON.parse(electionText)

/** What only the chain can tell: a file can name other blocks, transactions and addresses and still add up. */
const ONLY_ON_CHAIN = [
  /^block\./,
  /^group$/,
  /^executor/,
  /^proposal\.(proposer|block|transaction)$/,
  /^ballots\.\d+\.(block|transaction|logIndex)$/,
  /^blocks\.\d+\.(hash|number|timestamp)$/,
  /^lifecycle/,
  /^execution\.(calls|operations)\.\d+\.(block|transaction)$/,
]

/** The proofs of the archive hold, for what they were made; no others do. To verify takes too long here. */
const believeTheOriginal: VerifyProofs = async ({ proofs, root, scope, proofDepth }) =>
  proofs.map(
    (proof) =>
      root === original.outcome.root &&
      scope === originalScope &&
      proofDepth === 20 &&
      genuine.has(nameProof(proof)),
  )
const nameProof = ({ nullifier, message, points }: MembershipProof): string =>
  [nullifier, message, ...points].join()
const genuine = new Set(
  original.ballots.map(({ nullifier, proof }) =>
    nameProof({ nullifier, message: proof?.message ?? 0n, points: proof?.points ?? [] }),
  ),
)
let originalScope = 0n

/** Audits an archive beside the chain, which has what the original says. */
function audit(election: Archive, verify: VerifyProofs = believeTheOriginal): Promise<AuditReport> {
  const heldBlock = election.block.number === original.block.number ? original.block : null
  return checkElection({
    election,
    chain: original,
    heldBlock,
    verifyProofs: verify,
    hashMembers,
  })
}

/** Hashing takes longer than all the rest, and most changes leave the members alone. */
const roots = new Map<string, bigint | null>()
function hashMembers(members: readonly bigint[]): bigint | null {
  const key = members.join()
  const root = roots.get(key) ?? computeRoot(members)
  roots.set(key, root)
  return root
}

/** Returns null for what is no archive. */
function parse(text: string): Archive | null {
  try {
    return parseArchive(text)
  } catch (error) {
    expect(error).toBeInstanceOf(ArchiveMalformedError)
    return null
  }
}

function encode(value: Json): string {
  try {
    return canonicalize(value) ?? ''
  } catch {
    return JSON.stringify(value)
  }
}

describe('an archive', () => {
  test('is confirmed as it is', async () => {
    await checkElection({
      election: original,
      chain: original,
      heldBlock: original.block,
      verifyProofs: async ({ scope, proofs }) => {
        originalScope = scope
        return proofs.map(() => true)
      },
    })
    expect(await audit(parseArchive(electionText))).toMatchObject({ verdict: 'confirmed' })
    expect(await audit(original, verifyProofs)).toMatchObject({ verdict: 'confirmed' })
  })

  test('is refused or refuted wherever it is changed', async () => {
    const refuted = new Set<string>()
    let parsed = 0
    const changes = mutations(document)
    for (const change of changes) {
      const property = fc.asyncProperty(change, async ({ document: mutated, path }) => {
        const text = encode(mutated)
        const election = parse(text)
        if (election === null || text === electionText) return
        parsed += 1
        const report = await audit(election)
        const names = namesOf(report, 'refuted')
        for (const name of names) refuted.add(name)
        const withoutChain = [...names, ...namesOf(report, 'incomplete')].filter(
          (name) => name !== 'chain',
        )
        expect(report.verdict).not.toBe('confirmed')
        if (!ONLY_ON_CHAIN.some((known) => known.test(path))) {
          expect(withoutChain).not.toEqual([])
        }
      })
      await fc.assert(property, { numRuns: 1 })
    }
    expect(parsed).toBeGreaterThan(changes.length / 5)
    // Nothing that is found out is found out for nothing.
    expect(refuted.size).toBeGreaterThanOrEqual(12)
  }, 300_000)

  test('is refused or refuted when a byte is changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(electionText.length - 1),
        fc.string({ unit: 'binary-ascii', maxLength: 3 }),
        async (at, inserted) => {
          const text = electionText.slice(0, at) + inserted + electionText.slice(at + 1)
          const election = parse(text)
          if (election === null || text === electionText) return
          expect((await audit(election)).verdict).not.toBe('confirmed')
        },
      ),
      { numRuns: 2_000 },
    )
  })

  test('is refuted by the real verifier when a proof is changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(4), fc.nat(8), fc.boolean(), async (index, part, more) => {
        const election = readElection()
        const proof = election.ballots[index]?.proof
        if (!proof) return
        const change = more ? 1n : -1n
        if (part === 8) proof.message += change
        else proof.points[part] = (proof.points[part] ?? 0n) + change
        const report = await audit(election, verifyProofs)
        expect(namesOf(report, 'refuted')).toContain('proofs')
      }),
      { numRuns: 30 },
    )
  })
})

describe('parseArchive', () => {
  test('refuses whatever else there is, with an error of its own', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string({ unit: anyCharacter })), (text) => {
        expect(() => parseArchive(text)).toThrow(ArchiveMalformedError)
      }),
      { numRuns: 10_000 },
    )
  })

  test.each([
    ['', 'it is not JSON'],
    ['null', 'The archive is malformed:'],
    [`${electionText}\n`, 'it is not canonical JSON'],
    [electionText.replace('{', '{ '), 'it is not canonical JSON'],
    [electionText.replace('"version":1', '"version":3'), 'at version'],
    [electionText.replace('"proposer":"0x', '"proposer":"0X'), 'at proposal.proposer'],
    ['['.repeat(1_000_000), 'it is not JSON'],
  ])('says what is wrong with %.20s', (text, sentence) => {
    expect(() => parseArchive(text)).toThrow(sentence)
  })

  test('refuses ballots and blocks that are out of order or do not belong together', () => {
    const change = (alter: (election: Archive) => void): string => {
      const election = readElection()
      alter(election)
      return encode(
        JSON.parse(
          JSON.stringify(election, (_, value) =>
            typeof value === 'bigint' ? String(value) : value,
          ),
        ),
      )
    }
    const faults: [string, (election: Archive) => unknown][] = [
      ['ballots.1: it is out of order', ({ ballots }) => ballots.reverse()],
      ['blocks.1: it is out of order', ({ blocks }) => blocks.reverse()],
      ['it is not among the blocks', ({ blocks }) => blocks.pop()],
      ['it has a block without a ballot', ({ ballots }) => ballots.shift()],
      ['blocks.0: it is out of order', ({ block }) => Object.assign(block, { number: 1 })],
    ]
    for (const [sentence, alter] of faults) {
      expect(() => parseArchive(change(alter))).toThrow(sentence)
    }
  })
})
