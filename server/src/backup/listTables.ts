import type { Prisma } from '../generated/prisma/client.ts'

/** Prisma's own record of migrations, which belongs to the database and not to what is in it. */
const BOOKKEEPING = '_prisma_migrations'

/** Returns our tables, each after those to which its rows refer. */
export async function listTables(transaction: Prisma.TransactionClient): Promise<string[]> {
  const tables = await transaction.$queryRaw<{ name: string; parents: string[] }[]>`
    SELECT
      class.relname::text AS "name",
      array(
        SELECT DISTINCT parent.relname::text
        FROM pg_constraint AS reference
        JOIN pg_class AS parent ON parent.oid = reference.confrelid
        WHERE reference.conrelid = class.oid AND reference.contype = 'f'
          AND reference.confrelid <> class.oid
      ) AS "parents"
    FROM pg_class AS class
    WHERE class.relkind = 'r' AND class.relnamespace = 'public'::regnamespace
      AND class.relname <> ${BOOKKEEPING}
    ORDER BY class.relname`
  const sorted: string[] = []
  while (sorted.length < tables.length) {
    const next = tables.filter(
      ({ name, parents }) =>
        !sorted.includes(name) && parents.every((parent) => sorted.includes(parent)),
    )
    if (next.length === 0) throw new RangeError('The tables refer to each other in a circle.')
    sorted.push(...next.map(({ name }) => name))
  }
  return sorted
}

/** Returns the names of the migrations that the database has, in their order. */
export async function listMigrations(transaction: Prisma.TransactionClient): Promise<string[]> {
  const rows = await transaction.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS "name" FROM _prisma_migrations ORDER BY migration_name`
  return rows.map(({ name }) => name)
}
