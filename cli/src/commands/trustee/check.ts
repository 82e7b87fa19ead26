import type { Command } from 'commander'
import type { Context } from '../../Context.ts'
import { readSigner } from '../../chain/readSigner.ts'
import { describeStanding } from '../../trustee/describeStanding.ts'
import { openTrusteeFile } from '../../trustee/openTrusteeFile.ts'
import { readStanding } from '../../trustee/readStanding.ts'
import { complain, requirePosition } from '../../trustee/trusteeSteps.ts'
import { addCommand } from '../addCommand.ts'
import {
  type AccountOptions,
  addAccountOption,
  addPlaceOptions,
  addTrusteeFileOptions,
  openPlace,
  type PlaceOptions,
  type TrusteeFileOptions,
} from './trusteeOptions.ts'

/** `psephos trustee check` */
export function addTrusteeCheckCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'check',
    summary: 'check what others dealt you, and complain where it is wrong',
    description:
      'Opens your share of every deal and checks it. Where one is wrong it writes a complaint, with which everybody sees who lied; it opens that share to all, and no other. ' +
      'Run it when everybody has dealt, and again should deals have come later.',
    example:
      'PSEPHOS_PRIVATE_KEY=… psephos trustee check --trustee me.trustee.json --transcript keepers',
  })
  addAccountOption(addPlaceOptions(addTrusteeFileOptions(command))).action(
    async (options: TrusteeFileOptions & PlaceOptions & AccountOptions) => {
      const place = openPlace(context, options)
      const standing = readStanding({ said: await place.read(), registry: null })
      const signer = await readSigner({ context, keyFile: options.keyFile })
      const { seed } = await openTrusteeFile({
        context,
        file: options.trustee,
        passphraseFile: options.passphraseFile,
      })
      requirePosition({ standing, seed, signer })
      const complaints = await complain({ place, standing, seed, signer })
      const after = readStanding({ said: await place.read(), registry: null })
      const { text, json } = describeStanding(after)
      const lines = complaints.map(
        ({ dealer, where }) =>
          `Trustee ${dealer} dealt you a wrong share: the complaint is in ${where}.`,
      )
      context.output.result({
        text: [...lines, text].join('\n'),
        json: { complaints, ...json },
      })
    },
  )
}
