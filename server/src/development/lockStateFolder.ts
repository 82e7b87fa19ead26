import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigurationInvalidError } from '@psephos/lib'

/** A state folder that nobody else uses. */
export interface StateFolder {
  readonly path: string
  readonly release: () => Promise<void>
}

/**
 * Creates a state folder if need be and takes it for this process: two at once would break its database.
 * @throws {@link ConfigurationInvalidError} when it cannot be written, or another process that lives has it.
 */
export async function lockStateFolder(path: string): Promise<StateFolder> {
  const lock = join(path, 'lock')
  try {
    await mkdir(path, { recursive: true })
    await writeLock(lock).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
      await removeStaleLock(lock, path)
      await writeLock(lock)
    })
  } catch (error) {
    throw nameError(error, path)
  }
  return { path, release: () => rm(lock, { force: true }) }
}

async function writeLock(lock: string): Promise<void> {
  const file = await open(lock, 'wx')
  await file.writeFile(String(process.pid))
  await file.close()
}

async function removeStaleLock(lock: string, path: string): Promise<void> {
  const owner = Number(await readFile(lock, 'utf8'))
  if (Number.isInteger(owner) && owner > 0 && owner !== process.pid && isAlive(owner)) {
    const reason = `${path} is in use by another Psephos (process ${owner}); stop that one first`
    throw new ConfigurationInvalidError({ setting: 'STATE_DIRECTORY', reason })
  }
  await rm(lock, { force: true })
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
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
