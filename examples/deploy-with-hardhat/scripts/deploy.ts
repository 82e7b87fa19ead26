import {
  createProposalDescription,
  deployDevelopmentWorldIdVerifier,
  deployPersonhoodDao,
  encodeProposalMetadata,
  PersonhoodGovernor__factory,
  rpIdToUint64,
  toContractLayout,
} from '@psephos/lib'
import { network } from 'hardhat'

const { ethers } = await network.create()
const [deployer] = await ethers.getSigners()
if (deployer === undefined) throw new Error('This network has no accounts.')

// On a real chain, the address of World ID 4's verifier there.
const verifier = await deployDevelopmentWorldIdVerifier({
  signer: deployer,
  wallet: deployer.address,
})
const dao = await deployPersonhoodDao({
  signer: deployer,
  name: 'The garden',
  worldId: { verifier, rpId: rpIdToUint64('rp_0123456789abcdef'), issuerSchemaId: 1, epoch: 0n },
  votingDelay: 24 * 60 * 60,
  votingPeriod: 7 * 24 * 60 * 60,
  quorumNumerator: 400, // 4 % of the people
  voiceCredits: 100,
  timelockDelay: 2 * 24 * 60 * 60,
  onProgress: ({ contract, address }) => console.log(`${contract} stands at ${address}`),
})

const { cid } = encodeProposalMetadata({
  version: 1,
  title: 'Plant trees',
  body: 'Which ones?',
  options: [{ title: 'Oaks' }, { title: 'Limes' }],
})
const governor = PersonhoodGovernor__factory.connect(dao.governor, deployer)
const description = createProposalDescription({ title: 'Plant trees', cid })
// The first option pays the gardener from the treasury; the second calls nothing.
const layout = toContractLayout({
  optionCount: 2,
  voiceCredits: 100,
  maxWinners: 1,
  callOptions: [0],
})
const proposed = await governor.proposeOptions(
  [deployer.address],
  [ethers.parseEther('1')],
  ['0x'],
  layout,
  description,
)
await proposed.wait()
console.log(`Proposed; the treasury is ${dao.timelock}`)
