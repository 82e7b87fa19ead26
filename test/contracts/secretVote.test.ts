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
  // A server that runs has its worker look for the committees that proposals name.
  await server.client.getSecrecy({ proposal: proposalId })
  const file = join(folder, 'me.json')
  await writeFile(file, await exportIdentity({ identity, passphrase, cost: 15 }))
  const vote = ['vote', '--identity', file, '--proposal', String(proposalId)]
  const cast = await runPsephos(...vote, '--votes', '3,-4,0', '--server', server.origin)
  expect(cast).toMatchObject({ code: 0, json: { status: 'received', revision: 0, cost: 25 } })
  expect(cast.stderr).toContain('Handing the ballot to the server')
})
