import { CommitteeDealersMissingError, registerCommittee } from '@psephos/lib'
import type { Command } from 'commander'
import type { Context } from '../../Context.ts'
import { connectChain } from '../../chain/connectChain.ts'
import { readSigner } from '../../chain/readSigner.ts'
import { RefusedError } from '../../RefusedError.ts'
import { describeStanding } from '../../trustee/describeStanding.ts'
import { readStanding } from '../../trustee/readStanding.ts'
import { addCommand } from '../addCommand.ts'
import { addSignerOption, requireGovernor, type SignerOptions } from '../chainOptions.ts'
import {
  addPlaceOptions,
  addRegistryOptions,
  openPlace,
  type PlaceOptions,
  type RegistryOptions,
  requireRegistry,
} from './trusteeOptions.ts'

interface RegisterOptions extends PlaceOptions, RegistryOptions, SignerOptions {
  readonly now?: boolean
}

/** `psephos trustee register` */
export function addTrusteeRegisterCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'register',
    summary: 'register a confirmed committee on the chain',
    description:
      'Brings a committee on-chain, where proposals can name it once the DAO has approved it. Anybody may, and pays. ' +
      'While trustees may still complain it waits, unless you give --now.',
    example:
      'PSEPHOS_PRIVATE_KEY=… psephos trustee register --transcript keepers --governor 0x5fbd… --rpc https://rpc.example',
  })
  addSignerOption(addRegistryOptions(addPlaceOptions(command)))
    .option('--now', 'even while trustees may still complain')
    .action((options: RegisterOptions) => register(context, options))
}

async function register(context: Context, options: RegisterOptions): Promise<void> {
  const { output } = context
  const place = openPlace(context, options)
  if (options.registry === undefined) requireGovernor(options.governor)
  const registry = await requireRegistry(context, options)
  const standing = readStanding({ said: await place.read(), registry })
  const { conclusion, confirmations, isOver } = standing
  const { threshold } = standing.opened.keyGeneration
  const { outcome, judgement } = conclusion
  if (outcome === null) {
    throw new CommitteeDealersMissingError({ qualified: judgement.qualified.length, threshold })
  }
  output.progress(describeStanding(standing).text)
  if (confirmations.size < threshold) {
    throw new RefusedError({
      code: 'CONFIRMATIONS_MISSING',
      message: `${confirmations.size} trustees have confirmed the committee, and ${threshold} must.`,
    })
  }
  if (!isOver && options.now !== true) {
    throw new RefusedError({
      code: 'COMPLAINTS_OPEN',
      message:
        'Not everybody who dealt rightly has confirmed: somebody may still complain. --now registers the committee all the same.',
    })
  }
  const provider = await connectChain(context, options)
  try {
    const signer = await readSigner({ context, provider, keyFile: options.keyFile })
    output.progress('Registering the committee …')
    const committee = await registerCommittee({
      ...{ signer, registry: registry.registry, committee: outcome.committee, confirmations },
    })
    output.result({
      text: `The committee is registered: ${committee}\nThe DAO approves it with setTrusteeCommittee, by a proposal.`,
      json: { committee, registry: registry.registry, chainId: registry.chainId },
    })
  } finally {
    provider.destroy()
  }
}
