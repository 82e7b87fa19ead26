import {
  boundTotals,
  type CurvePoint,
  combineShares,
  createGroup,
  createIdentity,
  type EncryptedVotes,
  generateDecryptionShare,
  generateSecretBallot,
  type Identity,
  proposalScope,
  solveTotals,
  toCurvePoint,
  type VerifySecretBallotsParameters,
  type WireDecryptionShare,
  type WireSecretBallot,
} from '@psephos/lib'
import { deploySecretDao, type SecretDao, toBoxBallot } from './deploySecretDao.ts'
import type { Chain } from './openChain.ts'

/** How many options the proposal has. */
export const OPTION_COUNT = 3
/** The budget of a ballot. */
export const VOICE_CREDITS = 100
const limit = { gasLimit: 16_000_000 }

/** A secret proposal that is open for the ballots of three people. */
export interface SecretElectionSetting {
  readonly chain: Chain
  readonly dao: SecretDao
  readonly governor: string
  readonly proposalId: bigint
  readonly people: readonly [alice: Identity, bob: Identity, carol: Identity]
  /** What a ballot on it is held to. */
  readonly rules: Omit<VerifySecretBallotsParameters, 'ballots'>
  /** Makes a ballot, with its proof: a second and a half. */
  readonly vote: (
    identity: Identity,
    votes: readonly number[],
    revision: number,
  ) => Promise<WireSecretBallot>
}

/** Deploys a DAO with a ballot box, enrols three people and opens a secret proposal of three options. */
export async function deploySecretElection(chain: Chain): Promise<SecretElectionSetting> {
  const people = [1, 2, 3].map((seed) =>
    createIdentity({ privateKey: new Uint8Array(32).fill(seed) }),
  ) as [Identity, Identity, Identity]
  const dao = await deploySecretDao(chain)
  const governor = await dao.governor.getAddress()
  for (const [index, { commitment }] of people.entries()) {
    await dao.enrol(BigInt(index + 1), commitment)
  }
  const proposalId = await dao.propose({ optionCount: OPTION_COUNT, committee: dao.committeeId })
  await dao.open(proposalId)
  const { root, size, proofDepth } = await dao.governor.proposalElectorate(proposalId)
  const chainId = Number((await chain.provider.getNetwork()).chainId)
  const rules = {
    scope: proposalScope({ chainId, governor, proposalId }),
    electorate: { root, size: Number(size), proofDepth: Number(proofDepth) },
    optionCount: OPTION_COUNT,
    voiceCredits: VOICE_CREDITS,
    keysHash: dao.committee.keys.keysHashes.get(4) ?? 0n,
    key: dao.circuits.ballot.key,
  }
  const group = createGroup({ members: people.map(({ commitment }) => commitment) })
  return {
    chain,
    dao,
    governor,
    proposalId,
    people,
    rules,
    vote: (identity, votes, revision) =>
      generateSecretBallot({
        identity,
        group,
        votes,
        voiceCredits: VOICE_CREDITS,
        revision,
        scope: rules.scope,
        proofDepth: rules.electorate.proofDepth,
        keys: dao.committee.keys.electionKeys,
        artifacts: dao.circuits.ballot.artifacts,
      }),
  }
}

/** Casts one ballot, in the place of another where there is one. */
export async function castSecretly(
  { dao, governor, proposalId }: SecretElectionSetting,
  ballot: WireSecretBallot,
  replaced?: WireSecretBallot,
): Promise<void> {
  const call = [governor, proposalId, toBoxBallot(ballot, replaced), limit] as const
  await (await dao.box.castSecretBallot(...call)).wait()
}

/** Casts ballots in one batch. */
export async function castAllSecretly(
  { dao, governor, proposalId }: SecretElectionSetting,
  ballots: readonly WireSecretBallot[],
): Promise<void> {
  const all = ballots.map((ballot) => toBoxBallot(ballot))
  await (await dao.box.castSecretBallots(governor, proposalId, all, limit)).wait()
}

/** Ends the voting, closes the ballot box and returns what is to be decrypted. */
export async function closeSecretElection({
  chain,
  dao,
  governor,
  proposalId,
}: SecretElectionSetting): Promise<{ voters: number; sums: EncryptedVotes }> {
  await chain.moveClockTo((await dao.governor.proposalDeadline(proposalId)) + 1n)
  await (await dao.box.close(governor, proposalId)).wait()
  const [voters, , , words] = await dao.box.electionOf(governor, proposalId)
  const [r, ...c] = Array.from({ length: words.length / 2 }, (_, i) =>
    toCurvePoint({ x: words[2 * i] ?? 0n, y: words[2 * i + 1] ?? 0n }),
  ) as [CurvePoint, ...CurvePoint[]]
  return { voters: Number(voters), sums: { r, c } }
}

/** Makes the shares of the first and the third trustee, with their proofs: the second is absent. */
export async function decryptSecretly(
  { dao }: SecretElectionSetting,
  { r }: EncryptedVotes,
): Promise<WireDecryptionShare[]> {
  const [one, , three] = dao.committee.trustees
  const shares: WireDecryptionShare[] = []
  for (const { position, secretShares } of [one, three].flatMap((each) => each ?? [])) {
    const { artifacts } = dao.circuits.share
    const decrypted = { position, r, secretShares, optionCount: OPTION_COUNT, artifacts }
    shares.push(await generateDecryptionShare(decrypted))
  }
  return shares
}

/** Brings decryption shares to the ballot box. */
export async function submitShares(
  { dao, governor, proposalId }: SecretElectionSetting,
  shares: readonly WireDecryptionShare[],
): Promise<void> {
  for (const { position, shares: given, proof } of shares) {
    const call = [governor, proposalId, position, encodeWords(given), proof, limit] as const
    await (await dao.box.submitShare(...call)).wait()
  }
}

/** Finds the totals. */
export function openTotals(
  { voters, sums }: { voters: number; sums: EncryptedVotes },
  shares: readonly WireDecryptionShare[],
) {
  return solveTotals({
    points: combineShares({
      sums,
      optionCount: OPTION_COUNT,
      threshold: 2,
      shares: shares.map(({ position, shares: given }) => ({
        position,
        points: given.map(toCurvePoint),
      })),
    }),
    bounds: boundTotals({ ballots: voters, voiceCredits: VOICE_CREDITS }),
  })
}

/** Returns what `finalise` of the ballot box takes. */
export function encodeFinalisation(
  { governor, proposalId }: SecretElectionSetting,
  shares: readonly WireDecryptionShare[],
  totals: readonly bigint[],
): [string, bigint, number[], bigint[][], bigint[]] {
  return [
    governor,
    proposalId,
    shares.map(({ position }) => position),
    shares.map(({ shares: given }) => encodeWords(given)),
    [...totals],
  ]
}

/** Returns totals as the ballot box has them. */
export function encodeTotals(
  totals: readonly { votesFor: number; votesAgainst: number }[],
): bigint[] {
  return totals.map(
    ({ votesFor, votesAgainst }) => BigInt(votesFor) + (BigInt(votesAgainst) << 32n),
  )
}

/** Returns points as contracts take them. */
export function encodeWords(points: readonly { x: bigint; y: bigint }[]): bigint[] {
  return points.flatMap(({ x, y }) => [x, y])
}
