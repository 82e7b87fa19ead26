import { join } from 'node:path'
import { runCommand } from '../runCommand.ts'

/** Packs a built package as `npm publish` would, and returns the tarball's path. */
export async function packPackage(dist: string): Promise<string> {
  const { code, output } = await runCommand({
    command: ['npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', dist],
    cwd: dist,
  })
  const [, filename] = /"filename":\s*"([^"]+\.tgz)"/.exec(output) ?? []
  if (code !== 0 || filename === undefined) throw new Error(`${dist} cannot be packed:\n${output}`)
  return join(dist, filename)
}
