import type { ErrorCode, ErrorDetails } from '@psephos/lib'
import type { WorldIdFailedError } from './pageErrors.ts'

/** What happened, and what to do. */
export type FailureMessage = { what: string; next: string }

const reloadNext = 'Reload the page. If it happens again, tell whoever runs this server.'
const rebuildNext = 'Cast the ballot again. If it happens again, reload the page first.'
const askAgainNext = 'Start again: the page asks World ID anew.'

/** For each way in which Psephos refuses or fails: what happened, and what to do. */
export const failureMessages = {
  ATTESTATION_INVALID: () => ({
    what: 'An attester vouches for something else than this enrolment.',
    next: 'Enrol again. If it happens again, tell whoever runs this server.',
  }),
  ARCHIVE_MALFORMED: () => ({
    what: 'This file is no archive of an election, or somebody changed it.',
    next: 'Get the archive again from whoever published it.',
  }),
  ARCHIVE_MISMATCH: () => ({
    what: 'This archive is of another election.',
    next: 'Choose the archive of this proposal.',
  }),
  BACKUP_UNUSABLE: () => ({
    what: 'A backup of the server cannot be restored.',
    next: 'Tell whoever runs this server.',
  }),
  BALLOT_BATCH_PROOF_INVALID: () => ({
    what: 'One of several ballots has a proof that does not hold.',
    next: 'None of them is counted yet. The server finds the bad one and brings the others.',
  }),
  BALLOT_MALFORMED: () => ({
    what: 'The server could not read the ballot: this page may be older than the server.',
    next: 'Reload the page and vote again.',
  }),
  BALLOT_MESSAGE_MISMATCH: () => ({
    what: 'The ballot’s proof does not belong to these votes.',
    next: rebuildNext,
  }),
  BALLOT_PROOF_INVALID: () => ({
    what: 'The ballot’s proof does not hold.',
    next: rebuildNext,
  }),
  BALLOT_REPLACEMENT_MISMATCH: () => ({
    what: 'Your vote on the chain is another than the one this ballot would replace.',
    next: 'Reload the page, look at your ballot there, and change it again.',
  }),
  BALLOT_SCOPE_MISMATCH: () => ({
    what: 'The ballot was made for another proposal.',
    next: 'Reload the page and vote again.',
  }),
  BALLOT_SNAPSHOT_MISMATCH: () => ({
    what: 'The ballot was made with another list of voters than the one this proposal uses.',
    next: 'Reload the page and vote again.',
  }),
  BALLOT_UNKNOWN: () => ({
    what: 'The server does not know this ballot.',
    next: 'If it is not counted on-chain either, cast it again.',
  }),
  CHAIN_EVENTS_MISSING: () => ({
    what: 'The blockchain’s node has forgotten older events that are needed.',
    next: 'Ask a node that keeps them, or begin with an earlier block.',
  }),
  CHAIN_MISMATCH: () => ({
    what: 'The node is of another blockchain.',
    next: 'Choose a node of the blockchain on which the DAO is.',
  }),
  CHAIN_REORGANIZED: () => ({
    what: 'The blockchain changed its latest blocks while they were read.',
    next: 'Try again in a minute.',
  }),
  CHAIN_REVERTED: ({ reason }) => ({
    what: `The contract refuses: ${reason ?? 'it gives no reason'}.`,
    next: 'Trying again will not help by itself. Tell whoever runs this server what it says here.',
  }),
  CHAIN_UNAVAILABLE: () => ({
    what: 'The server cannot reach the blockchain.',
    next: 'Nothing is lost. Try again in a minute.',
  }),
  COMMITMENT_ALREADY_ENROLLED: () => ({
    what: 'This identity is in the group already.',
    next: 'Reload the page; you should be able to vote.',
  }),
  COMMITMENT_RETIRED: () => ({
    what: 'This identity was replaced by another one and cannot join again.',
    next: 'Vote with the one that replaced it.',
  }),
  CONFIGURATION_INVALID: () => ({
    what: 'The server is set up wrongly.',
    next: 'Only whoever runs it can mend that. Tell them.',
  }),
  CREDENTIAL_MALFORMED: () => ({
    what: 'The proof that you are a person is not in the form that the group takes.',
    next: 'Enrol again. If it happens again, tell whoever runs this server.',
  }),
  ELIGIBILITY_REQUIRED: () => ({
    what: 'This group admits only people who hold an address that is eligible.',
    next: 'Enrol with that address. Ask whoever runs the DAO which ones are eligible.',
  }),
  FIELD_ELEMENT_OUT_OF_RANGE: ({ name }) => ({
    what: `A number is out of range${name === undefined ? '' : ` (the ${name})`}.`,
    next: reloadNext,
  }),
  GROUP_BUCKET_MALFORMED: () => ({
    what: 'The server’s list of voters could not be read.',
    next: 'Reload the page in a minute. If it happens again, do not vote through this server.',
  }),
  GOVERNOR_UNKNOWN: () => ({
    what: 'There is no governor at this address.',
    next: 'Check the address and the blockchain.',
  }),
  GROUP_PATH_STALE: () => ({
    what: 'Somebody else joined the group or left their old identity at the same moment.',
    next: 'Try again.',
  }),
  GROUP_PLACE_OUT_OF_RANGE: () => ({
    what: 'You enrolled after this proposal’s list of voters was closed.',
    next: 'You can vote on proposals that open from now on.',
  }),
  GROUP_ROOT_MISMATCH: () => ({
    what: 'The server’s list of voters is not the one on the chain. Your ballot was not made, because a false list could unmask you.',
    next: 'Reload the page in a minute. If it happens again, do not vote through this server.',
  }),
  GROUP_ROOT_UNKNOWN: () => ({
    what: 'The server does not have this proposal’s list of voters yet.',
    next: 'Reload the page in a minute. If it happens again, tell whoever runs this server.',
  }),
  GROUP_SIZE_OUT_OF_RANGE: () => ({
    what: 'The group is larger than this proposal’s proofs can handle.',
    next: 'Tell whoever runs this server.',
  }),
  IDENTITY_FILE_ALTERED: () => ({
    what: 'The identity file is not as it was saved.',
    next: 'Use another copy of the file.',
  }),
  IDENTITY_FILE_FOREIGN: () => ({
    what: 'The file is not a Psephos identity file.',
    next: 'Choose the file that was saved when you made your identity.',
  }),
  IDENTITY_FILE_TOO_NEW: () => ({
    what: 'The identity file was saved by a newer version of this page.',
    next: 'Reload the page, and open the file again.',
  }),
  IDENTITY_FILE_TRUNCATED: () => ({
    what: 'The identity file is incomplete.',
    next: 'Use another copy of the file.',
  }),
  IDENTITY_SIGNATURE_DECLINED: () => ({
    what: 'You declined the signature in your wallet.',
    next: 'Ask for it again when you are ready. Nothing was sent to anybody.',
  }),
  IDENTITY_SIGNATURE_INVALID: () => ({
    what: 'Your wallet’s signature is not one this page can use.',
    next: 'Use another wallet, a passkey or an identity file.',
  }),
  IDENTITY_SIGNATURE_UNSTABLE: () => ({
    what: 'Your wallet signs differently each time, so you could not get your identity back.',
    next: 'Use another wallet, a passkey or an identity file.',
  }),
  IDENTITY_SIGNER_FAILED: () => ({
    what: 'Your wallet could not sign.',
    next: 'Check that it is unlocked and on the right network, and try again.',
  }),
  IDENTITY_SIGNER_UNSUPPORTED: () => ({
    what: 'Your wallet is a contract, or several people sign for it.',
    next: 'Use a wallet with one key, a passkey or an identity file.',
  }),
  INTERNAL: () => ({
    what: 'The server failed in a way that it did not foresee.',
    next: 'Try again. If it happens again, tell whoever runs this server; its log says why.',
  }),
  MEMBERS_ONLY: () => ({
    what: 'Only members may propose here, and an address is none.',
    next: 'Propose as a member, in the browser in which you enrolled.',
  }),
  MEMBER_PROOF_INVALID: () => ({
    what: 'The proof does not show that a member makes this proposal now.',
    next: 'Make it again. Who has just enrolled can propose from the next period on.',
  }),
  METADATA_MALFORMED: () => ({
    what: 'The text of this proposal is not in the form that it must have.',
    next: 'Whoever proposed it has to publish it again.',
  }),
  METADATA_MISMATCH: () => ({
    what: 'The text that the server gives is not the one that the chain commits to.',
    next: 'Do not vote here. Tell whoever runs this server, and use another one.',
  }),
  METADATA_UNKNOWN: () => ({
    what: 'The server has not been given the text of this proposal.',
    next: 'Ask whoever proposed it to hand it in.',
  }),
  METHOD_NOT_ALLOWED: () => ({
    what: 'The server does not take this kind of request: this page may be older than the server.',
    next: reloadNext,
  }),
  NOT_A_MEMBER: () => ({
    what: 'This browser’s identity is not on the list of voters.',
    next: 'Prove that you are human in this browser, or vote in the browser in which you did.',
  }),
  NOT_FOUND: () => ({
    what: 'The server has nothing of that name.',
    next: 'Check the address, or go back to the proposals.',
  }),
  PASSKEY_CANCELLED: () => ({
    what: 'The passkey was cancelled, was not used in time, or is not on this device.',
    next: 'Try again, or make a passkey first.',
  }),
  PASSKEY_ORIGIN_REFUSED: () => ({
    what: 'The passkey belongs to another site.',
    next: 'Open the page where you made it.',
  }),
  PASSKEY_PRF_UNSUPPORTED: () => ({
    what: 'This browser or device cannot derive an identity from a passkey.',
    next: 'Use another browser, a wallet or an identity file.',
  }),
  PASSKEY_RESULT_INVALID: () => ({
    what: 'The passkey gave an answer that this page cannot use.',
    next: 'Try again, or use a wallet or an identity file.',
  }),
  PASSKEY_UNAVAILABLE: () => ({
    what: 'This browser or device has no passkeys that fit.',
    next: 'Use another browser, a wallet or an identity file.',
  }),
  PASSPHRASE_UNFIT: ({ minimum }) => ({
    what: `The passphrase is too short: it needs at least ${minimum} characters.`,
    next: 'Choose a longer one, such as five words drawn by chance.',
  }),
  PASSPHRASE_WRONG: () => ({
    what: 'The passphrase does not open the file.',
    next: 'Check upper and lower case and the keyboard’s language, and try again.',
  }),
  PAYLOAD_TOO_LARGE: () => ({
    what: 'What the page sent is longer than the server takes.',
    next: reloadNext,
  }),
  RELAY_PAUSED: () => ({
    what: 'The server pays for no transactions at the moment: its budget is used up, or gas costs too much.',
    next: 'Try again in a while, or tell whoever runs this server.',
  }),
  PERSON_ALREADY_ENROLLED: () => ({
    what: 'You are enrolled already, with another identity.',
    next: 'Vote in the browser in which you enrolled. One person has one place in the group, so this browser’s identity cannot join as well.',
  }),
  PROPOSAL_MALFORMED: () => ({
    what: 'A proposal cannot be made like this.',
    next: 'Give it 1 to 128 options, and at least one call with an address.',
  }),
  PROPOSAL_SLOT_OUT_OF_RANGE: ({ limit }) => ({
    what: `You have made all the proposals that you may make now${limit === undefined ? '' : ` (${limit})`}.`,
    next: 'Propose again when the next period has begun.',
  }),
  PROPOSAL_SLOT_SPENT: () => ({
    what: 'You have made this one of your proposals already.',
    next: 'Try again: the page takes your next one.',
  }),
  PROPOSAL_UNKNOWN: () => ({
    what: 'The server does not know this proposal.',
    next: 'Check the address. A proposal that was published just now appears within a minute.',
  }),
  PROVER_FAILED: () => ({
    what: 'This browser could not make the proof. It may have too little memory.',
    next: 'Close other tabs and try again, or use another browser.',
  }),
  REQUEST_MALFORMED: () => ({
    what: 'The server does not understand this page: one of the two is older than the other.',
    next: reloadNext,
  }),
  RECEIPT_INVALID: () => ({
    what: 'The server’s receipt for your ballot is not signed by its relay.',
    next: 'Do not rely on this server: cast the ballot on-chain yourself.',
  }),
  RECEIPT_MISMATCH: () => ({
    what: 'The server’s receipt is for another ballot than yours.',
    next: 'Do not rely on this server: cast the ballot on-chain yourself.',
  }),
  REVISION_NOT_HIGHER: () => ({
    what: 'A later ballot of yours is held already.',
    next: 'Reload the page to see it. You can still change it until voting closes.',
  }),
  SERVER_BUSY: ({ retryAfter }) => ({
    what: 'The server has more to do than it can hold, and has not stored what you sent.',
    next: `Try again in ${retryAfter ?? 5} seconds.`,
  }),
  SERVER_UNAVAILABLE: () => ({
    what: 'The server does not answer.',
    next: 'Check your connection and try again. Nothing of yours is lost.',
  }),
  TOO_MANY_REQUESTS: ({ retryAfter }) => ({
    what: 'The server has had too many requests from your network.',
    next: `Try again in ${retryAfter ?? 60} seconds.`,
  }),
  VOICE_CREDITS_EXCEEDED: ({ cost, voiceCredits }) => ({
    what: `The ballot costs ${cost} credits, and you have ${voiceCredits}.`,
    next: 'Take some votes away and cast it again.',
  }),
  VOTES_OUT_OF_RANGE: () => ({
    what: 'The votes on an option are not a whole number that fits a ballot.',
    next: 'Enter a smaller whole number.',
  }),
  VOTING_NOT_OPEN: () => ({
    what: 'Voting on this proposal is not open.',
    next: 'If it closed while you were voting, your ballot does not count. An earlier one still does.',
  }),
  WORLD_ID_PROOF_INVALID: () => ({
    what: 'World ID’s proof does not hold.',
    next: askAgainNext,
  }),
  WORLD_ID_REQUEST_EXPIRED: () => ({
    what: 'World ID’s answer came too late.',
    next: askAgainNext,
  }),
  WORLD_ID_REQUEST_SPENT: () => ({
    what: 'This World ID request has been used before.',
    next: askAgainNext,
  }),
  WORLD_ID_REQUEST_UNKNOWN: () => ({
    what: 'World ID’s answer does not belong to a request of this server.',
    next: askAgainNext,
  }),
  WORLD_ID_RESULT_MISMATCH: () => ({
    what: 'World ID answered something else than it was asked.',
    next: askAgainNext,
  }),
  WORLD_ID_UNAVAILABLE: () => ({
    what: 'World ID does not answer the server.',
    next: 'Nothing is lost. Try again in a minute.',
  }),
} satisfies Record<ErrorCode, (details: ErrorDetails) => FailureMessage>

const updateApp: FailureMessage = {
  what: 'Your World App cannot answer this request.',
  next: 'Update World App and try again.',
}
const connection: FailureMessage = {
  what: 'The connection to World ID broke off.',
  next: 'Check your connection and try again.',
}
const serverSetUp: FailureMessage = {
  what: 'World ID does not accept this server’s request.',
  next: 'Only whoever runs this server can mend that. Tell them.',
}
const clock: FailureMessage = {
  what: 'World ID finds the request too old or too new: a clock is wrong.',
  next: 'Set this device’s clock right, and try again.',
}
const notVerified: FailureMessage = {
  what: 'Your World ID does not show yet that you are a unique person.',
  next: 'Verify at an Orb first; World App shows where there is one.',
}
const pending: FailureMessage = {
  what: 'Your World ID is still being registered.',
  next: 'That can take an hour. Try again later.',
}
const answeredBefore: FailureMessage = {
  what: 'This World ID has answered this question before, so you have enrolled before.',
  next: 'Vote in the browser in which you enrolled. World ID gives its answer once.',
}
const declined: FailureMessage = {
  what: 'The request was declined.',
  next: 'Nothing has happened. Try again when you want to enrol.',
}
const unexpected: FailureMessage = {
  what: 'World ID did not give a proof.',
  next: 'Try again.',
}

/** For each way in which World ID's app or IDKit ends a request without a proof. */
export const worldIdFailureMessages = {
  user_rejected: declined,
  cancelled: declined,
  verification_rejected: declined,
  credential_unavailable: notVerified,
  feature_unavailable: updateApp,
  world_id_4_not_available: updateApp,
  world_id_3_not_available: updateApp,
  malformed_request: serverSetUp,
  invalid_network: {
    what: 'World App and this server are not on the same World ID network.',
    next: 'Use the app that belongs to this server: the real one, or the one for development.',
  },
  inclusion_proof_pending: pending,
  inclusion_proof_failed: pending,
  unexpected_response: unexpected,
  connection_failed: connection,
  max_verifications_reached: answeredBefore,
  failed_by_host_app: unexpected,
  user_presence_failed: {
    what: 'World App could not see that it is you who holds the phone.',
    next: 'Try again, in good light.',
  },
  invalid_rp_signature: serverSetUp,
  nullifier_replayed: answeredBefore,
  duplicate_nonce: { what: 'This World ID request has been used before.', next: askAgainNext },
  unknown_rp: serverSetUp,
  inactive_rp: serverSetUp,
  timestamp_too_old: clock,
  timestamp_too_far_in_future: clock,
  invalid_timestamp: clock,
  rp_signature_expired: { what: 'The World ID request has expired.', next: askAgainNext },
  identity_attributes_not_matched: notVerified,
  generic_error: unexpected,
  invalid_rp_id_format: serverSetUp,
  timeout: { what: 'Nobody answered the World ID request in time.', next: askAgainNext },
} satisfies Record<WorldIdFailedError['code'], FailureMessage>

/** For failures of the browser. */
export const browserFailureMessages = {
  storage: {
    what: 'This browser does not let the page keep your identity.',
    next: 'Leave private browsing or allow this site to store data, then try again.',
  },
  unknown: {
    what: 'Something failed that this page did not foresee.',
    next: reloadNext,
  },
} satisfies Record<string, FailureMessage>
