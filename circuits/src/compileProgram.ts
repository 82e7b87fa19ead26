import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What {@link compileProgram} takes. */
export type CompileProgramParameters = {
  /** The name of the files that are written. */
  name: string
  /** A circom program with a main component; templates of ours, circomlib and zk-kit may be included by file name. */
  program: string
  /** Where `<name>.r1cs` and `<name>.wasm` are written; made if it is missing. */
  folder: string
  /** Where the templates are looked for. Ours by default. */
  templates?: string
  /** 1 keeps linear constraints and the signals that they define, which is quicker to compile. */
  optimization?: 1 | 2
}

const templatesFolder = fileURLToPath(new URL('../templates', import.meta.url))

/**
 * Compiles a circom program in a process of its own, and returns what the compiler said of it. The same program gives the same bytes.
 * @throws with the compiler's words when it refuses the program; nothing is left behind.
 */
export async function compileProgram({
  name,
  program,
  folder,
  templates = templatesFolder,
  optimization = 2,
}: CompileProgramParameters): Promise<string> {
  const resolvePackage = createRequire(import.meta.url).resolve
  await mkdir(folder, { recursive: true })
  const output = await mkdtemp(join(folder, 'compiling-'))
  try {
    await writeFile(join(output, 'main.circom'), program)
    const said = await runCompiler(
      {
        build: output,
        templates,
        circomlib: dirname(resolvePackage('circomlib/circuits/babyjub.circom')),
        zkkit: join(
          dirname(resolvePackage('@zk-kit/binary-merkle-root.circom/package.json')),
          'src',
        ),
      },
      ['build/main.circom', `--O${optimization}`, '--r1cs', '--wasm', '--inspect'].concat(
        ['-o', 'build'],
        ['-l', 'templates', '-l', 'circomlib', '-l', 'zkkit'],
      ),
    )
    await rename(join(output, 'main.r1cs'), join(folder, `${name}.r1cs`))
    await rename(join(output, 'main_js', 'main.wasm'), join(folder, `${name}.wasm`))
    return said
  } finally {
    await rm(output, { recursive: true, force: true })
  }
}

function runCompiler(preopens: Record<string, string>, args: string[]): Promise<string> {
  const script = fileURLToPath(new URL('./compilerProcess.ts', import.meta.url))
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [script, JSON.stringify(preopens), ...args],
      { maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        const said = `${stdout}${stderr}`
        if (error) reject(new Error(`The circuit does not compile:\n${said || error.message}`))
        else resolve(said)
      },
    )
  })
}
