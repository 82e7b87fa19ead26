import {
  CommitteeDealersMissingError,
  CommitteeMalformedError,
  CommitteeMessageRefusedError,
  type CommitteeRegistry,
  type CommitteeTranscript,
  checkDeals,
  confirmCommittee,
  createDeal,
  createRequestProvider,
  deriveSecretShares,
  type KeyGenerationStanding,
  readSecretBallotContracts,
  readStanding as readStandingOf,
  registerCommittee,
  type ServerClient,
  signTrusteeMessage,
  type WireKeyGeneration,
  type WireSpace,
} from '@psephos/lib'
import type { Eip1193Provider, Signer } from 'ethers'
import { OtherAccountError } from '../errors/pageErrors.ts'
import { toWalletError } from '../wallet/walletErrors.ts'

// Only who takes part needs BabyJubJub, typed data and ethers: this file is loaded then.

/** How far a key generation is, every message of it checked, and what was said in it. */
export type Standing = KeyGenerationStanding & { transcript: CommitteeTranscript }

/** What {@link readStanding} takes. */
export type ReadStandingParameters = {
  generation: WireKeyGeneration
  /** The key generation that was asked for. */
  session: string
  /** With it confirmations are checked. */
  registry: CommitteeRegistry | null
  /** In seconds since 1970. */
  now: number
}

/**
 * Returns how far a key generation is. The server is believed nothing but that what trustees signed is all there is, and until when
 * deals are taken.
 * @throws {@link CommitteeMessageRefusedError} when a message is not its trustee's.
 * @throws {@link CommitteeMalformedError} when the invitation is none, or that of another session.
 */
export function readStanding({
  generation: { transcript, confirmations, dealsUntil },
  session,
  registry,
  now,
}: ReadStandingParameters): Standing {
  const standing = readStandingOf({ transcript, confirmations, dealsUntil, registry, now })
  if (standing.opened.keyGeneration.session !== session) {
    throw new CommitteeMalformedError({ reason: 'it is another key generation than was asked for' })
  }
  return { transcript, ...standing }
}

/**
 * Returns where a DAO's committees are registered, as its governor says through the trustee's own wallet.
 * @throws {@link CommitteeMalformedError} when it has no ballot box.
 */
export async function readRegistry({
  wallet,
  space: { governor, chainId },
  signal,
}: {
  /** Connected, and on the DAO's chain. */
  wallet: Eip1193Provider
  space: Pick<WireSpace, 'governor' | 'chainId'>
  signal: AbortSignal
}): Promise<CommitteeRegistry> {
  const provider = createRequestProvider({
    request: (question) => wallet.request(question),
    chainId,
  })
  const contracts = await readSecretBallotContracts({ provider, governor, signal })
  if (contracts === null) {
    throw new CommitteeMalformedError({ reason: 'the governor has no ballot box' })
  }
  return { chainId, registry: contracts.committees }
}

/** What each step of a trustee takes. */
export type StepParameters = {
  standing: Standing
  seed: Uint8Array
  /** The trustee's position, from 1. */
  position: number
  signer: Pick<Signer, 'signTypedData' | 'getAddress'>
  client: Pick<ServerClient, 'postDeal' | 'postComplaint' | 'postConfirmation'>
  signal: AbortSignal
}

/**
 * Makes sure that the wallet's account is the one that was invited.
 * @throws {@link OtherAccountError} when it is not.
 */
async function requireAccount({
  standing,
  position,
  signer,
}: Pick<StepParameters, 'standing' | 'position' | 'signer'>): Promise<void> {
  const invited = standing.opened.keyGeneration.trustees[position - 1]?.address
  const own = (await signer.getAddress()).toLowerCase()
  if (invited !== own) throw new OtherAccountError()
}

/** Deals, and returns what the mailbox has then. */
export async function deal(parameters: StepParameters): Promise<WireKeyGeneration> {
  const { standing, seed, signer, client, signal } = parameters
  await requireAccount(parameters)
  const content = createDeal({ keyGeneration: standing.opened.keyGeneration, seed })
  const signed = await signTrusteeMessage({ kind: 'deal', content, signer }).catch(throwOfWallet)
  return client.postDeal({ deal: signed, signal })
}

/** Returns the positions of the dealers who gave this trustee a wrong share and about whom nothing was said yet. */
export function findLiars({ standing, seed }: Pick<StepParameters, 'standing' | 'seed'>): number[] {
  return listComplaints({ standing, seed }).map(({ dealer }) => dealer)
}

/** Complains about every dealer of {@link findLiars}, and returns what the mailbox has then. */
export async function complain(parameters: StepParameters): Promise<WireKeyGeneration | null> {
  const { signer, client, signal } = parameters
  await requireAccount(parameters)
  let latest: WireKeyGeneration | null = null
  for (const content of listComplaints(parameters)) {
    const complaint = await signTrusteeMessage({ kind: 'complaint', content, signer }).catch(
      throwOfWallet,
    )
    latest = await client.postComplaint({ complaint, signal })
  }
  return latest
}

function listComplaints({ standing, seed }: Pick<StepParameters, 'standing' | 'seed'>) {
  const { keyGeneration, deals, complaints } = standing.opened
  return checkDeals({ keyGeneration, seed, deals }).filter(
    ({ complainer, dealer }) =>
      !complaints.some((each) => each.complainer === complainer && each.dealer === dealer),
  )
}

/**
 * Confirms the committee that comes out, once what this trustee decrypts with is known to be right, and kept.
 * @throws {@link CommitteeDealersMissingError} when none comes out.
 * @throws {@link CommitteeShareWrongError} when a share is wrong and no complaint was heard.
 */
export async function confirm({
  registry,
  keep,
  ...parameters
}: StepParameters & {
  registry: CommitteeRegistry
  keep: (transcript: CommitteeTranscript) => Promise<void>
}): Promise<WireKeyGeneration> {
  const { standing, seed, position, signer, client, signal } = parameters
  const { opened, transcript } = standing
  await requireAccount(parameters)
  deriveSecretShares({ ...opened, seed })
  const { id, committee } = requireOutcome(standing)
  // Before anybody relies on this trustee.
  await keep(transcript)
  const signature = await confirmCommittee({ signer, committee, ...registry }).catch(throwOfWallet)
  const confirmation = { position, committee: id, signature: signature.toLowerCase() }
  const { session } = opened.keyGeneration
  return client.postConfirmation({ session, confirmation, signal })
}

/** Brings the committee on-chain, and returns its id. */
export async function register({
  standing,
  registry: { registry },
  signer,
}: {
  standing: Standing
  registry: CommitteeRegistry
  signer: Signer
}): Promise<string> {
  const { committee } = requireOutcome(standing)
  const { confirmations } = standing
  return registerCommittee({ signer, registry, committee, confirmations }).catch(throwOfWallet)
}

function requireOutcome({ opened, conclusion: { outcome, judgement } }: Standing) {
  if (outcome !== null) return outcome
  const { threshold } = opened.keyGeneration
  throw new CommitteeDealersMissingError({ qualified: judgement.qualified.length, threshold })
}

function throwOfWallet(error: unknown): never {
  throw toWalletError(error)
}
