import {
  type ContractBallot,
  type ContractSecretBallot,
  toContractBallot,
  toContractSecretBallot,
  wireSemaphoreProof,
} from '@psephos/lib'
import { readEncrypted } from '../ballots/ballotContent.ts'
import type { Ballot } from '../generated/prisma/client.ts'
import type { NewBallot } from './NewBallot.ts'

/** Returns a ballot of the database in the form that the governor takes. */
export function toStoredContractBallot({ ballot, replacedWords }: NewBallot): ContractBallot {
  const { revision, votes } = ballot
  return toContractBallot({ ballot: { revision, votes, proof: readProof(ballot) }, replacedWords })
}

/** Returns a secret ballot of the database in the form that the ballot box takes. */
export function toStoredSecretBallot({ ballot, replacedWords }: NewBallot): ContractSecretBallot {
  const { revision } = ballot
  const encrypted = readEncrypted(ballot.encrypted)
  return toContractSecretBallot({
    ballot: { revision, encrypted, proof: readProof(ballot) },
    replacedPoints: replacedWords,
  })
}

function readProof({ nullifier, points }: Ballot) {
  return wireSemaphoreProof.pick({ nullifier: true, points: true }).parse({ nullifier, points })
}
