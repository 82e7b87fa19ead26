import { ConfigurationInvalidError, PsephosError } from '@psephos/lib'

/** What a PostgreSQL server's codes, and those of the way to it, mean for who set `DATABASE_URL`. */
const REASONS: Readonly<Record<string, string>> = {
  '28000': 'names no database user whom the server lets in',
  '28P01': 'names no database user with this password',
  '3D000': 'names no database that exists',
  '42501': 'names no database user who may create tables',
  '53300': 'names no database server with a connection left',
  '55P03': 'names no database that can be migrated: another process has been at it for too long',
  '57P03': 'names no database server that is ready',
  ECONNREFUSED: 'names no database server that answers',
  ECONNRESET: 'names no database server that answers',
  EHOSTUNREACH: 'names no database server that can be reached',
  ENOTFOUND: 'names no database server that can be found',
  EAI_AGAIN: 'names no database server that can be found',
  ETIMEDOUT: 'names no database server that answers in time',
  ERR_INVALID_URL: 'names no database: it must look like postgresql://user@host:5432/name',
}

/**
 * Names why a PostgreSQL database cannot be opened; the error says nothing of the URL, which has a
 * password in it.
 */
export function nameDatabaseFailure(error: unknown): PsephosError {
  if (error instanceof PsephosError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const isLate = error instanceof Error && /timeout/i.test(error.message)
  const reason =
    REASONS[isLate && REASONS[code] === undefined ? 'ETIMEDOUT' : code] ??
    'names no database that can be opened and brought up to date'
  const named = new ConfigurationInvalidError({ setting: 'DATABASE_URL', reason })
  // The URL is not repeated, not even by what Node says of it.
  return code === 'ERR_INVALID_URL' ? named : Object.assign(named, { cause: error })
}
