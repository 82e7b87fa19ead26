import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { circuitId, circuitNames, prepareDevelopmentArtifacts, readR1cs } from './src/index.ts'
for (const circuitClass of [2, 8, 16] as const)
  for (const name of circuitNames) {
    const t = performance.now()
    const { r1cs } = await prepareDevelopmentArtifacts({ circuit: { name, circuitClass }, folder: '/work/main/cache/circuits', key: false })
    const bytes = await readFile(r1cs)
    console.log(circuitId({ name, circuitClass }), readR1cs(bytes).constraints.length, createHash('sha256').update(bytes).digest('hex'), Math.round(performance.now() - t))
  }
process.exit()
