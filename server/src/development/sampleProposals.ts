import type { ProposalMetadata } from '@psephos/lib'

/** A proposal that the sample DAO publishes, with what each option pays from the treasury. */
export interface SampleProposal {
  readonly metadata: ProposalMetadata
  readonly maxWinners: number
  /** Whether its ballots are secret; open if absent. */
  readonly secret?: boolean
  /**
   * ETH to pay when the option passes. Each payment goes to an address of its own, so that it can
   * be seen there.
   */
  readonly payments: readonly {
    readonly option: number
    readonly to: string
    readonly ether: string
  }[]
}

const sampleProposals: readonly SampleProposal[] = [
  {
    metadata: {
      version: 1,
      title: 'What shall the commons build this spring?',
      body: [
        'The treasury can afford **two** of these. Spread your 100 voice credits: one vote on an option costs 1,',
        'two cost 4, five cost 25. Votes may be negative: press − on what you would rather not see.',
        '',
        '- The winners are paid from the treasury, by the contract, once the timelock has passed.',
        '- You may change your ballot until voting closes.',
      ].join('\n'),
      options: [
        { title: 'A community garden', description: 'Soil, seeds and six raised beds.' },
        {
          title: 'Benches along the river',
          description: 'Ten of them, made by the joiners next door.',
        },
        { title: 'Solar panels on the hall', description: 'Half of what the hall uses in a year.' },
        { title: 'Keep it for a rainy year', description: 'Nothing is paid.' },
      ],
    },
    maxWinners: 2,
    payments: [
      { option: 0, to: '0x000000000000000000000000000000000000a001', ether: '8' },
      { option: 1, to: '0x000000000000000000000000000000000000a002', ether: '5' },
      { option: 2, to: '0x000000000000000000000000000000000000a003', ether: '12' },
    ],
  },
  {
    metadata: {
      version: 1,
      title: 'Renew the bookkeeper’s contract for a year?',
      body: 'One option: votes above zero are for it, votes below are against. It passes when more are for than against and enough people voted.',
      options: [{ title: 'Renew it', description: 'Pays 3 ETH from the treasury.' }],
    },
    maxWinners: 0,
    payments: [{ option: 0, to: '0x000000000000000000000000000000000000a004', ether: '3' }],
  },
]

const secretSample: SampleProposal = {
  metadata: {
    version: 1,
    title: 'Who shall look after the tool library?',
    body: [
      'Ballots on people are **secret** here: what you vote is encrypted on your device, and only the totals are ever known,',
      'once two of three trustees have decrypted them.',
      '',
      'The trustees of this sample are pretend trustees, and its keys are for development.',
    ].join('\n'),
    options: [{ title: 'Ayo' }, { title: 'Marta' }, { title: 'Both, in turns' }],
  },
  maxWinners: 1,
  secret: true,
  payments: [
    { option: 0, to: '0x000000000000000000000000000000000000a005', ether: '1' },
    { option: 1, to: '0x000000000000000000000000000000000000a006', ether: '1' },
  ],
}

/** Returns the proposals of the sample DAO, in the order in which they are published: the secret one last, where there can be one. */
export function listSampleProposals({ secret }: { secret: boolean }): readonly SampleProposal[] {
  return secret ? [...sampleProposals, secretSample] : sampleProposals
}
