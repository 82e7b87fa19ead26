import * as psephos from '@psephos/lib'
import { artifacts } from './artifacts.ts'

const identity = psephos.createIdentity() // the secret of one person
const group = psephos.createGroup({ members: [identity.commitment] }) // everybody who is enrolled
const governor = `0x${'11'.repeat(20)}`
const scope = psephos.proposalScope({ chainId: 1, governor, proposalId: 7n })
const rules = { optionCount: 2, voiceCredits: 100, maxWinners: 0 }
const vote = { votes: [9, -4], revision: 0, proofDepth: 20 } // 9² + (−4)² = 97 voice credits
const secret = { identity, group, scope, artifacts }
const ballot = await psephos.generateBallotProof({ ...secret, ...vote, ...rules })
const electorate = { root: group.root, size: 1, proofDepth: 20 }
const counted = await psephos.verifyBallot({ ballot, scope, electorate, ...rules })
const quorum = { groupSize: 1, quorumNumerator: 1, quorumDenominator: 2 }
console.log(psephos.tallyBallots({ ballots: [counted], ...rules, ...quorum }).options)
process.exit() // snarkjs keeps its workers for a next proof
