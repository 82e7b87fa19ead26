import { ZeroHash } from 'ethers'
import * as z from 'zod'

/**
 * What ends the description of a proposal with options; the governor refuses it in an ordinary
 * proposal.
 */
export const OPTIONS_MARKER = '#psephos-options'

/** More cannot be encrypted in one ballot. */
const MAX_SECRET_OPTIONS = 16

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
    /** The committee that decrypts the totals of a secret proposal; absent where ballots are open. */
    committee: z
      .string()
      .regex(/^0x[0-9a-f]{64}$/)
      .refine((committee) => committee !== ZeroHash, { message: 'must be a committee' })
      .optional(),
  })
  .refine(({ optionCount, callOptions }) => callOptions.every((option) => option < optionCount), {
    path: ['callOptions'],
    message: 'must be below the number of options',
  })
  .refine(({ optionCount, maxWinners }) => maxWinners <= optionCount, {
    path: ['maxWinners'],
    message: 'must not be above the number of options',
  })
  .refine(
    ({ optionCount, committee }) => committee === undefined || optionCount <= MAX_SECRET_OPTIONS,
    { path: ['optionCount'], message: 'must not be above 16 where ballots are secret' },
  )

/** The layout of a proposal with options. */
export type OptionsLayout = z.output<typeof optionsLayout>
