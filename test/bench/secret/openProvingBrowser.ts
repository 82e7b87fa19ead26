import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { launchBrowser } from '../../e2e/support/launchBrowser.ts'
import type { ProvingJob } from './browser/ProvingJob.ts'

/** A real browser with a page that can do nothing but prove. */
export interface ProvingBrowser {
  /** Returns how many milliseconds the fastest of some proofs takes; `artifacts` are files. */
  readonly prove: (job: ProvingJob) => Promise<number>
  readonly close: () => Promise<void>
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
}
const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Builds the page, serves it and opens it. */
export async function openProvingBrowser(): Promise<ProvingBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'psephos-proving-'))
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const line = [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error']
  await promisify(execFile)(process.execPath, [...line, '--target', 'es2023'], {
    cwd: join(root, 'test/bench/secret/browser'),
  })
  const files = new Map<string, string>()
  for (const name of await readdir(folder, { recursive: true }))
    files.set(`/${name}`, join(folder, name))
  const server = createServer((request, response) => {
    const file = files.get(request.url === '/' ? '/index.html' : (request.url ?? ''))
    if (file === undefined) return response.writeHead(404).end()
    const type = TYPES[extname(file)] ?? 'application/octet-stream'
    response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=3600' })
    return createReadStream(file).pipe(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const browser = await launchBrowser()
  return {
    prove: async (job) => {
      const page = await browser.newPage()
      try {
        await page.goto(origin)
        await page.waitForFunction(() => Reflect.has(globalThis, 'prove'))
        const serve = (file: string): string => {
          const path = `/artifacts/${basename(file)}`
          files.set(path, file)
          return origin + path
        }
        const { wasm, zkey } = job.artifacts
        const given = { ...job, artifacts: { wasm: serve(wasm), zkey: serve(zkey) } }
        return await page.evaluate(
          (each): Promise<number> => Reflect.get(globalThis, 'prove')(each),
          given,
        )
      } finally {
        await page.close()
      }
    },
    close: async () => {
      await browser.close()
      server.close()
      await rm(folder, { recursive: true })
    },
  }
}
