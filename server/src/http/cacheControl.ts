/** The header of what stands under its own hash, which can never change. */
export const CACHED_FOR_EVER = { 'cache-control': 'public, max-age=31536000, immutable' }
