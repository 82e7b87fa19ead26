import type { Command } from 'commander'
import type { Context } from '../../Context.ts'
import { readSigner } from '../../chain/readSigner.ts'
import { RefusedError } from '../../RefusedError.ts'
import { describeStanding } from '../../trustee/describeStanding.ts'
import { openTrusteeFile } from '../../trustee/openTrusteeFile.ts'
import { readStanding } from '../../trustee/readStanding.ts'
import { confirm, requirePosition } from '../../trustee/trusteeSteps.ts'
import { addCommand } from '../addCommand.ts'
import {
  type AccountOptions,
  addAccountOption,
  addPlaceOptions,
  addRegistryOptions,
  addTrusteeFileOptions,
  openPlace,
  type PlaceOptions,
  type RegistryOptions,
  requireRegistry,
  type TrusteeFileOptions,
} from './trusteeOptions.ts'

interface ConfirmOptions extends TrusteeFileOptions, PlaceOptions, RegistryOptions, AccountOptions {
  readonly leaveOutAbsent?: boolean
}

/** `psephos trustee confirm` */
export function addTrusteeConfirmCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'confirm',
    summary: 'confirm the committee that came out',
    description:
      'Signs the committee that the deals and complaints come to, once your own shares of it are known to be right, and keeps everything that was said in your trustee file. ' +
      'Check before. With as many confirmations as its threshold says anybody registers it.',
    example:
      'PSEPHOS_PRIVATE_KEY=… psephos trustee confirm --trustee me.trustee.json --transcript keepers \\\n' +
      '  --governor 0x5fbd… --rpc https://rpc.example',
  })
  addAccountOption(addRegistryOptions(addPlaceOptions(addTrusteeFileOptions(command))))
    .option('--leave-out-absent', 'without those who have not dealt, on whom you all agree')
    .action(async (options: ConfirmOptions) => {
      const { leaveOutAbsent = false } = options
      const place = openPlace(context, options)
      const registry = await requireRegistry(context, options)
      const standing = readStanding({ said: await place.read(), registry, leaveOutAbsent })
      if (!standing.isDealingOver) {
        throw new RefusedError({
          code: 'DEALING_NOT_OVER',
          message: `Trustees ${standing.conclusion.judgement.absent.join(', ')} have not dealt. --leave-out-absent goes on without them.`,
        })
      }
      const signer = await readSigner({ context, keyFile: options.keyFile })
      const file = await openTrusteeFile({
        context,
        file: options.trustee,
        passphraseFile: options.passphraseFile,
      })
      const own = { standing, seed: file.seed, signer }
      const position = requirePosition(own)
      const { committee, where } = await confirm({ place, ...own, registry, keep: file.keep })
      const after = readStanding({ said: await place.read(), registry, leaveOutAbsent })
      const { text, json } = describeStanding(after)
      context.output.result({
        text: `${text}\nYou are trustee ${position}. Your confirmation is in ${where}.`,
        json: { ...json, position, committee, confirmation: where },
      })
    })
}
