import { ConfigurationInvalidError } from '@psephos/lib'
import * as z from 'zod'

const port = z
  .string()
  .regex(/^[0-9]{1,5}$/, 'must be a whole number')
  .transform(Number)
  .refine((number) => number <= 65_535, 'must be at most 65535')
const wei = z
  .string()
  .regex(/^[0-9]{1,30}$/, 'must be a whole number of wei')
  .transform(BigInt)
const privateKey = z.string().regex(/^0x[0-9a-fA-F]{64}$/, 'must be 0x and 64 hex digits')

const common = {
  PORT: port.prefault('3000'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
  STATE_DIRECTORY: z.string().min(1).default('.psephos'),
}

const developmentEnvironment = z.object({ ...common, CHAIN_PORT: port.prefault('8545') })

const database = {
  /** Absent: PGlite in the state folder. */
  DATABASE_URL: z.string().min(1).optional(),
  /** The most connections of one process. */
  DATABASE_CONNECTIONS: z
    .string()
    .regex(/^[1-9][0-9]{0,3}$/, 'must be a whole number from 1 to 9999')
    .prefault('10')
    .transform(Number),
}

const databaseEnvironment = z.object({ STATE_DIRECTORY: common.STATE_DIRECTORY, ...database })

const hostedSettings = z.object({
  ...common,
  HOST: z.string().min(1).default('0.0.0.0'),
  /** Each may say who the client is, so one that is not there lets clients choose their address. */
  PROXIES: z
    .string()
    .regex(/^[0-9]$/, 'must be a digit')
    .transform(Number)
    .prefault('0'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }),
  RPC_URL: z.url({ protocol: /^https?$/ }),
  ...database,
  RELAY_PRIVATE_KEY: privateKey.optional(),
  RELAY_PRIVATE_KEY_FILE: z.string().min(1).optional(),
  /** For a unit of gas. */
  RELAY_MAX_FEE_WEI: wei.optional(),
  /** For each space in 24 hours, unless the space says otherwise; absent: no bound. */
  RELAY_DAILY_CAP_WEI: wei.optional(),
  /** Keys and programs of secret ballots; absent: the server takes none. */
  CIRCUITS_DIRECTORY: z.string().min(1).optional(),
  SPACES_FILE: z.string().min(1),
  /** Each hosted DAO costs the relay money, so who is hosted is the operator's choice unless they say otherwise. */
  SPACE_REGISTRATION: z.enum(['listed', 'open']).default('listed'),
  WORLD_ID_APP_ID: z.string().regex(/^app_[0-9a-zA-Z_]+$/, 'must begin with app_'),
  WORLD_ID_RP_ID: z.string().regex(/^rp_[0-9a-f]{16}$/, 'must be rp_ and 16 hex digits'),
  WORLD_ID_SIGNING_KEY: privateKey,
  WORLD_ID_ENVIRONMENT: z.enum(['production', 'staging']).default('production'),
})

const hostedEnvironment = hostedSettings.superRefine(
  ({ RELAY_PRIVATE_KEY: key, RELAY_PRIVATE_KEY_FILE: file, ...settings }, context) => {
    // Whoever registers a DAO of their own makes the contracts that the relay pays to call.
    if (settings.SPACE_REGISTRATION === 'open' && settings.RELAY_DAILY_CAP_WEI === undefined)
      context.addIssue({
        code: 'custom',
        path: ['RELAY_DAILY_CAP_WEI'],
        message: 'open registration needs it',
      })
    if ((key === undefined) === (file === undefined))
      context.addIssue({
        code: 'custom',
        path: ['RELAY_PRIVATE_KEY'],
        message: 'either it or RELAY_PRIVATE_KEY_FILE is to be set',
      })
  },
)

/** How a server on this machine's own chain is set up. */
export type DevelopmentConfiguration = z.output<typeof developmentEnvironment>
/** How a server on a chain elsewhere is set up. */
export type HostedConfiguration = z.output<typeof hostedEnvironment>

/** Where a server keeps what it knows. */
export type DatabaseConfiguration = z.output<typeof databaseEnvironment>

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads how to run on embedded defaults.
 * @throws {@link ConfigurationInvalidError} when a setting is wrong, or `NODE_ENV` is `production`:
 * with a development World ID anybody can be anybody.
 */
export function readDevelopmentConfiguration(environment: Environment): DevelopmentConfiguration {
  if (environment['NODE_ENV'] === 'production') {
    throw new ConfigurationInvalidError({
      setting: 'NODE_ENV',
      reason:
        'is production, where the development World ID may not run: its people are pretend people. Set RPC_URL and the World ID settings instead',
    })
  }
  return parse(developmentEnvironment, environment)
}

/**
 * Reads how to serve DAOs on a chain elsewhere.
 * @throws {@link ConfigurationInvalidError} when a setting is missing or wrong.
 */
export function readHostedConfiguration(environment: Environment): HostedConfiguration {
  return parse(hostedEnvironment, environment)
}

/**
 * Reads where the database is, for who has to do with it alone.
 * @throws {@link ConfigurationInvalidError} when a setting is wrong.
 */
export function readDatabaseConfiguration(environment: Environment): DatabaseConfiguration {
  return parse(databaseEnvironment, environment)
}

/** Never says a setting's value: it may be a key. */
function parse<Schema extends z.core.$ZodType>(
  schema: Schema,
  environment: Environment,
): z.output<Schema> {
  // An empty variable is one that is not set.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = z.safeParse(schema, given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const setting = issue?.path.join('.') ?? 'environment'
  const reason = given[setting] === undefined ? 'is missing' : `is wrong: ${issue?.message ?? ''}`
  throw new ConfigurationInvalidError({ setting, reason })
}
