import { readFile } from 'node:fs/promises'
import { auditProposal } from '@psephos/lib'
import { JsonRpcProvider } from 'ethers'

const [rpcUrl, governor = '', proposalId = '', metadataFile = ''] = process.argv.slice(2)
const provider = new JsonRpcProvider(rpcUrl)
const report = await auditProposal({
  provider,
  governor,
  proposalId: BigInt(proposalId),
  metadata: await readFile(metadataFile),
})
for (const { name, verdict, summary } of report.checks) {
  process.stdout.write(`${verdict} ${name}: ${summary}\n`)
}
process.stdout.write(`The outcome is ${report.verdict}.\n`)
provider.destroy()
