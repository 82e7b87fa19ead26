import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { artifacts, tasks } from 'hardhat'
import { runTypeChain } from 'typechain'
import { boundContracts } from './boundContracts.ts'
import { header } from './header.ts'

/**
 * Compiles the contracts, then writes typed bindings for each of {@link boundContracts} into
 * `folder`, and its bytecode into `folder/bytecode`. The bytecode stands apart so that whoever only
 * talks to a contract, like the page, does not carry what deploys it.
 */
export async function generateContractBindings(folder: string): Promise<void> {
  await tasks.getTask('build').run({ quiet: true, noTests: true })
  const abis = await mkdtemp(join(tmpdir(), 'psephos-abis-'))
  try {
    await mkdir(join(folder, 'bytecode'), { recursive: true })
    for (const name of boundContracts) {
      const { abi, bytecode, linkReferences } = await artifacts.readArtifact(name)
      await writeFile(join(abis, `${name}.json`), JSON.stringify(abi))
      await writeFile(
        join(folder, 'bytecode', `${name}.ts`),
        `${header}export const bytecode: \`0x\${string}\` =
  '${bytecode}'

export const linkReferences = ${JSON.stringify(linkReferences, null, 2)} as const
`,
      )
    }
    await generateBindings(abis, folder)
  } finally {
    await rm(abis, { recursive: true, force: true })
  }
}

async function generateBindings(abis: string, folder: string): Promise<void> {
  const files = boundContracts.map((name) => join(abis, `${name}.json`))
  await runTypeChain({
    cwd: abis,
    inputDir: abis,
    outDir: folder,
    target: 'ethers-v6',
    filesToProcess: files,
    allFiles: files,
    flags: {
      alwaysGenerateOverloads: false,
      discriminateTypes: false,
      environment: undefined,
      node16Modules: true,
    },
  })
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.parentPath === join(folder, 'bytecode')) continue
    const path = join(entry.parentPath, entry.name)
    await writeFile(path, toErasableModule(await readFile(path, 'utf8')))
  }
}

/** Returns TypeChain's source with our header and with imports that name their `.ts` file. */
function toErasableModule(source: string): string {
  const body = source.replace(/^(\s*\/\*[^*]*\*\/)+\s*/, '')
  return header + body.replace(/(from "\.{1,2}\/[^"]+?)(?:\.js)?"/g, '$1.ts"')
}
