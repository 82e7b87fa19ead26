import type { WireWorldIdRequest, WorldIdResult } from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { WorldIdFailedError } from '../errors/pageErrors.ts'
import { type FindEnrolmentStageParameters, findEnrolmentStage } from './findEnrolmentStage.ts'

const request: WireWorldIdRequest = {
  appId: 'app_staging_1',
  action: 'psephos-enrol',
  signal: `0x${'0'.repeat(64)}`,
  environment: 'staging',
  development: null,
  rpContext: {
    rp_id: 'rp_0123456789abcdef',
    nonce: '0x01',
    created_at: 1,
    expires_at: 2,
    signature: '0x02',
  },
}
const result: WorldIdResult = {
  protocol_version: '4.0',
  nonce: '0x01',
  action: 'psephos-enrol',
  environment: 'staging',
  responses: [],
}
const open = { request, connectorUri: 'https://world.org/verify?t=wld&i=1&k=2' }
const fresh = { index: null, worldIdRequest: null, worldIdResult: null }
const idle = { isPending: false, data: undefined }

const find = (changes: Partial<FindEnrolmentStageParameters>) =>
  findEnrolmentStage({
    identity: fresh,
    request: idle,
    join: { isPending: false },
    error: null,
    ...changes,
  })

describe('findEnrolmentStage', () => {
  test('goes from the choice of an identity to the group', () => {
    expect(find({ identity: null })).toEqual({ stage: 'choose' })
    expect(find({})).toEqual({ stage: 'ready' })
    expect(find({ request: { isPending: true, data: undefined } })).toEqual({ stage: 'asking' })
    const asked = { isPending: false, data: request }
    expect(find({ request: asked })).toEqual({ stage: 'waiting', request })
    const answered = { ...fresh, worldIdResult: result }
    expect(find({ request: asked, identity: answered })).toEqual({ stage: 'answered' })
    expect(find({ identity: answered, join: { isPending: true } })).toEqual({ stage: 'joining' })
    expect(find({ identity: { ...fresh, index: 7 } })).toEqual({ stage: 'done', index: 7 })
  })

  test('goes on with a request that was handed over before the page was loaded', () => {
    const identity = { ...fresh, worldIdRequest: open }
    expect(find({ identity })).toEqual({ stage: 'resumed', open })
    // The page that asked goes on with IDKit.
    const asked = { isPending: false, data: request }
    expect(find({ identity, request: asked })).toEqual({ stage: 'waiting', request })
  })

  test('goes on with an answer that was kept before the page was loaded', () => {
    const identity = { ...fresh, worldIdRequest: open, worldIdResult: result }
    expect(find({ identity })).toEqual({ stage: 'answered' })
  })

  test('shows a failure, unless the identity is a member by now', () => {
    const error = new WorldIdFailedError('user_rejected')
    expect(find({ error })).toEqual({ stage: 'failed', error })
    expect(find({ error, identity: { ...fresh, worldIdResult: result } })).toEqual({
      stage: 'failed',
      error,
    })
    expect(find({ error, identity: { ...fresh, index: 0 } })).toEqual({ stage: 'done', index: 0 })
  })
})
