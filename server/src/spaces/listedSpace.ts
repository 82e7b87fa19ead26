import { type WireSpace, wireAddress, wireSpace } from '@psephos/lib'
import * as z from 'zod'

/** A DAO as the operator lists it. */
export const listedSpace = wireSpace.extend({
  /** Accounts that may speak for the DAO here, beside those that its timelock lets. */
  admins: z.array(wireAddress).max(32).optional(),
})

/** A DAO as the operator lists it. */
export type ListedSpace = WireSpace & { readonly admins?: readonly string[] | undefined }
