import { wirePoint } from '@psephos/lib'
import * as z from 'zod'
import { createBrowserRecords } from '../storage/browserRecords.ts'

const trusteeRecord = z.strictObject({
  version: z.literal(1),
  /** Public: what stands in invitations. */
  encryptionKey: wirePoint,
  /** The trustee's file, as `psephos trustee create` writes it: only the passphrase opens it. */
  file: z.string().min(1),
  /** Whether the person has a copy of the file, and whether it holds all that this one holds. */
  backup: z.enum(['none', 'outdated', 'current']),
})

/** A trustee's key as this browser keeps it. */
export type TrusteeRecord = z.output<typeof trusteeRecord>

const records = createBrowserRecords({ prefix: 'psephos.trustee', schema: trusteeRecord })

/** One key serves in many committees, so a browser has one. */
const NAME = 'key'

/** The trustee's key that this browser keeps, if it keeps one. */
export const ownTrustee = {
  read: () => records.read(NAME),
  /** @throws {@link StorageUnavailableError} when the browser keeps nothing. */
  write: (record: TrusteeRecord) => records.write(NAME, record),
  remove: () => records.remove(NAME),
  useRecord: () => records.useRecord(NAME),
}

/** Keeps that the person has a copy of the file as it is now. */
export function keepBackup(): void {
  const record = ownTrustee.read()
  if (record !== null) ownTrustee.write({ ...record, backup: 'current' })
}

/** What a trustee hands to whoever writes an invitation: the card of `psephos trustee create`. */
export function writeCard({
  address,
  encryptionKey: { x, y },
}: Pick<TrusteeRecord, 'encryptionKey'> & { address: string }): string {
  return JSON.stringify({ address, encryptionKey: { x: String(x), y: String(y) } })
}

/** Returns a trustee's position in a committee, from 1; null where the key is none of it. */
export function findPosition(
  { encryptionKey: { x, y } }: Pick<TrusteeRecord, 'encryptionKey'>,
  trustees: readonly Pick<TrusteeRecord, 'encryptionKey'>[],
): number | null {
  const index = trustees.findIndex(({ encryptionKey: key }) => key.x === x && key.y === y)
  return index === -1 ? null : index + 1
}
