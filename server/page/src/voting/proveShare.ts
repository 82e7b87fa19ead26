import { generateDecryptionShare, type ServerClient, type WireDecryptionShare } from '@psephos/lib'
import type { DecryptionShareJob } from './proofJob.ts'

// Only trustees need it: the proof worker loads this file then.

/** Proves a trustee's share of a decryption, with the circuit that the server has. The box on-chain checks it with its own key. */
export function proveShare({
  client,
  job: { kind: _, secretClass, ...job },
}: {
  client: Pick<ServerClient, 'circuitUrls'>
  job: DecryptionShareJob
}): Promise<WireDecryptionShare> {
  return generateDecryptionShare({
    ...job,
    artifacts: client.circuitUrls('decryption-share', secretClass),
  })
}
