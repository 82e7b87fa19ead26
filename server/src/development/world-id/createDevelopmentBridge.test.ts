import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDevelopmentBridge } from './createDevelopmentBridge.ts'

const asked = { iv: 'AAAA', payload: 'cXVlc3Rpb24=' }
const answered = { iv: 'BBBB', payload: 'YW5zd2Vy' }
const UNKNOWN = '3f0e4b6e-7b3a-4b57-a5a4-63a1a1a7a7a7'

let time: number
let origin: string
let close: () => void

beforeEach(async () => {
  time = 0
  const app = express().use(createDevelopmentBridge({ now: () => time, capacity: 3 }))
  const server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  close = () => server.close()
})
afterEach(() => close())

const send = (method: string, path: string, body?: unknown) =>
  fetch(origin + path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

const status = async (method: string, path: string, body?: unknown) =>
  (await send(method, path, body)).status

const read = async (path: string) => (await send('GET', path)).json()

const ask = async (): Promise<string> => {
  const response = await send('POST', '/request', asked)
  const { request_id: id } = (await response.json()) as { request_id: string }
  return id
}

describe('createDevelopmentBridge', () => {
  test('carries a request to the wallet and its answer back', async () => {
    const id = await ask()
    expect(await read(`/response/${id}`)).toEqual({ status: 'initialized', response: null })
    expect(await read(`/request/${id}`)).toEqual(asked)
    expect(await read(`/response/${id}`)).toEqual({ status: 'retrieved', response: null })
    expect(await status('PUT', `/response/${id}`, answered)).toBe(201)
    expect(await read(`/response/${id}`)).toEqual({ status: 'completed', response: answered })
  })

  test('gives a request once', async () => {
    const id = await ask()
    expect(await status('GET', `/request/${id}`)).toBe(200)
    expect(await status('GET', `/request/${id}`)).toBe(404)
  })

  test('tells whether there is a request without giving it', async () => {
    const id = await ask()
    expect(await status('HEAD', `/request/${id}`)).toBe(200)
    expect(await status('GET', `/request/${id}`)).toBe(200)
    expect(await status('HEAD', `/request/${UNKNOWN}`)).toBe(404)
  })

  test('takes one answer and gives it once', async () => {
    const id = await ask()
    expect(await status('PUT', `/response/${id}`, answered)).toBe(201)
    expect(await status('PUT', `/response/${id}`, asked)).toBe(409)
    expect(await read(`/response/${id}`)).toMatchObject({ response: answered })
    expect(await status('GET', `/response/${id}`)).toBe(404)
  })

  test('knows nothing of requests that nobody made', async () => {
    expect(await status('GET', `/request/${UNKNOWN}`)).toBe(404)
    expect(await status('GET', `/response/${UNKNOWN}`)).toBe(404)
    expect(await status('PUT', `/response/${UNKNOWN}`, answered)).toBe(400)
  })

  test('forgets a request after 900 seconds', async () => {
    const id = await ask()
    time = 899_999
    expect(await status('HEAD', `/request/${id}`)).toBe(200)
    time = 900_000
    expect(await status('HEAD', `/request/${id}`)).toBe(404)
    expect(await status('GET', `/request/${id}`)).toBe(404)
    expect(await status('GET', `/response/${id}`)).toBe(404)
    expect(await status('PUT', `/response/${id}`, answered)).toBe(400)
  })

  test('forgets the oldest request rather than grow', async () => {
    const ids = [await ask(), await ask(), await ask(), await ask()]
    const known = await Promise.all(ids.map((id) => status('HEAD', `/request/${id}`)))
    expect(known).toEqual([404, 200, 200, 200])
  })

  test.each([
    [{}],
    [{ iv: 'AAAA' }],
    [{ iv: 'not base64!', payload: 'AAAA' }],
    [{ iv: 'AAAA', payload: '' }],
    [[]],
  ])('refuses %j as an envelope', async (body) => {
    expect(await status('POST', '/request', body)).toBe(400)
  })

  test('refuses a body that is not JSON', async () => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${origin}/request`, { method: 'POST', headers, body: '{' })
    expect(response.status).toBe(400)
  })

  test('refuses a body that is too long', async () => {
    const payload = 'A'.repeat(64 * 1024)
    expect(await status('POST', '/request', { iv: 'AAAA', payload })).toBe(413)
  })

  test('lets pages of every origin ask', async () => {
    const preflight = await send('OPTIONS', '/request')
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).toBe('*')
    for (const response of [preflight, await send('POST', '/request', asked)]) {
      expect(response.headers.get('access-control-allow-origin')).toBe('*')
    }
  })

  test('leaves every other path alone', async () => {
    const response = await send('GET', '/')
    expect(response.headers.has('access-control-allow-origin')).toBe(false)
  })
})
