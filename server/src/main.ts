import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { PsephosError } from '@psephos/lib'
import { createLogger } from './createLogger.ts'
import {
  readDatabaseConfiguration,
  readDevelopmentConfiguration,
  readHostedConfiguration,
} from './readConfiguration.ts'

const HELP = `Usage: psephos-server [--development | --backup FILE | --restore FILE]

Serves DAOs: hosts their proposals, collects ballots without gas, relays them and serves the page.

  --development  run on this machine alone, with a local chain, a sample DAO and
                 a development World ID whose people are pretend people
  --backup FILE  write all that the database holds to a file, and end
  --restore FILE bring such a file into an empty database, and end
  --help         show this

Settings are read from the environment. With --development: PORT (3000), CHAIN_PORT (8545),
STATE_DIRECTORY (.psephos), LOG_LEVEL. Without: also HOST, PUBLIC_URL, RPC_URL, DATABASE_URL,
DATABASE_CONNECTIONS, PROXIES, RELAY_PRIVATE_KEY or RELAY_PRIVATE_KEY_FILE, RELAY_MAX_FEE_WEI,
RELAY_DAILY_CAP_WEI, CIRCUITS_DIRECTORY, SPACES_FILE, SPACE_REGISTRATION, WORLD_ID_APP_ID, WORLD_ID_RP_ID,
WORLD_ID_SIGNING_KEY, WORLD_ID_ENVIRONMENT. docs/operating.md says what each means.
`

// What runs is loaded when it is known which, and that its settings are right: all of it takes seconds.

const pageDirectory = fileURLToPath(new URL('../page/dist', import.meta.url))

interface Running {
  readonly close: () => Promise<void>
}

async function runDevelopment(): Promise<Running> {
  const { PORT, CHAIN_PORT, STATE_DIRECTORY, LOG_LEVEL } = readDevelopmentConfiguration(process.env)
  const { startDevelopment } = await import('./development/startDevelopment.ts')
  const stack = await startDevelopment({
    stateDirectory: resolve(STATE_DIRECTORY),
    port: PORT,
    chainPort: CHAIN_PORT,
    pageDirectory,
    logger: createLogger({ level: LOG_LEVEL ?? 'warn' }),
    sample: true,
    committee: { trustees: 3, threshold: 2, classes: [2, 4] },
    onProgress: (step) => print(`  ${step} …\n`),
  })
  const { space } = stack
  const states = {
    kept: `as you left it, from ${STATE_DIRECTORY}/`,
    new: `new, in ${STATE_DIRECTORY}/; the next start finds it`,
    reset: 'reset: the chain is fresh, so the DAO was set up anew and earlier ballots are gone',
  } as const
  print(`
Psephos runs on this machine.

  Page          ${stack.url}
  World ID      development: the people are pretend people, and the page links to their wallet
  Local chain   ${stack.rpcUrl} (chain ${space.chainId})
  Sample DAO    ${space.name}: governor ${space.governor}, treasury ${space.timelock}
  State         ${states[stack.start]}

Press Ctrl-C to stop. To begin afresh, stop it and delete ${STATE_DIRECTORY}/.
`)
  return stack
}

async function runHosted(): Promise<Running> {
  const configuration = readHostedConfiguration(process.env)
  const { startHosted } = await import('./startHosted.ts')
  const logger = createLogger({ level: configuration.LOG_LEVEL ?? 'info' })
  const server = await startHosted({ configuration, logger, pageDirectory })
  print(`Psephos serves ${server.publicUrl}. Press Ctrl-C to stop.\n`)
  return server
}

async function runCopy({ backup, restore }: Options): Promise<void> {
  const configuration = readDatabaseConfiguration(process.env)
  const { runBackup, runRestore } = await import('./backup/runBackup.ts')
  if (backup !== undefined) {
    const rows = await runBackup({ configuration, file: resolve(backup) })
    print(`Wrote ${rows} rows to ${backup}.\n`)
  } else if (restore !== undefined) {
    const rows = await runRestore({ configuration, file: resolve(restore) })
    print(`Restored ${rows} rows from ${restore}.\n`)
  }
}

function print(text: string): void {
  process.stdout.write(text)
}

/**
 * One sentence for what was meant to be said; anything else is a mistake of ours and keeps its
 * trace.
 */
function fail(error: unknown): never {
  const text = error instanceof PsephosError ? error.message : error
  console.error(text)
  process.exit(1)
}

/** One Ctrl-C may arrive twice, from the terminal and from a parent. */
const IMPATIENCE = 1_500

/** Stops once, however often it is asked; a later second Ctrl-C does not wait any longer. */
function stopOnSignals(running: Promise<Running>): void {
  let stoppingSince: number | undefined
  const stop = async (): Promise<void> => {
    if (stoppingSince !== undefined) {
      if (Date.now() - stoppingSince > IMPATIENCE) process.exit(130)
      return
    }
    stoppingSince = Date.now()
    print('\nStopping …\n')
    try {
      await (await running).close()
      print('Stopped.\n')
      process.exit(0)
    } catch (error) {
      fail(error)
    }
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

interface Options {
  readonly development: boolean
  readonly help: boolean
  readonly backup?: string | undefined
  readonly restore?: string | undefined
}

function readOptions(): Options {
  const boolean = { type: 'boolean', default: false } as const
  const text = { type: 'string' } as const
  const options = { development: boolean, help: boolean, backup: text, restore: text }
  try {
    const { values } = parseArgs({ options })
    const jobs = [values.development, values.backup, values.restore].filter(Boolean)
    if (jobs.length > 1) throw new Error('These options do not go together.')
    return values
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`)
    process.exit(2)
  }
}

const options = readOptions()
if (options.help) print(HELP)
else if (options.backup !== undefined || options.restore !== undefined) {
  await runCopy(options).catch(fail)
} else {
  const running = (options.development ? runDevelopment() : runHosted()).catch(fail)
  stopOnSignals(running)
}
