import { describe, expect, test } from 'vitest'
import type { CoveragePoint } from './instrumentSolidity.ts'
import { renderCoverage, toCoverageTable } from './toCoverageTable.ts'

const point = (kind: CoveragePoint['kind'], line: number, text: string): CoveragePoint => ({
  kind,
  line,
  text,
  tag: `${kind} ${line} ${text}`,
})

const half = {
  path: 'contracts/src/group/Half.sol',
  happened: [point('line', 1, 'if (a) b();'), point('branch', 1, 'a is false')],
  missing: [point('line', 1, 'if (a) b();'), point('branch', 1, 'a is true')],
}
const whole = {
  path: 'contracts/src/group/Whole.sol',
  happened: [point('line', 1, 'b();'), point('line', 2, 'c();')],
  missing: [],
}

describe('the table of coverage', () => {
  test('counts a line whose statements did not all run as missed', () => {
    expect(toCoverageTable([half, whole])).toEqual({
      markdown: `| file | lines | branches |
|---|---|---|
| \`group/Half\` | 0 % (0 of 1) | 50 % (1 of 2) |
| \`group/Whole\` | 100 % (2 of 2) | none |
| all | 66.6 % (2 of 3) | 50 % (1 of 2) |`,
      lines: 200 / 3,
      branches: 50,
    })
  })

  test('says what is missing', () => {
    expect(renderCoverage([half, whole])).toBe(
      `contracts/src/group/Half.sol:1: never runs: if (a) b();
contracts/src/group/Half.sol:1: never: a is true
`,
    )
  })
})
