import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type DevelopmentStack,
  type StartDevelopmentParameters,
  startDevelopment,
} from '@psephos/server/src/development/startDevelopment.ts'
import { copyTestDatabase } from '@psephos/server/src/testing/copyTestDatabase.ts'
import { pino } from 'pino'

const pageDirectory = fileURLToPath(new URL('../../../server/page/dist', import.meta.url))

/** What {@link startStack} takes. */
export type StartStackParameters = Pick<StartDevelopmentParameters, 'committee'>

/**
 * Starts everything that `npm start` starts, on free ports and with its own state, and settles
 * ballots at once. Proposals can be secret only where a committee is given.
 */
export async function startStack({
  committee,
}: StartStackParameters = {}): Promise<DevelopmentStack> {
  await access(join(pageDirectory, 'index.html')).catch((cause: unknown) => {
    const message = 'The page is not built: run `npm run build -w @psephos/page` first.'
    throw new Error(message, { cause })
  })
  const stateDirectory = await mkdtemp(join(tmpdir(), 'psephos-e2e-'))
  const removeState = () => rm(stateDirectory, { recursive: true, force: true })
  try {
    await copyTestDatabase(join(stateDirectory, 'database'))
    const stack = await startDevelopment({
      stateDirectory,
      port: 0,
      chainPort: 0,
      pageDirectory,
      logger: pino({ level: 'silent' }),
      sample: true,
      committee,
      rules: { whenWaiting: 1, afterSeconds: 0, beforeClose: 0, batchSize: 128 },
      interval: 500,
    })
    return {
      ...stack,
      close: async () => {
        await stack.close()
        await removeState()
      },
    }
  } catch (error) {
    await removeState()
    throw error
  }
}
