import type { Context } from '../../Context.ts'
import type { Ending } from '../../exitCodes.ts'
import { UsageError } from '../../UsageError.ts'

type CeremonyLibrary = typeof import('@psephos/circuits/ceremony')
type CeremonyErrorCode = InstanceType<CeremonyLibrary['CeremonyError']>['code']

const endings = {
  CEREMONY_ARGUMENT_INVALID: 'usage',
  CEREMONY_BUSY: 'refused',
  CEREMONY_EXISTS: 'usage',
  CEREMONY_INCOMPLETE: 'usage',
  CEREMONY_OUT_OF_ORDER: 'refused',
  CIRCUIT_DIFFERS: 'refused',
  CIRCUIT_UNKNOWN: 'usage',
  CONTRIBUTION_INVALID: 'refused',
  CONTRIBUTION_MISSING: 'refused',
  INITIAL_KEY_DIFFERS: 'refused',
  POWERS_OF_TAU_DIFFER: 'refused',
  POWERS_OF_TAU_UNFIT: 'usage',
  TRANSCRIPT_DIFFERS: 'refused',
  TRANSCRIPT_MALFORMED: 'usage',
} as const satisfies Record<CeremonyErrorCode, Ending>

/**
 * Runs a step of a ceremony with what does it, and shows how it fails.
 * @throws UsageError where the circuits are not: what is published on npm has none, since nobody should take part in a ceremony with
 * a program that they cannot read beside the circuit.
 */
export async function runCeremony(
  context: Context,
  step: (library: CeremonyLibrary) => Promise<void>,
): Promise<void> {
  const library = await load()
  try {
    await step(library)
  } catch (error) {
    if (!(error instanceof library.CeremonyError)) throw error
    const { code, message, details } = error
    context.output.fail({ code, message, details })
    context.end(endings[code])
  }
}

async function load(): Promise<CeremonyLibrary> {
  try {
    return await import('@psephos/circuits/ceremony')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) {
      throw error
    }
    throw new UsageError(
      'A ceremony is run from the source of Psephos, which has the circuits: clone the repository, run `npm ci`, then `node cli/src/main.ts ceremony`.',
    )
  }
}
