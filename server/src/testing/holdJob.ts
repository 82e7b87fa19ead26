import { pino } from 'pino'
import { createJobs } from '../jobs/createJobs.ts'
import { openDatabase } from '../storage/openDatabase.ts'

/**
 * A process that takes a job, says so, and is at it until it is killed: `node holdJob.ts <url>`.
 */
const [url = ''] = process.argv.slice(2)
const database = await openDatabase({ url })
const jobs = createJobs({ database, logger: pino({ level: 'silent' }), interval: 0.5 })
const held = jobs.define<{ name: string }>({
  name: 'held',
  retries: 1,
  retryDelay: 1,
  retryDelayMax: 1,
  timeout: 600,
  run: () => {
    process.stdout.write('held\n')
    return new Promise(() => undefined)
  },
})
await jobs.start()
await held.send({ name: 'Ada' })
