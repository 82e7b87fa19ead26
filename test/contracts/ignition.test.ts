import personhoodDao from '@psephos/contracts/ignition/modules/PersonhoodDao.ts'
import {
  type PersonhoodGovernor,
  PersonhoodGovernor__factory,
  type PersonhoodGroup,
  PersonhoodGroup__factory,
  TimelockController__factory,
  type WorldIDIssuer,
  WorldIDIssuer__factory,
} from '@psephos/lib'
import { id, ZeroAddress, ZeroHash } from 'ethers'
import { network, tasks } from 'hardhat'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const WORLD_ID_VERIFIER = '0x00000000000000000000000000000000000000aa'
const parameters = {
  name: 'Garden',
  worldIdVerifier: WORLD_ID_VERIFIER,
  rpId: 0x0123456789abcdefn,
  issuerSchemaId: 11,
  epoch: 3n,
  votingDelay: 60,
  votingPeriod: 3600,
  quorumNumerator: 2_500,
  voiceCredits: 99,
  timelockDelay: 7200,
}

let close: () => Promise<void>
let deployer: string
let group: PersonhoodGroup
let issuer: WorldIDIssuer
let timelock: ReturnType<typeof TimelockController__factory.connect>
let governor: PersonhoodGovernor

beforeAll(async () => {
  await tasks.getTask('build').run({ noTests: true, quiet: true })
  const connection = await network.create()
  close = () => connection.close()
  const [signer] = await connection.ethers.getSigners()
  if (signer === undefined) throw new Error('The chain has no accounts.')
  deployer = signer.address
  const deployed = await connection.ignition.deploy(personhoodDao, {
    parameters: { PersonhoodDao: parameters },
  })
  const { provider } = connection.ethers
  group = PersonhoodGroup__factory.connect(await deployed.group.getAddress(), provider)
  issuer = WorldIDIssuer__factory.connect(await deployed.issuer.getAddress(), provider)
  timelock = TimelockController__factory.connect(await deployed.timelock.getAddress(), provider)
  governor = PersonhoodGovernor__factory.connect(await deployed.governor.getAddress(), provider)
}, 600_000)

afterAll(() => close())

describe('The Ignition module', () => {
  test('connects governor, group, issuer and timelock', async () => {
    expect(await governor.group()).toBe(await group.getAddress())
    expect(await group.issuer()).toBe(await issuer.getAddress())
    expect(await governor.timelock()).toBe(await timelock.getAddress())
    expect(await group.size()).toBe(0n)
  })

  test('settles what it was told', async () => {
    expect(await governor.name()).toBe(parameters.name)
    expect(await governor.votingDelay()).toBe(60n)
    expect(await governor.votingPeriod()).toBe(3600n)
    expect(await governor['quorumNumerator()']()).toBe(2_500n)
    expect(await governor.defaultVoiceCredits()).toBe(99n)
    expect(await timelock.getMinDelay()).toBe(7200n)
    expect((await issuer.verifier()).toLowerCase()).toBe(WORLD_ID_VERIFIER)
    expect(await issuer.rpId()).toBe(parameters.rpId)
    expect(await issuer.issuerSchemaId()).toBe(11n)
    expect(await issuer.epoch()).toBe(3n)
  })

  test('hands the timelock to the governor and leaves the deployer nothing', async () => {
    const roles = ['PROPOSER_ROLE', 'CANCELLER_ROLE', 'EXECUTOR_ROLE'].map(id)
    const holdsAll = (account: string) =>
      Promise.all([...roles, ZeroHash].map((role) => timelock.hasRole(role, account)))
    expect(await holdsAll(await governor.getAddress())).toEqual([true, true, false, false])
    expect(await holdsAll(deployer)).toEqual([false, false, false, false])
    expect(await holdsAll(await timelock.getAddress())).toEqual([false, false, false, true])
    expect(await holdsAll(ZeroAddress)).toEqual([false, false, true, false])
  })

  test('deploys what verifies ballots', async () => {
    expect(await governor.runner?.provider?.getCode(await governor.ballotVerifier())).not.toBe('0x')
  })
})
