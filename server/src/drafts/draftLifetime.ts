/** For how long a draft is kept after its last edit, in milliseconds: 90 days. */
export const DRAFT_LIFETIME = 90 * 24 * 60 * 60 * 1_000
