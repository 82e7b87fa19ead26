import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { WireSpace } from '@psephos/lib'
import type { Dao } from '../../contracts/support/deployDao.ts'
import { deployPlannedDao } from '../../contracts/support/deployProvenDao.ts'
import { type Chain, openChain } from '../../contracts/support/openChain.ts'
import {
  type MemberProofs,
  type ProvenElection,
  readMemberProofs,
} from '../../contracts/support/readMemberProofs.ts'
import { serveDao } from '../../e2e/support/serveDao.ts'

/** An election of 256 people whose ballots are recorded, open, on a server with the page. */
export interface PageElection extends ProvenElection {
  readonly chain: Chain
  readonly dao: Dao
  readonly plan: MemberProofs['plan']
  readonly url: string
  readonly space: WireSpace
  readonly close: () => Promise<void>
}

const OPTIONS = 4
const root = fileURLToPath(new URL('../../../', import.meta.url))

/**
 * Builds the page as it is, and beside it Semaphore's prover alone; deploys the DAO of the recorded
 * proofs on a chain of its own and serves both.
 */
export async function openPageElection(): Promise<PageElection> {
  const pageDirectory = await mkdtemp(join(tmpdir(), 'psephos-page-'))
  await build('server/page', pageDirectory)
  const rival = await mkdtemp(join(tmpdir(), 'psephos-rival-'))
  await build('test/bench/page/rival', rival, '--base', '/rival/', '--target', 'es2023')
  await cp(rival, join(pageDirectory, 'rival'), { recursive: true })
  const { plan, election } = readMemberProofs()
  const chain = await openChain()
  const dao = await deployPlannedDao(chain, plan)
  const { url, space, close } = await serveDao({ chain, dao, pageDirectory })
  return {
    ...election(OPTIONS),
    ...{ chain, dao, plan, url, space },
    close: async () => {
      await close()
      await chain.close()
      for (const folder of [pageDirectory, rival]) await rm(folder, { recursive: true })
    },
  }
}

async function build(folder: string, output: string, ...options: string[]): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const line = [vite, 'build', '--outDir', output, '--emptyOutDir', '--logLevel', 'error']
  await promisify(execFile)(process.execPath, [...line, ...options], { cwd: join(root, folder) })
}
