import { createGroup, encodeGroupBucket, GroupBucket } from '@psephos/lib'
import { Group as SemaphoreGroup } from '@semaphore-protocol/core'
import type { Measurement } from '../Bench.ts'
import type { CaseFamily } from './CaseFamily.ts'

const SMALL = 100_000
const LARGE = 1_000_000
const CASES = {
  small: `createGroup n=${SMALL}`,
  large: `createGroup n=${LARGE}`,
  bucket: `bucket bytes n=${LARGE}`,
} as const

/**
 * Measures how long the tree of a group takes, beside Semaphore's own group of the same members. The
 * roots differ, for our leaves all stand at one depth; the nodes below full subtrees are the same,
 * and are compared.
 */
export const benchGroups: CaseFamily = { cases: Object.values(CASES), measure }

async function* measure(wants: (name: string) => boolean): AsyncGenerator<Measurement> {
  if (wants(CASES.small)) yield* measureSmall()
  if (wants(CASES.large) || wants(CASES.bucket)) yield* measureLarge()
}

async function* measureSmall(): AsyncGenerator<Measurement> {
  const members = Array.from({ length: SMALL }, (_, place) => BigInt(place) ** 12n + 1n)
  const [group, ours] = time(() => createGroup({ members }))
  const [rival, theirs] = time(() => {
    const semaphore = new SemaphoreGroup()
    semaphore.addMembers(members)
    return semaphore
  })
  const subtree = new SemaphoreGroup(members.slice(0, 4_096)).root
  if (group.nodeAt({ level: 12, position: 0 }) !== subtree || rival.size !== group.size) {
    throw new Error('The trees hold different nodes.')
  }
  yield {
    bench: 'lib',
    case: CASES.small,
    value: Math.round(ours),
    unit: 'ms',
    versus: { name: 'Semaphore Group.addMembers', value: Math.round(theirs) },
    ratio: Math.round((100 * theirs) / ours) / 100,
  }
}

async function* measureLarge(): AsyncGenerator<Measurement> {
  const members = Array.from({ length: LARGE }, (_, place) => BigInt(place) ** 12n + 1n)
  let peak = 0
  const [group, milliseconds] = time(() => {
    const large = createGroup({ members: [] })
    for (let start = 0; start < LARGE; start += SMALL) {
      large.addMembers(members.slice(start, start + SMALL))
      peak = Math.max(peak, process.memoryUsage.rss())
    }
    return large
  })
  yield { bench: 'lib', case: CASES.large, value: Math.round(milliseconds), unit: 'ms' }
  const megabytes = Math.round(peak / 2 ** 20)
  yield { bench: 'lib', case: `${CASES.large} peak memory`, value: megabytes, unit: 'MiB' }

  const bytes = encodeGroupBucket({ group, bucket: 100 })
  const whole = LARGE * 32
  yield {
    bench: 'lib',
    case: CASES.bucket,
    value: bytes.length,
    unit: 'B',
    versus: { name: 'all commitments, 32 bytes each', value: whole },
    ratio: Math.round((100 * whole) / bytes.length) / 100,
  }
  const [, verified] = time(() => new GroupBucket({ bytes, bucket: 100, electorate: group }))
  yield { bench: 'lib', case: `verify bucket n=${LARGE}`, value: Math.round(verified), unit: 'ms' }
}

function time<Result>(run: () => Result): [Result, milliseconds: number] {
  const start = performance.now()
  const result = run()
  return [result, performance.now() - start]
}
