import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** A file in which two folders differ, by its path inside them. */
export interface Difference {
  path: string
  kind: 'missing' | 'changed' | 'left over'
}

/** Returns, sorted by path, how the files of `actual` differ from those of `expected`. */
export async function compareFolders(parameters: {
  actual: string
  expected: string
}): Promise<Difference[]> {
  const [actual, expected] = await Promise.all([
    readFiles(parameters.actual),
    readFiles(parameters.expected),
  ])
  const differences: Difference[] = []
  for (const path of new Set([...actual.keys(), ...expected.keys()])) {
    if (!actual.has(path)) differences.push({ path, kind: 'missing' })
    else if (!expected.has(path)) differences.push({ path, kind: 'left over' })
    else if (actual.get(path) !== expected.get(path)) differences.push({ path, kind: 'changed' })
  }
  return differences.sort((a, b) => (a.path < b.path ? -1 : 1))
}

async function readFiles(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  if (!existsSync(folder)) return files
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    files.set(relative(folder, path), await readFile(path, 'utf8'))
  }
  return files
}
