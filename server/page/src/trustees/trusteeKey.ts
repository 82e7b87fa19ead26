import {
  type CommitteeTranscript,
  createTrusteeSeed,
  encodeContent,
  exportTrustee,
  importTrustee,
  openInvitation,
  trusteeEncryptionKey,
} from '@psephos/lib'
import { StorageUnavailableError } from '../errors/pageErrors.ts'
import { heldTrustee } from './heldTrustee.ts'
import { ownTrustee } from './trusteeRecords.ts'

// Only trustees need scrypt and BabyJubJub: this file is loaded when one does something.

/** How long a file takes to be written or opened, and how to end it. */
type Work = { onProgress: (done: number) => void; signal: AbortSignal }

/**
 * Makes a trustee's secret, keeps it in this browser behind the passphrase, and returns the file.
 * @throws {@link PassphraseUnfitError} when the passphrase is too short or too long.
 * @throws {@link StorageUnavailableError} when the browser keeps nothing.
 */
export async function createTrustee({
  passphrase,
  ...work
}: Work & { passphrase: string }): Promise<string> {
  const seed = createTrusteeSeed()
  const file = await exportTrustee({ state: { seed, transcripts: [] }, passphrase, ...work })
  ownTrustee.write({
    version: 1,
    encryptionKey: trusteeEncryptionKey(seed),
    file,
    backup: 'none',
  })
  // It is opened with the passphrase: who cannot, learns it before anybody relies on them.
  seed.fill(0)
  return file
}

/**
 * Opens a trustee's file. One that is brought from elsewhere is kept in this browser from then on.
 * @param isBrought Whether it is not the one that this browser keeps.
 * @throws {@link TrusteeFileUnusableError} {@link PassphraseWrongError} when it does not open.
 * @throws {@link StorageUnavailableError} when the browser keeps nothing.
 */
export async function openTrustee({
  file,
  passphrase,
  isBrought,
  ...work
}: Work & { file: string; passphrase: string; isBrought: boolean }): Promise<void> {
  const { seed, transcripts } = await importTrustee({ file, passphrase, ...work })
  if (isBrought) {
    const encryptionKey = trusteeEncryptionKey(seed)
    ownTrustee.write({ version: 1, encryptionKey, file, backup: 'current' })
  }
  heldTrustee.hold({ seed, transcripts, passphrase })
}

/**
 * Keeps all that was said in a key generation in the trustee's file, in the place of what was kept of it before: whoever has the file
 * can then decrypt without any server.
 * @throws {@link StorageUnavailableError} when the browser keeps nothing, or no longer this key.
 */
export async function keepTranscript(
  transcript: CommitteeTranscript,
  signal: AbortSignal,
): Promise<void> {
  const held = heldTrustee.get()
  const record = ownTrustee.read()
  if (held === null || record === null) throw new StorageUnavailableError()
  const session = openInvitation(transcript.invitation).session
  const before = held.transcripts.find(
    ({ invitation }) => openInvitation(invitation).session === session,
  )
  if (before !== undefined && encodeContent(before) === encodeContent(transcript)) return
  const transcripts = [...held.transcripts.filter((each) => each !== before), transcript]
  const { seed, passphrase } = held
  const file = await exportTrustee({ state: { seed, transcripts }, passphrase, signal })
  // What does not open again must not take the place of what does.
  await importTrustee({ file, passphrase, signal })
  const { x, y } = trusteeEncryptionKey(seed)
  const latest = ownTrustee.read()
  if (latest?.encryptionKey.x !== x || latest.encryptionKey.y !== y) {
    throw new StorageUnavailableError()
  }
  ownTrustee.write({ ...latest, file, backup: latest.backup === 'none' ? 'none' : 'outdated' })
  heldTrustee.hold({ seed, transcripts, passphrase })
}
