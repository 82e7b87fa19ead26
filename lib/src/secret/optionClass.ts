import { RequestMalformedError } from '../errors/serverErrors.ts'

/** For how many options there are circuits, in rising order. */
export const optionClasses = [2, 4, 8, 16] as const

/** For how many options a circuit, or a committee's keys, are made. */
export type OptionClass = (typeof optionClasses)[number]

/** The most options that a secret proposal may have. */
export const MAX_SECRET_OPTIONS = 16

/**
 * Returns the class of a proposal: the smallest that holds its options.
 * @throws {@link RequestMalformedError} when there are fewer than 1 or more than 16 options.
 * @example
 * optionClass(3) // 4
 */
export function optionClass(optionCount: number): OptionClass {
  const found = optionClasses.find((each) => optionCount <= each)
  if (!Number.isInteger(optionCount) || optionCount < 1 || found === undefined) {
    throw new RequestMalformedError({
      path: 'optionCount',
      reason: `must be a whole number from 1 to ${MAX_SECRET_OPTIONS}`,
    })
  }
  return found
}
