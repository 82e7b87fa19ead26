import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigurationInvalidError } from '@psephos/lib'

/** A state folder that nobody else uses. */
export interface StateFolder {
  readonly path: string
  readonly release: () => Promise<void>
}

/**
 * Creates a state folder if need be and takes it for this process: two at once would break its
 * database.
 * @throws {@link ConfigurationInvalidError} when it cannot be written, or another process that
 * lives has it.
 */
export async function lockStateFolder(path: string): Promise<StateFolder> {
  const lock = join(path, 'lock')
  try {
    await mkdir(path, { recursive: true })
    if (!(await takeLock(lock))) {
      await removeStaleLock(lock, path)
      // Whoever came first after the stale one was removed has it.
      if (!(await takeLock(lock))) refuse(path, await readOwner(lock), lock)
    }
  } catch (error) {
    throw nameError(error, path)
  }
  return { path, release: () => rm(lock, { force: true }) }
}

/** Written beside and linked, which only one can do: a lock always names its owner. */
async function takeLock(lock: string): Promise<boolean> {
  const own = `${lock}.${process.pid}`
  await writeFile(own, String(process.pid))
  try {
    await link(own, lock)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  } finally {
    await rm(own, { force: true })
  }
}

/** Moved away before it is looked at again: of two who find it stale, the second moves nothing. */
async function removeStaleLock(lock: string, path: string): Promise<void> {
  const owner = await readOwner(lock)
  if (isOther(owner)) refuse(path, owner, lock)
  const moved = `${lock}.${process.pid}.stale`
  try {
    await rename(lock, moved)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return
    throw error
  }
  const takenMeanwhile = isOther(await readOwner(moved))
  if (takenMeanwhile) await rename(moved, lock)
  else await rm(moved, { force: true })
}

async function readOwner(lock: string): Promise<number> {
  return Number(await readFile(lock, 'utf8').catch(() => ''))
}

function isOther(owner: number): boolean {
  return Number.isInteger(owner) && owner > 0 && owner !== process.pid && isAlive(owner)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}

function refuse(path: string, owner: number, lock: string): never {
  const reason = `${path} is in use by another Psephos (process ${owner}); stop that one first, or delete ${lock} if it is none`
  throw new ConfigurationInvalidError({ setting: 'STATE_DIRECTORY', reason })
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function nameError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'cannot be written by you',
    EPERM: 'cannot be written by you',
    EROFS: 'is on a file system that cannot be written',
    ENOTDIR: 'is no folder',
    EEXIST: 'is no folder',
    ENOSPC: 'is on a full disk',
  }
  const reason = typeof code === 'string' ? reasons[code] : undefined
  if (reason === undefined) return error
  return new ConfigurationInvalidError({ setting: 'STATE_DIRECTORY', reason: `${path} ${reason}` })
}
