import { randomUUID } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { CeremonyError } from './CeremonyError.ts'

/** What keeps others out of a folder. */
export type Lock = {
  /**
   * Called before something is written for good.
   * @throws {@link CeremonyError} `CEREMONY_BUSY` when somebody took the lock away meanwhile.
   */
  requireHeld(): Promise<void>
}

type Holder = { readonly process: number; readonly host: string; readonly token: string }

/** What {@link withLock} takes. */
export type WithLockParameters<Result> = {
  folder: string
  action: (lock: Lock) => Promise<Result>
}

const FILE = 'ceremony.lock'

/**
 * Does something in a folder while no other process does. The lock of a process that has ended on this machine is taken over.
 * @throws {@link CeremonyError} `CEREMONY_BUSY` when another process holds it.
 */
export async function withLock<Result>({
  folder,
  action,
}: WithLockParameters<Result>): Promise<Result> {
  const path = join(folder, FILE)
  const holder: Holder = { process: process.pid, host: hostname(), token: randomUUID() }
  const isHeld = async () => (await readHolder(path))?.token === holder.token
  if (!(await create(path, holder))) {
    if (!isGone(await readHolder(path))) throw busy(path)
    await rm(path, { force: true })
    if (!(await create(path, holder))) throw busy(path)
  }
  try {
    return await action({
      requireHeld: async () => {
        if (!(await isHeld())) throw busy(path)
      },
    })
  } finally {
    if (await isHeld()) await rm(path, { force: true })
  }
}

async function create(path: string, holder: Holder): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(holder), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

async function readHolder(path: string): Promise<Partial<Holder> | null> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'))
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}

/** Only of a process on this machine can be told that it has ended. */
function isGone(holder: Partial<Holder> | null): boolean {
  if (typeof holder?.process !== 'number' || holder.host !== hostname()) return false
  try {
    process.kill(holder.process, 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

function busy(path: string): CeremonyError {
  return new CeremonyError({
    code: 'CEREMONY_BUSY',
    message: `Another process works on this ceremony. If none does, delete ${path}.`,
    details: { lock: path },
  })
}
