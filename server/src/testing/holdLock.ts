import { createPostgresLocks } from '../storage/createPostgresLocks.ts'

/**
 * A process that holds a lock until it is killed: `node holdLock.ts <url> <key> <patience>`. It says
 * when it has the lock.
 */
const [url = '', key = '', patience = ''] = process.argv.slice(2)
const locks = createPostgresLocks({ url, patience: Number(patience) })
const had = await locks.tryRun(key, () => {
  process.stdout.write('held\n')
  // Something to wait for, or the process would end by itself.
  setInterval(() => undefined, 60_000)
  return new Promise(() => undefined)
})
process.stdout.write(`${had}\n`)
