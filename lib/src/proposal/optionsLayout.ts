import { z } from 'zod'

/**
 * What ends the description of a proposal with options; the governor refuses it in an ordinary
 * proposal.
 */
export const OPTIONS_MARKER = '#psephos-options'

/**
 * The facts that the governor appends to the description of a proposal with options, so that its id
 * commits to them.
 */
export const optionsLayout = z
  .strictObject({
    /** How many options there are. */
    optionCount: z.number().int().min(1).max(128),
    /** The budget of a ballot. */
    voiceCredits: z.number().int().min(1).max(65_535),
    /** The most options that may pass, no more than there are; 0 = no limit. */
    maxWinners: z.number().int().min(0).max(128),
    /** For each of the proposal's calls in order, the option that it belongs to. */
    callOptions: z.array(z.number().int().min(0).max(127)),
  })
  .refine(({ optionCount, callOptions }) => callOptions.every((option) => option < optionCount), {
    path: ['callOptions'],
    message: 'must be below the number of options',
  })
  .refine(({ optionCount, maxWinners }) => maxWinners <= optionCount, {
    path: ['maxWinners'],
    message: 'must not be above the number of options',
  })

/** The layout of a proposal with options. */
export type OptionsLayout = z.output<typeof optionsLayout>
