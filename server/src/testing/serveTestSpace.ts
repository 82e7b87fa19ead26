import { createServerClient, type ServerClient } from '@psephos/lib'
import pino from 'pino'
import { createApp } from '../createApp.ts'
import type { Dependencies } from '../Dependencies.ts'
import { developmentRpId } from '../development/readDevelopmentKeys.ts'
import { listen } from '../http/listen.ts'
import { signingKey } from './startDevelopmentWorldId.ts'
import type { TestSpace } from './startTestSpace.ts'

/** A server on a port of this machine. */
export interface TestServer {
  /** Where it is; the server whose name is signed. */
  readonly origin: string
  readonly client: ServerClient
  readonly close: () => Promise<void>
}

/** Serves a DAO by HTTP, without World ID and page. */
export async function serveTestSpace(
  dao: TestSpace,
  settings: Partial<Dependencies> = {},
): Promise<TestServer> {
  const listener = await listen({ host: '127.0.0.1', port: 0 })
  const origin = `http://127.0.0.1:${listener.port}`
  listener.serve(
    createApp({
      ...dao,
      proxies: 0,
      limits: null,
      worldId: {
        appId: 'app_staging_psephos',
        rpId: developmentRpId,
        signingKey,
        environment: 'staging',
        development: null,
      },
      logger: pino({ level: 'silent' }),
      publicUrl: origin,
      localWebhooks: true,
      pageDirectory: null,
      developmentWorldId: null,
      ...settings,
    }),
  )
  return { origin, client: createServerClient({ baseUrl: origin }), close: listener.close }
}
