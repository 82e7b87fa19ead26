import { packageChecks } from './checks.ts'
import { buildPackage } from './pack/buildPackage.ts'
import { packPackage } from './pack/packPackage.ts'
import { runChecks } from './runChecks.ts'

if (process.argv.includes('--help')) {
  console.log(`Usage: npm run pack

Compiles what is published on npm, checks it and packs it into cli/dist/*.tgz and lib/dist/*.tgz.`)
  process.exit()
}
const dist = await buildPackage('lib')
const commandLine = await buildPackage('cli')
const { failures } = await runChecks(packageChecks)
console.log(await packPackage(commandLine))
console.log(await packPackage(dist))
process.exitCode = failures.length > 0 ? 1 : 0
