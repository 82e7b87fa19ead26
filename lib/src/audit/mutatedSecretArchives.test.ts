import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ArchiveMalformedError } from '../errors/auditErrors.ts'
import { namesOf } from '../testing/election.ts'
import { type Json, mutations } from '../testing/mutateJson.ts'
import { readSecretElection, secretElectionText } from '../testing/secretElection.ts'
import type { AuditReport } from './AuditReport.ts'
import { checkElection } from './checkElection.ts'
import { computeRoot } from './checks/checkGroup.ts'
import type { VerifyDecryptionShares, VerifySecretBallots } from './checks/holdSecretProofs.ts'
import { toWire } from './encodeArchive.ts'
import { parseArchive } from './parseArchive.ts'
import type { Archive } from './wireArchive.ts'

const original = readSecretElection()
const document: Json = JSON.parse(secretElectionText)

/** What is of secret proposals alone; what all have is changed in mutatedArchives.test.ts. */
const SECRET = /^(version|ballots|secrecy)/
/** What only the chain can tell: a file can name other blocks and addresses and still add up. */
const ONLY_ON_CHAIN = [
  /^ballots\.\d+\.(block|transaction|logIndex)$/,
  /^secrecy\.shares\.\d+\.logIndex$/,
  /^secrecy\.(box|registry)$/,
  /^secrecy\.keys\.\w+\.(verifier|isDevelopment)$/,
  /^secrecy\.(committee|closed|shares\.\d+|finalised|recorded)\.(block|transaction)$/,
]
/** One of each seven kinds of change is enough at most places: near, removed and swapped. */
const KINDS = [0, 4, 6]

/** The proofs of the archive hold, for what they were made; no others do. To verify takes too long here. */
const genuine = new Set<string>()
let isLearning = true
function believe(of: unknown): boolean {
  const name = JSON.stringify(toWire(of))
  if (isLearning) genuine.add(name)
  return genuine.has(name)
}
const verifySecretBallots: VerifySecretBallots = async ({ ballots, onProgress: _, ...rules }) =>
  ballots.map((ballot) => ({ valid: believe({ ballot, rules: name(rules) }) }))
const verifyDecryptionShares: VerifyDecryptionShares = async ({ shares, ...rules }) => {
  const { verificationKeysHashes, ...rest } = rules
  const hashes = (position: number) => verificationKeysHashes.get(position) ?? null
  return shares.map((share) => believe({ share, rules: name(rest), hash: hashes(share.position) }))
}
/** Whether a key is for development is not for the verifier to know. */
function name({ key, signal: _, ...rules }: { key: object; signal?: unknown }) {
  return { ...rules, key: { ...key, verifier: null, isDevelopment: null } }
}

/** Hashing takes longer than all the rest, and most changes leave the members alone. */
const roots = new Map<string, bigint | null>()
function hashMembers(members: readonly bigint[]): bigint | null {
  const key = members.join()
  const root = roots.get(key) ?? computeRoot(members)
  roots.set(key, root)
  return root
}

/** Audits an archive beside the chain, which has what the original says. */
function audit(election: Archive): Promise<AuditReport> {
  return checkElection({
    election,
    chain: original,
    heldBlock: original.block,
    verifyProofs: () => Promise.reject(new Error('No ballot of it is open.')),
    verifySecretBallots,
    verifyDecryptionShares,
    hashMembers,
  })
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

describe('an archive of a secret proposal', () => {
  test('is refused or refuted wherever it is changed', async () => {
    expect(await audit(parseArchive(secretElectionText))).toMatchObject({ verdict: 'confirmed' })
    isLearning = false
    const refuted = new Set<string>()
    let parsed = 0
    const changes = mutations(document).filter((_, index) => KINDS.includes(index % 7))
    for (const change of changes) {
      const property = fc.asyncProperty(change, async ({ document: mutated, path }) => {
        if (!SECRET.test(path)) return
        const text = canonicalize(mutated) ?? ''
        const election = parse(text)
        if (election === null || text === secretElectionText) return
        parsed += 1
        const report = await audit(election)
        const names = namesOf(report, 'refuted')
        for (const each of names) refuted.add(each)
        const withoutChain = [...names, ...namesOf(report, 'incomplete')].filter(
          (each) => each !== 'chain',
        )
        expect(report.verdict).not.toBe('confirmed')
        if (!ONLY_ON_CHAIN.some((known) => known.test(path))) {
          expect(withoutChain, path).not.toEqual([])
        }
      })
      await fc.assert(property, { numRuns: 1 })
    }
    expect(parsed).toBeGreaterThan(100)
    // Nothing that is found out is found out for nothing.
    for (const each of ['committee', 'proofs', 'sums', 'shares', 'totals', 'tally']) {
      expect(refuted).toContain(each)
    }
  }, 300_000)
})
