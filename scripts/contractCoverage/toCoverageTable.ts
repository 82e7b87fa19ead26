import type { CoveragePoint } from './instrumentSolidity.ts'
import type { FileCoverage } from './measureCoverage.ts'

/** A line counts as run when every statement that begins on it is. */
function countLines({ happened, missing }: FileCoverage): Share {
  const lines = new Set([...happened, ...missing].filter(isLine).map(({ line }) => line))
  const missed = new Set(missing.filter(isLine).map(({ line }) => line))
  return { all: lines.size, covered: lines.size - missed.size }
}

function countBranches({ happened, missing }: FileCoverage): Share {
  const covered = happened.filter((point) => !isLine(point)).length
  return { all: covered + missing.filter((point) => !isLine(point)).length, covered }
}

interface Share {
  all: number
  covered: number
}

/** Returns a table in Markdown, a row a file and one for all, and the percentages of all. */
export function toCoverageTable(files: readonly FileCoverage[]): {
  markdown: string
  lines: number
  branches: number
} {
  const rows = files.map((file) => ({
    name: `\`${file.path.replace('contracts/src/', '').replace('.sol', '')}\``,
    lines: countLines(file),
    branches: countBranches(file),
  }))
  const all = {
    name: 'all',
    lines: sum(rows.map(({ lines }) => lines)),
    branches: sum(rows.map(({ branches }) => branches)),
  }
  const markdown = [
    '| file | lines | branches |',
    '|---|---|---|',
    ...[...rows, all].map(
      ({ name, lines, branches }) => `| ${name} | ${describe(lines)} | ${describe(branches)} |`,
    ),
  ].join('\n')
  return { markdown, lines: percent(all.lines), branches: percent(all.branches) }
}

/** Returns what did not happen, a line each, by file. */
export function renderCoverage(files: readonly FileCoverage[]): string {
  return files
    .flatMap(({ path, missing }) => {
      const lines = new Map(missing.filter(isLine).map((point) => [point.line, point]))
      const points = [...lines.values(), ...missing.filter((point) => !isLine(point))]
      return points
        .toSorted((a, b) => a.line - b.line)
        .map(({ kind, line, text }) =>
          kind === 'line'
            ? `${path}:${line}: never runs: ${text}`
            : `${path}:${line}: never: ${text}`,
        )
    })
    .map((line) => `${line}\n`)
    .join('')
}

function isLine({ kind }: CoveragePoint): boolean {
  return kind === 'line'
}

function sum(shares: readonly Share[]): Share {
  return {
    all: shares.reduce((total, { all }) => total + all, 0),
    covered: shares.reduce((total, { covered }) => total + covered, 0),
  }
}

function percent({ all, covered }: Share): number {
  return all === 0 ? 100 : (100 * covered) / all
}

/** Rounded down, so that only what is complete says 100 %. */
function describe(share: Share): string {
  if (share.all === 0) return 'none'
  return `${Math.floor(percent(share) * 10) / 10} % (${share.covered} of ${share.all})`
}
