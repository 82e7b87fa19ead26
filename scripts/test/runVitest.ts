import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Counts } from '../runChecks.ts'
import { runCommand } from '../runCommand.ts'
import { type CountedReport, countVitestReport } from './countVitestReport.ts'

/** Runs the tests of projects of vitest.config.ts and returns what passed and failed. */
export async function runVitest(...projects: string[]): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), 'psephos-test-'))
  const file = join(folder, 'report.json')
  try {
    const { code } = await runCommand({
      command: [
        'vitest',
        'run',
        ...projects.map((project) => `--project=${project}`),
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
      ],
      show: true,
    })
    const report: CountedReport = JSON.parse(await readFile(file, 'utf8'))
    const counts = countVitestReport(report)
    // An error that belongs to no test: vitest says so with its exit code alone.
    if (code !== 0 && counts.failures.length === 0)
      counts.failures.push(`vitest ended with code ${code}, and no test of it failed`)
    return counts
  } catch (error) {
    const failure = `vitest left no report: ${error instanceof Error ? error.message : error}`
    console.error(failure)
    return { passed: 0, failures: [failure] }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
