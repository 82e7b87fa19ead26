import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AnsweringServer, startAnsweringServer } from '../../testing/startAnsweringServer.ts'
import { createGroupCalls, type GroupCalls } from './createGroupCalls.ts'

const address = `0x${'aa'.repeat(20)}`
const large = (1n << 256n) - 1n

let server: AnsweringServer
let calls: GroupCalls
beforeAll(async () => {
  server = await startAnsweringServer()
  calls = createGroupCalls(server.requests)
})
afterAll(() => server.close())

describe('createGroupCalls', () => {
  test('gets a group as it stood with a root, with numbers of 256 bits', async () => {
    server.answerWith({ group: address, size: 2, root: String(large), members: ['1', '2'] })
    const group = await calls.getGroup({ space: 'garden', root: large })
    expect(group).toEqual({ group: address, size: 2, root: large, members: [1n, 2n] })
    expect(server.received?.url).toBe(`/api/v1/spaces/garden/group?root=${large}`)
    await calls.getGroup({ space: 'a/../b' })
    expect(server.received?.url).toBe('/api/v1/spaces/a%2F..%2Fb/group')
  })

  test('gets a bucket of a group as it is', async () => {
    server.answerWithText('\u0001\u0002', 200)
    const bytes = await calls.getGroupBucket({ space: 'garden', root: large, bucket: 3 })
    expect(bytes).toEqual(Uint8Array.of(1, 2))
    expect(server.received?.url).toBe(`/api/v1/spaces/garden/group/buckets/3?root=${large}`)
  })
})
