import type { WriteStream } from 'node:tty'

/** Shows how far work is. */
export interface ProgressLine {
  readonly show: (progress: { phase: string; done: number; total: number }) => void
  readonly end: () => void
}

/** Returns one line that is written over as work goes on, or, where there is no terminal, a line for each phase. */
export function createProgressLine(stream: NodeJS.WriteStream | WriteStream): ProgressLine {
  let shown = ''
  return {
    show: ({ phase, done, total }) => {
      const text = `${phase} ${done}/${total}`
      if (stream.isTTY) {
        stream.write(`${phase === shown || shown === '' ? '\r\u001b[K' : '\n'}  ${text}`)
      } else if (phase !== shown || done === total) {
        stream.write(`  ${text}\n`)
      }
      shown = phase
    },
    end: () => {
      if (stream.isTTY && shown !== '') stream.write('\n')
    },
  }
}
