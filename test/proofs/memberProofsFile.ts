import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { MemberProofsPlan } from './memberProofsPlan.ts'

/** `test/vectors/memberProofs.json`; numbers of 32 bytes in hex. */
export interface MemberProofsFile {
  readonly about: string
  readonly chainId: number
  readonly governor: string
  readonly root: string
  readonly proofDepth: number
  /** Of the plan's people, in their order. */
  readonly commitments: readonly string[]
  readonly proposals: readonly {
    readonly optionCount: number
    readonly proposalId: string
    readonly scope: string
    readonly ballots: readonly MemberProofRecord[]
  }[]
}

/** A first ballot of one person, and its proof. */
export interface MemberProofRecord {
  /** Which of the plan's people, from 0. */
  readonly person: number
  readonly votes: readonly number[]
  readonly nullifier: string
  /** The eight coordinates as Semaphore packs them, 32 bytes each, one after the other. */
  readonly points: string
}

/** Where the proofs stand. */
export const memberProofsPath = fileURLToPath(
  new URL('../vectors/memberProofs.json', import.meta.url),
)

/** What to do when the proofs do not fit. */
export const REGENERATE = 'Run `npm run generate -- proofs` and commit what it writes.'

/** Returns the file as it should be, with the proofs that `find` knows of. */
export function toMemberProofsFile(
  plan: MemberProofsPlan,
  find: (proposal: number, person: number) => MemberProofRecord | undefined,
): MemberProofsFile {
  return {
    about:
      'Real proofs of membership: the ballots of test/proofs/memberProofsPlan.ts, proved once so that tests and benchmarks need not. Numbers are 32 bytes in hex; points are the eight coordinates A.x A.y B.x1 B.x0 B.y1 B.y0 C.x C.y one after the other. The scopes name a governor at a fixed address and proposals with fixed calls and descriptions; the root is that of all the people. `npm run generate -- proofs` makes what is missing or no longer fits.',
    chainId: plan.chainId,
    governor: plan.governor,
    root: toWord(plan.group.root),
    proofDepth: plan.proofDepth,
    commitments: plan.commitments.map(toWord),
    proposals: plan.proposals.map(({ layout, proposalId, scope, votes }, proposal) => ({
      optionCount: layout.optionCount,
      proposalId: toWord(proposalId),
      scope: toWord(scope),
      ballots: votes.flatMap((_, person) => find(proposal, person) ?? []),
    })),
  }
}

/** Returns the file, or null if there is none. */
export function readMemberProofsFile(): MemberProofsFile | null {
  if (!existsSync(memberProofsPath)) return null
  return JSON.parse(readFileSync(memberProofsPath, 'utf8'))
}

/** Returns a number as 32 bytes in hex. */
export function toWord(value: bigint): string {
  return `0x${value.toString(16).padStart(64, '0')}`
}
