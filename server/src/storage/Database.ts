import type { PGlite } from '@electric-sql/pglite'
import type pg from 'pg'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { Locks } from './Locks.ts'

/** What stands behind Prisma, for what Prisma does not do: jobs, and to listen for notifications. */
export type DatabaseEngine =
  | { readonly kind: 'pglite'; readonly pglite: PGlite }
  | { readonly kind: 'postgres'; readonly pool: pg.Pool; readonly url: string }

/** An open database with every migration applied. */
export interface Database {
  readonly prisma: PrismaClient
  readonly engine: DatabaseEngine
  readonly locks: Locks
  readonly close: () => Promise<void>
}
