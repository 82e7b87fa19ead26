import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createGroup, SNARK_SCALAR_FIELD, type WireSpace } from '@psephos/lib'
import { openDatabase } from '@psephos/server/src/storage/openDatabase.ts'
import { createProgressLine } from '../../demo/createProgressLine.ts'

/** What {@link fillGroup} takes. */
export interface FillGroupParameters {
  readonly databaseUrl: string
  readonly space: WireSpace
  /** How many members it is to have. */
  readonly count: number
}

/** Member i is (i + 1) times this modulo the field, so that SQL can write them. */
const STEP =
  7_237_005_577_332_262_213_973_186_563_042_994_240_857_116_359_379_907_606_001_950_938_285_454_250_989n
/** Later than any block of the bench's chain. */
const BLOCK = 1_000_000
const HASHED_AT_ONCE = 10_000
/** On a busy machine all at once would take longer than a statement may. */
const WRITTEN_AT_ONCE = 50_000
const folder = fileURLToPath(new URL('../../../cache/bench', import.meta.url))

/**
 * Writes a group's members to the database as the indexer would have left them after one great
 * block, and returns the root that the chain would have.
 */
export async function fillGroup({
  databaseUrl,
  space,
  count,
}: FillGroupParameters): Promise<bigint> {
  const root = await readRoot(count)
  const { engine, close } = await openDatabase({ url: databaseUrl, connections: 2 })
  if (engine.kind !== 'postgres') throw new TypeError('The bench is on PostgreSQL.')
  for (let start = 0; start < count; start += WRITTEN_AT_ONCE) {
    await engine.pool.query(
      `INSERT INTO "GroupChange"
         ("spaceId", "block", "logIndex", "index", "commitment", "root", "transaction")
       SELECT $1, $2, place, place, ((place + 1) * $3::numeric % $4::numeric)::text, $5, $6
       FROM generate_series($7::int, $8::int - 1) AS place`,
      [
        space.id,
        BLOCK,
        String(STEP),
        String(SNARK_SCALAR_FIELD),
        String(root),
        `0x${'0'.repeat(64)}`,
        start,
        Math.min(count, start + WRITTEN_AT_ONCE),
      ],
    )
  }
  await engine.pool.query('ANALYZE "GroupChange"')
  await close()
  return root
}

/** A million members take a minute to hash; the root is kept in `cache/bench`. */
async function readRoot(count: number): Promise<bigint> {
  const path = join(folder, `group-root-${count}.json`)
  const kept = await readFile(path, 'utf8').catch(() => null)
  if (kept !== null) return BigInt(JSON.parse(kept))
  const progress = createProgressLine(process.stderr)
  const group = createGroup({ members: [] })
  for (let start = 0; start < count; start += HASHED_AT_ONCE) {
    progress.show({ phase: 'group', done: start, total: count })
    const size = Math.min(HASHED_AT_ONCE, count - start)
    const places = Array.from({ length: size }, (_, offset) => BigInt(start + offset + 1))
    group.addMembers(places.map((place) => (place * STEP) % SNARK_SCALAR_FIELD))
  }
  progress.end()
  await mkdir(folder, { recursive: true })
  await writeFile(`${path}.new`, JSON.stringify(String(group.root)))
  await rename(`${path}.new`, path)
  return group.root
}
