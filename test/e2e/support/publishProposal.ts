import {
  createProposalDescription,
  createServerClient,
  PersonhoodGovernor__factory,
  type ProposalMetadata,
} from '@psephos/lib'
import type { DevelopmentStack } from '@psephos/server/src/development/startDevelopment.ts'
import { LOCAL_MNEMONIC } from '@psephos/server/src/development/startLocalChain.ts'
import { HDNodeWallet, JsonRpcProvider, parseEther, ZeroHash } from 'ethers'

/** An account of the local chain that nobody else of the stack uses. */
const ACCOUNT = "m/44'/60'/0'/0/9"

/** A transfer, a call that the page cannot read, and nothing at all. */
const options = [
  { title: 'Atlases', description: 'Six of them.' },
  { title: 'A new catalogue' },
  { title: 'Nothing this year' },
]
const text = {
  version: 1,
  title: 'What shall the library buy?',
  body: [
    'Whatever **wins** is paid from the treasury.',
    '',
    '| Shelf | Books |',
    '| --- | --- |',
    '| Poetry | 120 |',
    '',
    '- [x] Asked the librarian',
    '',
    '![The reading room](https://elsewhere.example/room.png)',
    '<img src="https://elsewhere.example/spy.png"> <script>document.title = "taken over"</script>',
  ].join('\n'),
} as const

/**
 * Publishes a proposal with three options or fewer, for whoever is enrolled by now.
 * @param committee Whose trustees decrypt its totals; ballots are open by default.
 */
export async function publishProposal(
  { url, rpcUrl, space }: DevelopmentStack,
  optionCount = options.length,
  committee: string = ZeroHash,
): Promise<void> {
  const metadata: ProposalMetadata = { ...text, options: options.slice(0, optionCount) }
  const provider = new JsonRpcProvider(rpcUrl, space.chainId, {
    staticNetwork: true,
    pollingInterval: 100,
  })
  try {
    const signer = HDNodeWallet.fromPhrase(LOCAL_MNEMONIC, '', ACCOUNT).connect(provider)
    const cid = await createServerClient({ baseUrl: url }).storeMetadata({ metadata })
    const transaction = await PersonhoodGovernor__factory.connect(
      space.governor,
      signer,
    ).proposeOptions(
      ['0x000000000000000000000000000000000000b001', space.timelock],
      [parseEther('1.5'), 0n],
      ['0x', '0x12345678'],
      {
        optionCount,
        voiceCredits: 100,
        maxWinners: 0,
        callOptions: [0, Math.min(1, optionCount - 1)],
        committee,
      },
      createProposalDescription({ title: metadata.title, cid }),
    )
    await transaction.wait()
  } finally {
    provider.destroy()
  }
}
