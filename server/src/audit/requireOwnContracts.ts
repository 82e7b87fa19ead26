import { type ChainQuestion, RequestMalformedError, type WireSpace } from '@psephos/lib'
import { id } from 'ethers'
import type { BallotBox } from '../chain/createBoxReader.ts'

/** What a timelock says of a proposal's calls: all that is read of timelocks that a DAO had before. */
const timelockEvents: readonly (string | null)[] = [
  'CallSalt(bytes32,bytes32)',
  'CallExecuted(bytes32,uint256,address,uint256,bytes)',
  'Cancelled(bytes32)',
].map(id)

/** What a DAO's contracts are. */
export interface OwnContracts {
  readonly space: WireSpace
  /** Where its secret ballots are cast; null where there are none. */
  readonly box: Pick<BallotBox, 'address' | 'registry' | 'verifiers'> | null
}

/**
 * Lets questions pass that are about a DAO's own contracts: the server is no node for everybody. The
 * events of other addresses are given only where they are those of a timelock, because a DAO may
 * have had another one; a block or a transaction is found by its name whosesoever it is.
 * @throws {@link RequestMalformedError}
 */
export function requireOwnContracts({ space, box }: OwnContracts, question: ChainQuestion): void {
  const secret = box === null ? [] : [box.address, box.registry]
  if (question.method === 'eth_call') {
    const { to } = question.params[0]
    const own = [space.governor, space.group, ...secret, ...(box?.verifiers ?? [])]
    if (!own.includes(to)) throw refuse('params.0.to')
  } else if (question.method === 'eth_getLogs') {
    const { address, topics } = question.params[0]
    const own = [space.governor, space.group, space.issuer, space.timelock, ...secret]
    const isOwn = [address].flat().every((each) => own.includes(each))
    const first = [topics[0] ?? null].flat()
    if (!isOwn && !first.every((topic) => timelockEvents.includes(topic)))
      throw refuse('params.0.address')
  }
}

function refuse(path: string): RequestMalformedError {
  return new RequestMalformedError({ path, reason: 'is no contract of this DAO' })
}
