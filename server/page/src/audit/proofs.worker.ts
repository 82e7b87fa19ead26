import '../server/forbidEval.ts'
import { verifyProofs } from '@psephos/lib'
import type { ProofsJob, ProofsMessage } from './proofsJob.ts'

// Takes one ProofsJob; whoever started it ends it.

addEventListener('message', async ({ data }: MessageEvent<ProofsJob>) => {
  try {
    const verdicts = await verifyProofs({
      ...data,
      onProgress: (progress) => say({ type: 'progress', progress }),
    })
    say({ type: 'verdicts', verdicts })
  } catch (error) {
    say({ type: 'failure', message: String(error) })
  }
})

function say(message: ProofsMessage): void {
  postMessage(message)
}
