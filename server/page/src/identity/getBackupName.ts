import type { WireSpace } from '@psephos/lib'

/** Returns the name of a backup file: it says for which DAO, and nothing of the person. */
export function getBackupName({ id }: Pick<WireSpace, 'id'>): string {
  return `psephos-${id.replaceAll(/[^a-z0-9-]/gi, '-')}-identity.json`
}
