import { SecretBallotBox__factory } from '../generated/index.ts'
import { type CallReader, type ProofPoints, readCall, WORD } from './createCallReader.ts'

/** A secret ballot as somebody brought it to the ballot box. */
export interface BroughtSecretBallot {
  readonly nullifier: bigint
  readonly revision: number
  /** x and y of R, then of C for each option. */
  readonly points: readonly bigint[]
  readonly proof: ProofPoints
}

/** A decryption share as somebody brought it to the ballot box. */
export interface BroughtShare {
  readonly position: number
  /** x and y of the trustee's share of ΣR for each option. */
  readonly points: readonly bigint[]
  readonly proof: ProofPoints
}

/** Which governor's proposal a call of the box is about. */
export interface BoxProposal {
  readonly governor: string
  readonly proposalId: bigint
}

const boxInterface = SecretBallotBox__factory.createInterface()
/** The first four bytes of calls of the ballot box, as `0x` and eight digits. */
export const boxSelectors = {
  one: boxInterface.getFunction('castSecretBallot').selector,
  many: boxInterface.getFunction('castSecretBallots').selector,
  share: boxInterface.getFunction('submitShare').selector,
}

/** R and C of 16 options. */
const MAX_WORDS = 34

/**
 * Returns the ballots of a call of `castSecretBallot` or `castSecretBallots` for a proposal; none if it is another
 * call, of another proposal, or no call at all.
 */
export function decodeSecretCastCall(data: string, proposal: BoxProposal): BroughtSecretBallot[] {
  const selector = data.slice(0, 10)
  if (selector !== boxSelectors.one && selector !== boxSelectors.many) return []
  return readCall(data, (read) => {
    if (!isOf(read, proposal)) return []
    const start = read.offset(2 * WORD)
    if (selector === boxSelectors.one) return [readBallot(read, start)]
    const items = start + WORD
    return Array.from({ length: read.offset(start) }, (_, index) =>
      readBallot(read, items + read.offset(items + index * WORD)),
    )
  })
}

/** Returns the share of a call of `submitShare` for a proposal; none if it is another call. */
export function decodeShareCall(data: string, proposal: BoxProposal): BroughtShare[] {
  if (data.slice(0, 10) !== boxSelectors.share) return []
  return readCall(data, (read) => {
    if (!isOf(read, proposal)) return []
    const points = read.words(read.offset(3 * WORD), MAX_WORDS)
    return [{ position: Number(read.word(2 * WORD)), points, proof: read.proof(4 * WORD) }]
  })
}

function isOf({ word }: CallReader, { governor, proposalId }: BoxProposal): boolean {
  return word(0) === BigInt(governor) && word(WORD) === proposalId
}

function readBallot(
  { word, offset, words, proof }: CallReader,
  start: number,
): BroughtSecretBallot {
  return {
    nullifier: word(start),
    revision: Number(BigInt.asUintN(16, word(start + WORD))),
    points: words(start + offset(start + 2 * WORD), MAX_WORDS),
    proof: proof(start + 4 * WORD),
  }
}
