import { Agent, get } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

/** What {@link measureReads} takes. */
export interface MeasureReadsParameters {
  /** Read in turns. */
  readonly urls: readonly string[]
  readonly count: number
  /** Milliseconds from the start of one to that of the next, unless it takes longer. */
  readonly interval: number
}

/** Reads one after the other and returns how many milliseconds each took, its body included. */
export async function measureReads({
  urls,
  count,
  interval,
}: MeasureReadsParameters): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const times: number[] = []
  for (let index = 0; index < count; index++) {
    const start = performance.now()
    // Each is another client's.
    const client = `10.255.${(index >> 8) % 256}.${index % 256}`
    await read(urls[index % urls.length] ?? '', agent, client)
    const time = performance.now() - start
    times.push(time)
    if (time < interval) await wait(interval - time)
  }
  agent.destroy()
  return times
}

/** Returns the time that 99 of 100 stay below. */
export function percentile99(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1] ?? Number.NaN
}

function read(url: string, agent: Agent, client: string): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'x-forwarded-for': client } }, (response) => {
      response.resume()
      response.on('error', reject)
      response.on('end', () => {
        if (response.statusCode === 200) resolve()
        else reject(new Error(`${url} answers with ${response.statusCode}.`))
      })
    }).on('error', reject)
  })
}
