import type { WalletOutcome } from './DevelopmentWallet.ts'
import type { RefusalCode } from './findRefusal.ts'
import { getPersonName } from './pretendPeople.ts'

const reasons: Readonly<Record<RefusalCode, string>> = {
  user_rejected: 'You declined. Nothing about any person was sent.',
  malformed_request: 'The request could not be understood.',
  invalid_network:
    'The request is not for the staging environment, the only one for pretend people.',
  credential_unavailable:
    'The request does not ask for a proof of human, the only one pretend people have.',
  unknown_rp: 'Nobody by this relying party id is known here.',
  invalid_rp_signature: 'The relying party did not sign this request.',
  invalid_timestamp: 'The request has an impossible lifetime.',
  timestamp_too_far_in_future: 'The request was made in the future.',
  rp_signature_expired: 'The request has expired. Ask for a new one.',
  duplicate_nonce: 'Another request came with the same nonce.',
  nullifier_replayed: 'This person did this before, and more than the grace period ago.',
}

/** Returns in words how a request ended. */
export function describeOutcome(outcome: WalletOutcome): string {
  return outcome.approved
    ? `${getPersonName(outcome.person)} proved to be a unique (pretend) person.`
    : reasons[outcome.errorCode]
}
