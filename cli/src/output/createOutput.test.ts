import { describe, expect, test } from 'vitest'
import { createOutput, type Output } from './createOutput.ts'

function open(isTTY = false): {
  output: Output
  said: { out: string; err: string }
  wait: (milliseconds: number) => void
} {
  const said = { out: '', err: '' }
  let now = 0
  const output = createOutput({
    stdout: { write: (text) => (said.out += text) },
    stderr: { isTTY, write: (text) => (said.err += text) },
    clock: () => now,
  })
  return {
    output,
    said,
    wait: (milliseconds) => {
      now += milliseconds
    },
  }
}

describe('createOutput', () => {
  test('prints a result as text, and with JSON as one line with whole numbers as text', () => {
    const { output, said } = open()
    output.result({ text: 'two\nlines', json: { proposal: 2n ** 200n } })
    expect(said.out).toBe('two\nlines\n')
    output.useJson()
    output.result({ text: 'two\nlines', json: { proposal: 2n ** 200n } })
    expect(said.out).toBe(`two\nlines\n{"proposal":"${2n ** 200n}"}\n`)
  })

  test('keeps progress off stdout', () => {
    const { output, said } = open()
    output.progress('Reading …')
    output.count({ what: 'Proofs', done: 1, total: 2 })
    expect(said).toEqual({ out: '', err: 'Reading …\nProofs: 1 of 2\n' })
  })

  test('conceals what is secret, wherever it turns up', () => {
    const { output, said } = open()
    output.useJson()
    output.conceal('hunter2-hunter2')
    output.conceal('')
    output.progress('with hunter2-hunter2')
    output.fail({ code: 'X', message: 'hunter2-hunter2', details: { key: 'hunter2-hunter2' } })
    output.result({ text: '', json: { key: 'hunter2-hunter2' } })
    expect(said.out + said.err).not.toContain('hunter2')
    expect(said.err).toContain('with [concealed]')
  })

  test('counts now and then, and at the end of each step', () => {
    const { output, said, wait } = open()
    for (const done of [1, 2, 3]) output.count({ what: 'Proofs', done, total: 4 })
    wait(6_000)
    output.count({ what: 'Proofs', done: 4, total: 4 })
    expect(said.err).toBe('Proofs: 1 of 4\nProofs: 4 of 4\n')
  })

  test('writes over one line where a person watches, and begins another for a failure', () => {
    const { output, said } = open(true)
    output.count({ what: 'Proofs', done: 1, total: 4 })
    output.fail({ code: 'X', message: 'No.' })
    expect(said.err).toBe('\r\u001b[KProofs: 1 of 4\npsephos: No.\n')
  })
})
