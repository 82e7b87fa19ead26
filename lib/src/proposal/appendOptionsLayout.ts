import { MetadataMalformedError } from '../errors/proposalErrors.ts'
import { OPTIONS_MARKER, type OptionsLayout, optionsLayout } from './optionsLayout.ts'

/** What {@link appendOptionsLayout} takes. */
export type AppendOptionsLayoutParameters = {
  /** What was given to `proposeOptions`: {@link createProposalDescription}. */
  description: string
  layout: OptionsLayout
}

/**
 * Returns the description that the governor emits and hashes for a proposal with options: the given
 * one and a line of
 * `<options>;<voice credits>;<most winners>;<option of call 0>,<option of call 1>…#psephos-options`, for a secret
 * proposal with `;<committee>` before the `#`.
 * @throws {@link MetadataMalformedError} when the layout's numbers are out of range.
 * @example
 * const layout = { optionCount: 4, voiceCredits: 100, maxWinners: 2, callOptions: [0, 2] }
 * appendOptionsLayout({ description: 'A garden', layout })
 * // 'A garden\n\n4;100;2;0,2#psephos-options'
 */
export function appendOptionsLayout({
  description,
  layout,
}: AppendOptionsLayoutParameters): string {
  const parsed = optionsLayout.safeParse(layout)
  if (!parsed.success) throw new MetadataMalformedError({ reason: 'its layout is out of range' })
  const { optionCount, voiceCredits, maxWinners, callOptions, committee } = parsed.data
  const line = `${optionCount};${voiceCredits};${maxWinners};${callOptions.join(',')}`
  const secrecy = committee === undefined ? '' : `;${committee}`
  return `${description}\n\n${line}${secrecy}${OPTIONS_MARKER}`
}
