import {
  AttestationInvalidError,
  attestEnrolment,
  CredentialMalformedError,
  commitmentSignal,
  encodeAttestedCredential,
  encodeWorldIdLegacyCredential,
  enrolmentAction,
  type enrolmentDigest,
  hashSignal,
  legacyExternalNullifier,
  type PersonhoodGroup,
  PersonhoodGroup__factory,
} from '@psephos/lib'
import { Contract, Interface, Wallet, ZeroAddress } from 'ethers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Chain, openChain } from './support/openChain.ts'
import { deployArtifact } from './support/readArtifact.ts'
import { readRevert } from './support/readRevert.ts'

const APP = 'app_staging_psephos'
const EPOCH = 3n
const PERSON = (1n << 250n) + 5n
const EXPIRES_AT = 4_000_000_000n
/** More than any takes: an estimate does not know whether the second in which it is mined is new. */
const GAS = { gasLimit: 5_000_000 }
/** The smallest contract there is: it stops at once, so that it agrees to every call. */
const AGREEING = '0x6001600c60003960016000f300'

const routerInterface = new Interface([
  'function verifyProof(uint256 root, uint256 groupId, uint256 signalHash, uint256 nullifierHash, uint256 externalNullifierHash, uint256[8] proof)',
])

let chain: Chain
let chainId: bigint
let poseidon: string

beforeAll(async () => {
  chain = await openChain()
  chainId = (await chain.provider.getNetwork()).chainId
  poseidon = await deploy('poseidon-solidity/PoseidonT3.sol:PoseidonT3', [])
})
afterAll(() => chain?.close())

async function deploy(
  contract: string,
  constructorArguments: readonly unknown[],
  libraries: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { signer } = chain
  return (await deployArtifact({ contract, signer, constructorArguments, libraries })).address
}

async function deployGroup(issuer: string): Promise<PersonhoodGroup> {
  const address = await deploy(
    'contracts/src/group/PersonhoodGroup.sol:PersonhoodGroup',
    [issuer, ZeroAddress],
    { PoseidonT3: poseidon },
  )
  return PersonhoodGroup__factory.connect(address, chain.signer)
}

describe('a group whose issuer believes two of three attesters', () => {
  const attesters = [1, 2, 3].map((key) => new Wallet(`0x${String(key).repeat(64)}`))
  let issuer: Contract
  let group: PersonhoodGroup
  let attestation: Parameters<typeof enrolmentDigest>[0]

  beforeAll(async () => {
    const contract = 'contracts/src/issuers/AttestedIssuer.sol:AttestedIssuer'
    const addresses = attesters
      .map(({ address }) => address)
      .toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1))
    const { address, abi } = await deployArtifact({
      contract,
      signer: chain.signer,
      constructorArguments: [await chain.signer.getAddress(), addresses, 2],
    })
    issuer = new Contract(address, abi, chain.provider)
    group = await deployGroup(address)
    attestation = {
      chainId,
      issuer: address,
      group: await group.getAddress(),
      person: PERSON,
      commitment: 7n,
      expiresAt: EXPIRES_AT,
    }
  })

  /** Asks the issuer as the group does. */
  const verifyPerson = (credential: string): Promise<unknown> =>
    issuer.getFunction('verifyPerson').staticCall(7n, credential, { from: attestation.group })

  const attest = (numbers: readonly number[], changed = {}) =>
    Promise.all(
      attesters
        .filter((_, number) => numbers.includes(number))
        .map((signer) => attestEnrolment({ ...attestation, ...changed, signer })),
    )

  test.each([
    { numbers: [0, 1] },
    { numbers: [1, 2] },
    { numbers: [2, 0] },
    { numbers: [0, 1, 2] },
  ])('believes attesters $numbers, in whatever order they come', async ({ numbers }) => {
    const signatures = await attest(numbers)
    for (const order of [signatures, signatures.toReversed()]) {
      const credential = encodeAttestedCredential({ ...attestation, signatures: order })
      expect(await verifyPerson(credential)).toBe(PERSON)
    }
  })

  test('enrols the person whom two attest', async () => {
    const credential = encodeAttestedCredential({
      ...attestation,
      signatures: await attest([2, 0]),
    })
    await (await group.enrol(7n, credential, GAS)).wait()
    expect(await group.commitmentOf(PERSON)).toBe(7n)
    expect(await group.hasMember(7n)).toBe(true)
  })

  test('believes nobody who attests something else or too late, and no single one', async () => {
    const refuse = (signatures: readonly string[], changed = {}) =>
      readRevert(
        group.enrol.staticCall(8n, encodeAttestedCredential({ ...asked, ...changed, signatures })),
      )
    const refusal = (reason: string) => new AttestationInvalidError({ reason })
    const asked = { ...attestation, person: 1n, commitment: 8n }
    const [first = '', second = ''] = await attest([0, 1], asked)
    expect(await refuse([first])).toEqual(refusal('it has 1 signatures instead of 2'))
    const other = await attest([1], { ...asked, commitment: 9n })
    expect(await refuse([first, ...other])).toEqual(refusal('somebody signed who is no attester'))
    const late = { ...asked, expiresAt: 1n }
    expect(await refuse(await attest([0, 1], late), late)).toEqual(refusal('it has expired'))
    const cut = encodeAttestedCredential({ ...asked, signatures: [first, second] }).slice(0, -2)
    expect(await readRevert(group.enrol.staticCall(8n, cut))).toEqual(
      new CredentialMalformedError({ reason: 'the issuer takes none of 169 bytes' }),
    )
  })
})

describe('a group whose issuer is World ID 3', () => {
  const proof = [1n, 2n, 3n, 4n, 5n, 6n, 7n, (1n << 256n) - 1n] as const
  const credential = { root: 11n, nullifierHash: PERSON, proof }
  let router: string
  let issuer: Contract
  let group: PersonhoodGroup

  beforeAll(async () => {
    const sent = await chain.signer.sendTransaction({ data: AGREEING })
    router = (await sent.wait())?.contractAddress ?? ''
    const { address, abi } = await deployArtifact({
      contract: 'contracts/src/issuers/WorldIDLegacyIssuer.sol:WorldIDLegacyIssuer',
      signer: chain.signer,
      constructorArguments: [router, APP, EPOCH],
    })
    issuer = new Contract(address, abi, chain.provider)
    group = await deployGroup(address)
  })

  test('has the external nullifier that the library computes', async () => {
    const address = await group.getAddress()
    const action = enrolmentAction({ group: address, epoch: EPOCH })
    expect(await issuer.getFunction('enrolmentAction')(address)).toBe(action)
    expect(await issuer.getFunction('externalNullifierHash')(address)).toBe(
      legacyExternalNullifier({ appId: APP, action }),
    )
  })

  test('hands the router what the library encoded, and enrols the person', async () => {
    const commitment = 9n
    const bytes = encodeWorldIdLegacyCredential(credential)
    const call = await group.enrol.populateTransaction(commitment, bytes, GAS)
    const asked = findCall(
      await chain.provider.send('debug_traceCall', [
        { to: call.to, data: call.data, gas: '0x4c4b40' },
        'latest',
        { tracer: 'callTracer' },
      ]),
      router,
    )
    const action = enrolmentAction({ group: await group.getAddress(), epoch: EPOCH })
    expect(routerInterface.decodeFunctionData('verifyProof', asked).toArray(true)).toEqual([
      11n,
      1n,
      hashSignal(commitmentSignal(commitment)),
      PERSON,
      legacyExternalNullifier({ appId: APP, action }),
      proof,
    ])
    await (await group.enrol(commitment, bytes, GAS)).wait()
    expect(await group.commitmentOf(PERSON)).toBe(commitment)
  })
})

/** The data of the first call to `address` in a trace. */
function findCall(trace: unknown, address: string): string {
  if (typeof trace !== 'object' || trace === null) return ''
  const { to, input, calls } = { to: '', input: '', calls: [], ...trace }
  if (to.toLowerCase() === address.toLowerCase()) return input
  const found = calls.map((call) => findCall(call, address))
  return found.find((data) => data !== '') ?? ''
}
