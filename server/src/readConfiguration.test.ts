import { PsephosError } from '@psephos/lib'
import { describe, expect, test } from 'vitest'
import { readDevelopmentConfiguration, readHostedConfiguration } from './readConfiguration.ts'

const key = `0x${'ab'.repeat(32)}`
const hosted = {
  PUBLIC_URL: 'https://vote.example',
  RPC_URL: 'https://rpc.example/secret',
  RELAY_PRIVATE_KEY: key,
  SPACES_FILE: 'spaces.json',
  WORLD_ID_APP_ID: 'app_0123',
  WORLD_ID_RP_ID: 'rp_0123456789abcdef',
  WORLD_ID_SIGNING_KEY: key,
}

describe('readDevelopmentConfiguration', () => {
  test('has a default for everything', () => {
    const defaults = { PORT: 3_000, CHAIN_PORT: 8_545, STATE_DIRECTORY: '.psephos' }
    expect(readDevelopmentConfiguration({})).toEqual(defaults)
    expect(readDevelopmentConfiguration({ PORT: '', CHAIN_PORT: '' })).toEqual(defaults)
  })

  test('reads ports from 0 to 65535', () => {
    expect(readDevelopmentConfiguration({ PORT: '0' }).PORT).toBe(0)
    expect(readDevelopmentConfiguration({ PORT: '65535' }).PORT).toBe(65_535)
  })

  test.each(['65536', '-1', '1.5', '1e3', '0x50', ' ', 'three'])('refuses port %j', (PORT) => {
    expect(() => readDevelopmentConfiguration({ PORT })).toThrow(
      expect.objectContaining({
        code: 'CONFIGURATION_INVALID',
        message: expect.stringContaining('PORT is wrong'),
      }),
    )
  })

  test('refuses to run in production, where anybody could be anybody', () => {
    expect(() => readDevelopmentConfiguration({ NODE_ENV: 'production' })).toThrow(
      /NODE_ENV is production, where the development World ID may not run/,
    )
  })
})

describe('readHostedConfiguration', () => {
  test('takes what it must be told and has defaults for the rest', () => {
    expect(readHostedConfiguration(hosted)).toEqual({
      ...hosted,
      PORT: 3_000,
      PROXIES: 0,
      HOST: '0.0.0.0',
      DATABASE_CONNECTIONS: 10,
      STATE_DIRECTORY: '.psephos',
      SPACE_REGISTRATION: 'listed',
      WORLD_ID_ENVIRONMENT: 'production',
    })
  })

  test.each(Object.keys(hosted))('says that %s is missing', (setting) => {
    expect(() => readHostedConfiguration({ ...hosted, [setting]: '' })).toThrow(
      `The setting ${setting} is missing.`,
    )
  })

  test('hosts whoever registers only with a bound on what each may cost', () => {
    const open = { ...hosted, SPACE_REGISTRATION: 'open' }
    expect(() => readHostedConfiguration(open)).toThrow(
      'The setting RELAY_DAILY_CAP_WEI is missing.',
    )
    expect(readHostedConfiguration({ ...open, RELAY_DAILY_CAP_WEI: '1' })).toMatchObject({
      SPACE_REGISTRATION: 'open',
      RELAY_DAILY_CAP_WEI: 1n,
    })
  })

  test('takes the key of the relay from the environment or from a file, not from both', () => {
    const { RELAY_PRIVATE_KEY: _, ...others } = hosted
    const file = { RELAY_PRIVATE_KEY_FILE: '/run/secrets/relay' }
    expect(readHostedConfiguration({ ...others, ...file })).toMatchObject(file)
    expect(() => readHostedConfiguration({ ...hosted, ...file })).toThrow(
      'The setting RELAY_PRIVATE_KEY is wrong: either it or RELAY_PRIVATE_KEY_FILE is to be set',
    )
  })

  test.each([
    ...Object.keys(hosted).filter((setting) => setting !== 'SPACES_FILE'),
    'PORT',
    'DATABASE_CONNECTIONS',
    'RELAY_DAILY_CAP_WEI',
    'RELAY_MAX_FEE_WEI',
    'LOG_LEVEL',
    'WORLD_ID_ENVIRONMENT',
  ])('says that %s is wrong without repeating it', (setting) => {
    const value = 'ftp:0xdeadbeef-a-secret'
    try {
      readHostedConfiguration({ ...hosted, [setting]: value })
      expect.unreachable()
    } catch (error) {
      if (!(error instanceof PsephosError)) throw error
      expect(error.message).toContain(`The setting ${setting} is wrong: `)
      expect(JSON.stringify([error.message, error.details, error.cause])).not.toContain('deadbeef')
    }
  })
})
