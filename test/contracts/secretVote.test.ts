import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createIdentity, exportIdentity } from '@psephos/lib'
import { serveTestSpace, type TestServer } from '@psephos/server/src/testing/serveTestSpace.ts'
import { startTestSpace, type TestSpace } from '@psephos/server/src/testing/startTestSpace.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { passphrase, runPsephos } from './support/runPsephos.ts'

let dao: TestSpace
let server: TestServer
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psephos-secret-vote-'))
  dao = await startTestSpace('pglite', { secret: true })
  server = await serveTestSpace(dao)
})
afterAll(async () => {
  await server?.close()
  await dao?.close()
  await rm(folder, { recursive: true, force: true })
})

test('the command line votes secretly through a server', async () => {
  const identity = createIdentity()
  await dao.enrol(identity, 1)
  const proposalId = await dao.openProposal({ title: 'A pond?', optionCount: 3, secret: true })
  await dao.index()
  const file = join(folder, 'me.json')
  await writeFile(file, await exportIdentity({ identity, passphrase, cost: 15 }))
  const vote = ['vote', '--identity', file, '--proposal', String(proposalId)]
  const cast = await runPsephos(...vote, '--votes', '3,-4,0', '--server', server.origin)
  expect(cast).toMatchObject({ code: 0, json: { status: 'received', revision: 0, cost: 25 } })
  expect(cast.stderr).toContain('Handing the ballot to the server')

  // It is active for as long as its totals are not known, and nobody is to prove for nothing.
  await dao.moveClockTo(
    Number(await dao.chain.governor(dao.space).proposalDeadline(proposalId)) + 1,
  )
  const late = await runPsephos(...vote, '--votes', '0,0,1', '--server', server.origin)
  expect(late).toMatchObject({ code: 1, json: { error: { code: 'VOTING_NOT_OPEN' } } })
  expect(late.stderr).not.toContain('Handing the ballot to the server')
})
