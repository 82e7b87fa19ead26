import { type ContractBallot, toContractBallot, wireSemaphoreProof } from '@psephos/lib'
import type { Ballot } from '../generated/prisma/client.ts'

/** Returns a ballot of the database in the form that the governor takes. */
export function toStoredContractBallot({
  ballot: { revision, votes, nullifier, points },
  replacedWords,
}: {
  ballot: Ballot
  replacedWords: readonly bigint[]
}): ContractBallot {
  const proof = wireSemaphoreProof
    .pick({ nullifier: true, points: true })
    .parse({ nullifier, points })
  return toContractBallot({ ballot: { revision, votes, proof }, replacedWords })
}
