import { MetadataMalformedError } from '../errors/proposalErrors.ts'
import { appendOptionsLayout } from './appendOptionsLayout.ts'
import { OPTIONS_MARKER, type OptionsLayout } from './optionsLayout.ts'

const LAYOUT_LINE =
  /^([\s\S]*)\n\n(\d+);(\d+);(\d+);([\d,]*)(?:;(0x[0-9a-f]{64}))?#psephos-options$/

/**
 * Returns what a proposer wrote and the layout that the governor appended to it, null for an ordinary
 * proposal: the inverse of {@link appendOptionsLayout}.
 * @throws {@link MetadataMalformedError} when the description ends as only the governor's do, but not in
 * its form.
 * @example
 * splitOptionsLayout('A garden\n\n4;100;2;0,2#psephos-options').body // 'A garden'
 */
export function splitOptionsLayout(description: string): {
  body: string
  layout: OptionsLayout | null
} {
  if (!description.endsWith(OPTIONS_MARKER)) return { body: description, layout: null }
  const [, body = '', optionCount, voiceCredits, maxWinners, calls = '', committee] =
    LAYOUT_LINE.exec(description) ?? []
  const layout: OptionsLayout = {
    optionCount: Number(optionCount),
    voiceCredits: Number(voiceCredits),
    maxWinners: Number(maxWinners),
    callOptions: calls === '' ? [] : calls.split(',').map(Number),
    ...(committee === undefined ? {} : { committee }),
  }
  // Only the governor writes this line, in one form: what does not come out the same did not come
  // from it.
  if (appendOptionsLayout({ description: body, layout }) !== description) {
    throw new MetadataMalformedError({ reason: 'its layout is not in canonical form' })
  }
  return { body, layout }
}
