import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { JsonRpcProvider } from 'ethers'

/** A chain in a process of its own. */
export interface RunningAnvil {
  readonly provider: JsonRpcProvider
  readonly close: () => Promise<void>
}

/** Starts a fresh chain on a free port of loopback. */
export async function startAnvil(): Promise<RunningAnvil> {
  const folder = dirname(createRequire(import.meta.url).resolve('@foundry-rs/anvil/package.json'))
  const child = spawn(process.execPath, [join(folder, 'bin.mjs'), '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  for await (const line of createInterface(child.stdout)) {
    const [, address] = /^Listening on (\S+)$/.exec(line) ?? []
    if (address === undefined) continue
    const provider = new JsonRpcProvider(`http://${address}`, undefined, { staticNetwork: true })
    return {
      provider,
      close: async () => {
        provider.destroy()
        child.kill('SIGTERM')
        await exited
      },
    }
  }
  throw new Error('anvil ended before it listened')
}
