import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { proposalScope } from '../ballot/proposalScope.ts'
import { createGroup } from '../group/createGroup.ts'
import { createIdentity } from '../identity/createIdentity.ts'

declare global {
  /** Where ffjavascript keeps the curve and its worker threads, which keep the process alive. */
  var curve_bn128: { terminate(): Promise<void> } | null | undefined
}

/** Ends the threads that proving and verifying have started. */
export async function stopProving(): Promise<void> {
  await globalThis.curve_bn128?.terminate()
}

/** The identity number `index`, the same on every run. */
export const createPerson = (index: number) =>
  createIdentity({ privateKey: new Uint8Array(32).fill(index) })

/** The scope of proposal `proposalId` on one governor. */
export const createTestScope = (proposalId: bigint) =>
  proposalScope({ chainId: 31_337, governor: `0x${'00'.repeat(19)}aa`, proposalId })

/** The folder of Semaphore's circuits and proving keys. */
export const artifactsPath = dirname(
  createRequire(import.meta.url).resolve('@zk-kit/semaphore-artifacts/package.json'),
)

/**
 * The second of three members votes on proposal 7: all that `generateBallotProof` takes beside the
 * votes.
 */
export const voting = {
  identity: createPerson(1),
  group: createGroup({
    members: [createPerson(2), createPerson(1), createPerson(3)].map((person) => person.commitment),
  }),
  voiceCredits: 100,
  scope: createTestScope(7n),
  proofDepth: 20,
  artifacts: {
    wasm: join(artifactsPath, 'semaphore-20.wasm'),
    zkey: join(artifactsPath, 'semaphore-20.zkey'),
  },
}
