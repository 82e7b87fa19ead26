import {
  decodeRevert,
  deployDevelopmentWorldIdVerifier,
  deployPersonhoodDao,
  rpIdToUint64,
} from '@psephos/lib'
import type { Command } from 'commander'
import type { Context } from '../Context.ts'
import { connectChain } from '../chain/connectChain.ts'
import { readSigner } from '../chain/readSigner.ts'
import { parseAddress, parseUint, parseWhole } from '../input/parsers.ts'
import { UsageError } from '../UsageError.ts'
import { addCommand } from './addCommand.ts'
import {
  addNodeOption,
  addSignerOption,
  type NodeOptions,
  type SignerOptions,
} from './chainOptions.ts'

interface DeployOptions extends NodeOptions, SignerOptions {
  readonly name: string
  readonly worldIdRp: string
  readonly worldIdVerifier?: string
  readonly developmentWorldId?: string
  readonly worldIdSchema: number
  readonly worldIdEpoch?: bigint
  readonly votingDelay: number
  readonly votingPeriod: number
  readonly quorum: number
  readonly voiceCredits: number
  readonly memberProposals: number
  readonly timelockDelay: number
}

const DAY = 24 * 60 * 60
const seconds = parseWhole(0, 2 ** 32 - 1)

/** `psephos deploy` */
export function addDeployCommand(parent: Command, context: Context): void {
  const command = addCommand({
    parent,
    name: 'deploy',
    summary: 'put a DAO on a chain',
    description:
      'Deploys a group whose people World ID vouches for, a timelock that holds the treasury, and a governor; ' +
      'then gives up every right over them. Should it fail midway, it says what stands: that has no rights ' +
      'over anything, and you may simply begin again.',
    example:
      'PSEPHOS_PRIVATE_KEY=… psephos deploy --name "Garden" --rpc https://rpc.example \\\n' +
      '  --world-id-verifier 0x00000000009E00F9FE82CfeeBB4556686da094d7 \\\n' +
      '  --world-id-rp rp_0123456789abcdef   # the verifier of World Chain',
  })
    .requiredOption('--name <text>', "the governor's name")
    .requiredOption('--world-id-rp <id>', 'your relying party at World ID: rp_ and 16 hex digits')
    .option('--world-id-verifier <address>', "World ID 4's verifier on this chain", parseAddress)
    .option(
      '--development-world-id <address>',
      'instead, for trying out: whoever holds the key of this address can be anybody',
      parseAddress,
    )
    .option(
      '--world-id-schema <number>',
      'the credential that counts; 1 is proof of human',
      parseWhole(0, Number.MAX_SAFE_INTEGER),
      1,
    )
    .option(
      '--world-id-epoch <number>',
      'which enrolment of the group this is; 0 by default',
      parseUint,
    )
    .option('--voting-delay <seconds>', 'from a proposal to its snapshot', seconds, DAY)
    .option(
      '--voting-period <seconds>',
      'for which voting is open',
      parseWhole(1, 2 ** 32 - 1),
      7 * DAY,
    )
    .option('--quorum <number>', 'how many of 10 000 people must vote', parseWhole(0, 10_000), 400)
    .option('--voice-credits <number>', 'the budget of a ballot', parseWhole(1, 65_535), 100)
    .option(
      '--member-proposals <number>',
      'how many proposals a member may make in a week; 0: anybody may propose',
      parseWhole(0, 255),
      0,
    )
    .option('--timelock-delay <seconds>', 'for which a passed proposal waits', seconds, 2 * DAY)
  addSignerOption(addNodeOption(command)).action((options: DeployOptions) =>
    deploy(context, options),
  )
}

async function deploy(context: Context, options: DeployOptions): Promise<void> {
  const { output } = context
  const { worldIdVerifier, developmentWorldId } = options
  if ((worldIdVerifier === undefined) === (developmentWorldId === undefined)) {
    throw new UsageError('Give --world-id-verifier, or --development-world-id to try things out.')
  }
  const rpId = rpIdToUint64(options.worldIdRp)
  const provider = await connectChain(context, options)
  const standing: { contract: string; address: string }[] = []
  const record = (deployed: { contract: string; address: string }): void => {
    standing.push(deployed)
    output.progress(`${deployed.contract} stands at ${deployed.address}`)
  }
  try {
    const signer = await readSigner({ context, provider, keyFile: options.keyFile })
    const verifier = worldIdVerifier ?? (await deployVerifier(developmentWorldId ?? ''))
    const dao = await deployPersonhoodDao({
      signer,
      name: options.name,
      worldId: {
        verifier,
        rpId,
        issuerSchemaId: options.worldIdSchema,
        epoch: options.worldIdEpoch ?? 0n,
      },
      votingDelay: options.votingDelay,
      votingPeriod: options.votingPeriod,
      quorumNumerator: options.quorum,
      voiceCredits: options.voiceCredits,
      memberProposalLimit: options.memberProposals,
      timelockDelay: options.timelockDelay,
      onProgress: record,
    })
    const { chainId } = await provider.getNetwork()
    const lines = Object.entries(dao).map(([name, value]) => `${name}: ${value}`)
    output.result({
      text: [`chainId: ${chainId}`, ...lines, `worldIdVerifier: ${verifier}`].join('\n'),
      json: { chainId: Number(chainId), ...dao, worldIdVerifier: verifier },
    })

    async function deployVerifier(wallet: string): Promise<string> {
      const address = await deployDevelopmentWorldIdVerifier({ signer, wallet })
      record({ contract: 'DevelopmentWorldIDVerifier', address })
      return address
    }
  } catch (error) {
    if (standing.length > 0) {
      const names = standing.map(({ contract, address }) => `  ${contract} ${address}`)
      output.progress(
        `It is not finished. What stands, without rights over anything:\n${names.join('\n')}`,
      )
    }
    throw decodeRevert(error) ?? error
  } finally {
    provider.destroy()
  }
}
