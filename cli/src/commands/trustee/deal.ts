import type { Command } from 'commander'
import type { Context } from '../../Context.ts'
import { readSigner } from '../../chain/readSigner.ts'
import { RefusedError } from '../../RefusedError.ts'
import { describeInvitation } from '../../trustee/describeStanding.ts'
import { openTrusteeFile } from '../../trustee/openTrusteeFile.ts'
import { readStanding } from '../../trustee/readStanding.ts'
import { deal, requirePosition } from '../../trustee/trusteeSteps.ts'
import { addCommand } from '../addCommand.ts'
import {
  type AccountOptions,
  addAccountOption,
  addPlaceOptions,
  addTrusteeFileOptions,
  openPlace,
  type PlaceOptions,
  requireConsent,
  type TrusteeFileOptions,
} from './trusteeOptions.ts'

interface DealOptions extends TrusteeFileOptions, PlaceOptions, AccountOptions {
  readonly yes?: boolean
}

/** `psephos trustee deal` */
export function addTrusteeDealCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'deal',
    summary: 'accept an invitation: deal your part of the keys',
    description:
      'Shows the committee that you are invited to, and, if you agree, deals: a file that everybody may read, with a share for each trustee that only they can open. ' +
      'Doing it again deals the same.',
    example:
      'PSEPHOS_PRIVATE_KEY=… psephos trustee deal --trustee me.trustee.json --transcript keepers',
  })
  addAccountOption(addPlaceOptions(addTrusteeFileOptions(command)))
    .option('--yes', 'take part without being asked')
    .action(async (options: DealOptions) => {
      const { output } = context
      const place = openPlace(context, options)
      const standing = readStanding({ said: await place.read(), registry: null })
      const { keyGeneration } = standing.opened
      output.progress(describeInvitation(keyGeneration))
      const signer = await readSigner({ context, keyFile: options.keyFile })
      const { seed } = await openTrusteeFile({
        context,
        file: options.trustee,
        passphraseFile: options.passphraseFile,
      })
      const position = requirePosition({ standing, seed, signer })
      if (standing.isDealingOver && standing.conclusion.judgement.absent.includes(position)) {
        const message = 'Dealing is over, and you have not dealt. You can still check and confirm.'
        throw new RefusedError({ code: 'DEALING_OVER', message })
      }
      await requireConsent(context, options.yes)
      const where = await deal({ place, standing, seed, signer })
      output.result({
        text: `You are trustee ${position}. Your deal is in ${where}.`,
        json: { session: keyGeneration.session, position, deal: where },
      })
    })
}
