import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test("leaves the curve of another copy of ffjavascript, snarkjs's, where it is kept", async () => {
  // In a process where ffjavascript has not been read yet.
  const program = `
    globalThis.curve_bn128 = 'kept'
    const { loadCurve } = await import(${JSON.stringify(import.meta.resolve('./loadCurve.ts'))})
    const { wasm } = await loadCurve()
    console.log(typeof wasm.ftm_mul, globalThis.curve_bn128)`
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', program],
    { cwd: fileURLToPath(new URL('.', import.meta.url)) },
  )
  expect(stdout.trim()).toBe('function kept')
}, 60_000)
