import { wireText } from '@psephos/lib'

/** What somebody searches for, as it stands in a query. */
export const searchWords = wireText.min(1).max(200)
