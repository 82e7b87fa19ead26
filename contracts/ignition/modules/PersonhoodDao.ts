import { buildModule } from '@nomicfoundation/hardhat-ignition/modules'

/** As a policy, none: who the issuer knows may enrol. As an executor of the timelock, anyone. */
const NOBODY = `0x${'0'.repeat(40)}`
const NO_COMMITTEE = `0x${'0'.repeat(64)}`

/**
 * Deploys a DAO as `deployPersonhoodDao` of `@psephos/lib` does: a group, its World ID issuer, a timelock and a governor.
 * The timelock is handed to the governor: only it may propose and cancel, anyone may execute, and the deployer keeps no
 * role. Parameters without a default below must be given.
 * @example
 * npx hardhat ignition deploy contracts/ignition/modules/PersonhoodDao.ts --parameters garden.json --network …
 */
export default buildModule('PersonhoodDao', (m) => {
  const deployer = m.getAccount(0)

  const issuer = m.contract('WorldIDIssuer', [
    // World ID 4's verifier on this chain, and the relying party: the first 8 bytes of keccak256(app id).
    m.getParameter<string>('worldIdVerifier'),
    m.getParameter<bigint>('rpId'),
    // The one credential that counts; 1 is proof of human. Its first issue may be of any time.
    m.getParameter('issuerSchemaId', 1),
    0,
    // Which enrolment of the group this is.
    m.getParameter('epoch', 0),
  ])
  const group = m.contract(
    'PersonhoodGroup',
    [issuer, m.getParameter('eligibilityPolicy', NOBODY)],
    {
      libraries: { PoseidonT3: m.library('PoseidonT3') },
    },
  )
  const timelock = m.contract('TimelockController', [
    // Seconds that a passed proposal waits.
    m.getParameter('timelockDelay', 2 * 24 * 3600),
    [],
    [NOBODY],
    deployer,
  ])
  const governor = m.contract('PersonhoodGovernor', [
    {
      name: m.getParameter<string>('name'),
      group,
      ballotVerifier: m.contract('SemaphoreBatchVerifier'),
      timelock,
      // Seconds from a proposal to its snapshot, and for which voting is open then.
      votingDelay: m.getParameter('votingDelay', 24 * 3600),
      votingPeriod: m.getParameter('votingPeriod', 7 * 24 * 3600),
      // How many of 10 000 people must vote.
      quorumNumerator: m.getParameter<number>('quorumNumerator'),
      // The budget of a ballot on ordinary proposals, from 1 to 65 535.
      defaultVoiceCredits: m.getParameter('voiceCredits', 100),
      // How many proposals a member may make in an epoch, 0 for anybody as many as they like; seconds of an epoch.
      memberProposalLimit: m.getParameter('memberProposalLimit', 0),
      proposalEpochDuration: m.getParameter('proposalEpochDuration', 7 * 24 * 3600),
      // Where secret ballots are cast, and the committee that secret proposals name: none.
      secretBallotBox: m.getParameter('secretBallotBox', NOBODY),
      trusteeCommittee: m.getParameter('trusteeCommittee', NO_COMMITTEE),
    },
  ])

  const grants = ['PROPOSER_ROLE', 'CANCELLER_ROLE'].map((role) =>
    m.call(timelock, 'grantRole', [m.staticCall(timelock, role), governor], { id: role }),
  )
  m.call(timelock, 'renounceRole', [m.staticCall(timelock, 'DEFAULT_ADMIN_ROLE'), deployer], {
    after: grants,
  })

  return { group, issuer, timelock, governor }
})
