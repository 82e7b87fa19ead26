import type { CommitteeTranscript } from '../../wire/committee.ts'
import type { JudgeDealsParameters } from './judgeDeals.ts'
import { openComplaint } from './openComplaint.ts'
import { openDeal } from './openDeal.ts'
import { openInvitation } from './openInvitation.ts'

/** Everything that was said in a key generation, with every signature and proof checked. */
export type OpenedTranscript = JudgeDealsParameters

/**
 * Reads a whole key generation, as it was kept by a trustee or a server.
 * @throws {@link CommitteeMalformedError} when the invitation is none.
 * @throws {@link CommitteeMessageRefusedError} when a message is not that of the trustee whom it
 * names, or of another session; whoever receives messages refuses such ones one by one.
 * @example
 * const opened = openTranscript(wireCommitteeTranscript.parse(JSON.parse(text)))
 * const committee = formCommittee(opened)
 */
export function openTranscript(transcript: CommitteeTranscript): OpenedTranscript {
  const keyGeneration = openInvitation(transcript.invitation)
  const deals = transcript.deals.map((deal) => openDeal({ keyGeneration, deal }))
  const complaints = transcript.complaints.map((complaint) =>
    openComplaint({ keyGeneration, deals, complaint }),
  )
  return { keyGeneration, deals, complaints }
}
