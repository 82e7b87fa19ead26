import { optionClass } from '../../secret/optionClass.ts'
import type { AuditCheck } from '../AuditReport.ts'
import type { SecretArchive } from '../wireArchive.ts'
import { createCheck } from './createCheck.ts'

const { confirm, refute } = createCheck('keys')

/** Local chains, on which nothing is at stake: Hardhat's and Anvil's, and Ganache's. */
const DEVELOPMENT_CHAINS = [31_337, 1_337]
/** How many public inputs the circuits have beside two for each option (docs/secret-ballots.md). */
const BALLOT_INPUTS = 10
const SHARE_INPUTS = 4
/** Hexadecimal digits of a point. */
const POINT = 128

/** The proofs are held to keys of the circuits of this class, of which nobody knows the secrets. */
export function checkKeys({ chainId, proposal, secrecy: { keys } }: SecretArchive): AuditCheck {
  const size = optionClass(proposal.optionCount)
  const isDevelopment = keys.ballot.isDevelopment || keys.share.isDevelopment
  const facts = {
    class: size,
    ballotVerifier: keys.ballot.verifier,
    shareVerifier: keys.share.verifier,
    isDevelopment,
  }
  const hasInputs = ({ inputs }: { inputs: string }, count: number): boolean =>
    inputs.length / POINT === 1 + count + 2 * size
  if (!hasInputs(keys.ballot, BALLOT_INPUTS) || !hasInputs(keys.share, SHARE_INPUTS)) {
    return refute("The verification keys are not those of this class's circuits.", facts)
  }
  if (!isDevelopment) {
    return confirm('The verification keys are not said to be for development.', facts)
  }
  return DEVELOPMENT_CHAINS.includes(chainId)
    ? confirm(
        'The verification keys are for development, and so is this chain: elsewhere anybody could forge ballots.',
        facts,
      )
    : refute('The verification keys are for development: anybody could have forged ballots.', facts)
}
