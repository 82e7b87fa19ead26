/** The most options that a proposal may have. */
export const MAX_OPTIONS = 128
/** The fewest and the most votes on an option: the range of an int16. */
export const MIN_VOTES = -32_768
export const MAX_VOTES = 32_767
/** How many options' votes stand in one 256-bit word. */
export const VOTES_PER_WORD = 16
/** The highest revision of a ballot, a uint16 that starts at 0. */
export const MAX_REVISION = 65_535
