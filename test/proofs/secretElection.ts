import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { exportArchive } from '@psephos/lib'
import {
  castAllSecretly,
  castSecretly,
  closeSecretElection,
  decryptSecretly,
  deploySecretElection,
  encodeFinalisation,
  encodeTotals,
  openTotals,
  submitShares,
} from '../contracts/support/deploySecretElection.ts'
import { openChain } from '../contracts/support/openChain.ts'

/**
 * Holds a secret election and writes its archive, `test/vectors/secretElection.json`: `npm run generate -- election`.
 */
const path = fileURLToPath(new URL('../vectors/secretElection.json', import.meta.url))

const chain = await openChain()
const election = await deploySecretElection(chain)
const { dao, governor, proposalId, people, vote } = election
const [alice, bob, carol] = people
const first = await vote(alice, [3, -4, 0], 0)
await castAllSecretly(election, [first, await vote(bob, [-1, 9, 2], 0)])
await castSecretly(election, await vote(carol, [5, 5, 5], 0))
await castSecretly(election, await vote(alice, [4, 0, -6], 1), first)
const closed = await closeSecretElection(election)
const shares = await decryptSecretly(election, closed.sums)
await submitShares(election, shares)
const totals = encodeTotals(await openTotals(closed, shares))
await (await dao.box.finalise(...encodeFinalisation(election, shares, totals))).wait()

await writeFile(path, await exportArchive({ provider: chain.provider, governor, proposalId }))
await chain.close()
// snarkjs keeps its workers for the next proof; there is none.
process.exit(0)
