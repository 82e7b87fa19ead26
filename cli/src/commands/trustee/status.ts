import type { Command } from 'commander'
import type { Context } from '../../Context.ts'
import { describeStanding } from '../../trustee/describeStanding.ts'
import { readStanding } from '../../trustee/readStanding.ts'
import { addCommand } from '../addCommand.ts'
import {
  addPlaceOptions,
  addRegistryOptions,
  findRegistry,
  openPlace,
  type PlaceOptions,
  type RegistryOptions,
} from './trusteeOptions.ts'

/** `psephos trustee status` */
export function addTrusteeStatusCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'status',
    summary: 'show how far a key generation is, trustee by trustee',
    description:
      'Checks everything that was said and shows who has dealt, who complained about whom, who is convicted and why, and who has confirmed. Anybody can run it. ' +
      'Whether confirmations are good it knows with --governor and --rpc, or --registry and --chain-id.',
    example: 'psephos trustee status --server https://vote.example --session 0x88e9…',
  })
  addRegistryOptions(addPlaceOptions(command)).action(
    async (options: PlaceOptions & RegistryOptions) => {
      const place = openPlace(context, options)
      const registry = await findRegistry(context, options)
      const standing = readStanding({ said: await place.read(), registry })
      const { text, json } = describeStanding(standing)
      const isChecked = registry !== null
      context.output.result({
        text: isChecked
          ? text
          : `${text}\nConfirmations were not checked: give --governor and --rpc.`,
        json: { ...json, confirmationsChecked: isChecked },
      })
    },
  )
}
