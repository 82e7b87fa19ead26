import {
  type CommitteeTranscript,
  encodeContent,
  exportTrustee,
  importTrustee,
  openInvitation,
} from '@psephos/lib'
import type { Context } from '../Context.ts'
import { readPassphrase } from '../input/readPassphrase.ts'
import { readTextFile } from '../input/readTextFile.ts'
import { writeNewFile } from '../input/writeNewFile.ts'

/** What {@link openTrusteeFile} takes. */
export interface OpenTrusteeFileParameters {
  readonly context: Context
  readonly file: string
  readonly passphraseFile?: string | undefined
}

/** A trustee's file, opened. */
export interface OpenedTrusteeFile {
  /** The trustee's 32 secret bytes. */
  readonly seed: Uint8Array
  readonly transcripts: readonly CommitteeTranscript[]
  /** Returns what was kept of a key generation, if anything was. */
  readonly findTranscript: (session: string) => CommitteeTranscript | undefined
  /** Keeps a key generation in the file, in the place of what was kept of it before. */
  readonly keep: (transcript: CommitteeTranscript) => Promise<void>
}

/**
 * Opens a trustee's file with its passphrase from wherever it comes.
 * @throws UsageError when it cannot be read.
 * @throws TrusteeFileUnusableError, PassphraseWrongError when it does not open.
 */
export async function openTrusteeFile({
  context,
  file,
  passphraseFile,
}: OpenTrusteeFileParameters): Promise<OpenedTrusteeFile> {
  const { output, signal } = context
  const text = await readTextFile(file)
  const passphrase = await readPassphrase({
    context,
    of: file,
    given: context.secrets.passphrase,
    variable: 'PSEPHOS_PASSPHRASE',
    file: passphraseFile,
  })
  output.progress('Opening the trustee’s file …')
  const state = await importTrustee({ file: text, passphrase, signal })
  const cost = readCost(text)
  let transcripts: readonly CommitteeTranscript[] = state.transcripts
  return {
    seed: state.seed,
    transcripts,
    findTranscript: (session) => transcripts.find((each) => sessionOf(each) === session),
    keep: async (transcript) => {
      const session = sessionOf(transcript)
      const before = transcripts.find((each) => sessionOf(each) === session)
      if (before !== undefined && encodeContent(before) === encodeContent(transcript)) return
      const kept = [...transcripts.filter((each) => each !== before), transcript]
      output.progress(`Keeping the key generation in ${file} …`)
      const renewed = await exportTrustee({
        state: { seed: state.seed, transcripts: kept },
        passphrase,
        ...(cost === undefined ? {} : { cost }),
        signal,
      })
      // What does not open again must not take the place of what does.
      await importTrustee({ file: renewed, passphrase, signal })
      await writeNewFile({ path: file, text: renewed, force: true, mode: 0o600 })
      transcripts = kept
    },
  }
}

function sessionOf({ invitation }: CommitteeTranscript): string {
  return openInvitation(invitation).session
}

/** A file that opened has it; it is written as dear as it was. */
function readCost(text: string): number | undefined {
  const { key } = JSON.parse(text) as { key?: { cost?: number } }
  return key?.cost
}
