import { answerProver } from '../prover/answerProver.ts'
import type { ProverRequest } from '../prover/proverMessages.ts'

// The process of createProverProcess, which ends with who has started it.

process.on('disconnect', () => process.exit())
answerProver({
  postMessage: (answer) => process.send?.(answer),
  addEventListener: (_, listener) =>
    // The prover that has started it sends nothing else.
    process.on('message', (data) => listener({ data: data as ProverRequest })),
})
