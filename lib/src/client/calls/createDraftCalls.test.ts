import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AnsweringServer, startAnsweringServer } from '../../testing/startAnsweringServer.ts'
import { createDraftCalls, type DraftCalls } from './createDraftCalls.ts'

const metadata = { version: 1, title: 'A garden', body: '', options: [{ title: 'Yes' }] } as const
const draft = {
  id: 'a/b',
  space: 'garden',
  revision: 1,
  shared: true,
  metadata,
  canonical: '{}',
  cid: 'bafkreia',
  description: 'A garden\n\nipfs://bafkreia',
  updatedAt: 1,
  expiresAt: 2,
}

let server: AnsweringServer
let calls: DraftCalls
beforeAll(async () => {
  server = await startAnsweringServer()
  calls = createDraftCalls(server.requests)
})
afterAll(() => server.close())

describe('createDraftCalls', () => {
  test('gets a draft with its token, or without', async () => {
    server.answerWith(draft)
    expect(await calls.getDraft({ draft: 'a/b', token: 'x' })).toEqual(draft)
    expect(server.received).toEqual({ method: 'GET', url: '/api/v1/drafts/a%2Fb', body: '' })
    expect(server.authorization).toBe('Bearer x')
    await calls.getDraft({ draft: 'a/b' })
    expect(server.authorization).toBeUndefined()
  })

  test('edits a draft, without its token in what is sent', async () => {
    server.answerWith(draft)
    const edit = {
      metadata: { ...metadata, options: [{ title: 'Yes' }] },
      shared: true,
      revision: 0,
    }
    expect(await calls.editDraft({ draft: 'a/b', token: 'x', ...edit })).toEqual(draft)
    expect(server.received).toEqual({ method: 'PUT', url: '/api/v1/drafts/a%2Fb', body: edit })
    expect(server.authorization).toBe('Bearer x')
  })

  test('deletes a draft', async () => {
    server.answerWithText('', 204)
    expect(await calls.deleteDraft({ draft: 'a/b', token: 'x' })).toBeUndefined()
    expect(server.received).toMatchObject({ method: 'DELETE', url: '/api/v1/drafts/a%2Fb' })
  })
})
