import {
  proposalOrders,
  proposalStates,
  wireAddress,
  wireCursor,
  wireLimit,
  wireProposalTag,
} from '@psephos/lib'
import * as z from 'zod'
import { searchWords } from '../http/searchWords.ts'

const state = z.enum(proposalStates)

/** Which proposals of a space are listed, and how. */
export const proposalQuery = z.strictObject({
  state: z
    .string()
    .max(100)
    .transform((text) => text.split(','))
    .pipe(z.array(state).min(1))
    .optional()
    .describe('One state or several, between commas, such as `active,pending`.'),
  author: wireAddress.optional().describe('The address of the proposer.'),
  tag: wireProposalTag.optional().describe('A tag of the metadata.'),
  search: searchWords
    .optional()
    .describe('Words of title and body; `"…"` for a phrase, `-` before what must not be there.'),
  order: z
    .enum(proposalOrders)
    .optional()
    .describe('`newest`; `closing`: what has not closed, soonest first; `ballots`: most first.'),
  cursor: wireCursor.optional().describe('Where the page begins: `next` of the page before.'),
  limit: wireLimit.optional().describe('How many, 1 to 100; 100 if absent.'),
})
