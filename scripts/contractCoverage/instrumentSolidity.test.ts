import { describe, expect, test } from 'vitest'
import { instrumentSolidity } from './instrumentSolidity.ts'

const instrument = (body: string) =>
  instrumentSolidity({
    path: 'contracts/src/A.sol',
    source: `pragma solidity ^0.8.28;\ncontract A {\nfunction f(uint256 x) public pure returns (uint256 y) {\n${body}\n}\n}\n`,
  })

const branchesOf = (body: string) =>
  instrument(body)
    .points.filter(({ kind }) => kind === 'branch')
    .map(({ text }) => text)

const linesOf = (body: string) => [
  ...new Set(
    instrument(body)
      .points.filter(({ kind }) => kind === 'line')
      .map(({ text }) => text),
  ),
]

describe('the points of a contract', () => {
  test('are none where there is no code', () => {
    const source = 'pragma solidity ^0.8.28;\ninterface A { function f() external; }\n'
    expect(instrumentSolidity({ path: 'A.sol', source })).toEqual({ source, points: [] })
  })

  test('are the lines on which statements begin', () => {
    expect(linesOf('y = x +\n  1;\nunchecked {\n  y = y * 2;\n}')).toEqual([
      'y = x +',
      'y = y * 2;',
    ])
  })

  test.each([
    ['if (x == 1) y = 2;', ['x == 1']],
    ['if (x == 1) { y = 2; } else if (x == 2) y = 3; else y = 4;', ['x == 1', 'x == 2']],
    ['y = x == 1 ? 2 : x == 2 ? 3 : 4;', ['x == 1', 'x == 2']],
    ['for (uint256 i = 0; i < x; ++i) y += i;', ['i < x']],
    ['while (y < x) ++y;', ['y < x']],
    ['do { ++y; } while (y < x);', ['y < x']],
    ['require(x == 1, "one");', ['x == 1']],
    ['if (x == 1 && (x < 2 || !(x > 3))) y = 2;', ['x == 1', 'x < 2', 'x > 3']],
    ['bool b = x == 1 || x == 2; if (b) y = 1;', ['x == 1', 'x == 2', 'b']],
    ['assembly ("memory-safe") { if lt(x, 2) { y := 1 } }', ['lt(x, 2)']],
    [
      'assembly ("memory-safe") { for { let i := 0 } lt(i, x) { i := add(i, 1) } { y := i } }',
      ['lt(i, x)'],
    ],
  ])('are both outcomes of every condition: %s', (body, conditions) => {
    expect(branchesOf(body)).toEqual(
      conditions.flatMap((condition) => [`${condition} is false`, `${condition} is true`]),
    )
  })

  test('have tags of their own', () => {
    const { points } = instrument('if (x == 1 || x == 2) y = 3;\nif (x == 1) y = 4;')
    expect(new Set(points.map(({ tag }) => tag)).size).toBe(points.length)
  })

  test('begin anew in assembly where a jump may have left', () => {
    const { points } = instrument(
      'assembly ("memory-safe") {\ny := 1\nif x {\nrevert(0, 0)\n}\ny := 2\ny := 3\n}',
    )
    const tags = points.filter(({ kind }) => kind === 'line').map(({ tag }) => tag)
    const [assembly, first, jump, inside, ...after] = tags
    expect([first, jump]).toEqual([assembly, assembly])
    expect(inside).not.toBe(assembly)
    expect(after).toEqual([after[0], after[0]])
    expect(after[0]).not.toBe(assembly)
  })

  test('are refused for syntax whose coverage is not known', () => {
    expect(() => instrument('assembly ("memory-safe") { switch x case 1 { y := 2 } }')).toThrow(
      'contracts/src/A.sol: coverage of a YulSwitch is not known.',
    )
  })

  test('are refused for a function in the assembly of a pure function, which could not report', () => {
    expect(() => instrument('assembly ("memory-safe") { function g() {} if x { g() } }')).toThrow(
      'contracts/src/A.sol: coverage of a function in pure assembly is not known.',
    )
  })

  test('are no more in the assembly of a pure function than a word has bits', () => {
    const jumps = 'if x { y := 1 }\n'
    expect(() => instrument(`assembly ("memory-safe") {\n${jumps.repeat(50)}}`)).toThrow(
      'contracts/src/A.sol: too much happens in pure assembly',
    )
  })

  test('are refused for what is not Solidity', () => {
    expect(() => instrument('y = ;')).toThrow('contracts/src/A.sol cannot be parsed.')
  })
})

describe('the source of a contract', () => {
  test('keeps what it says in whatever alphabet', () => {
    const { source } = instrument('// Σ rᵢ · Aᵢ\nif (x == 1) y = 2; // ≤')
    expect(source).toContain('// Σ rᵢ · Aᵢ\n')
    expect(source).toMatch(/\{ \w+\.hit\(0x[0-9a-f]{64}\); y = 2; \} \/\/ ≤/)
  })

  test('calls nobody from the assembly of a pure function, and reports what ran there after it', () => {
    const { source } = instrument('assembly ("memory-safe") { if x { y := 1 } }')
    expect(source).toMatch(
      /uint256\[1\] memory (psephosRuns\d+); assembly \("memory-safe"\) \{.*if psephosNoted\(\1, 0x\w{62}00, x\) \{ psephosNote\(\1, 0x\w{62}02\)\s+y := 1 \} \} \w+\.hitAll\(0x\w{62}00, \1\[0\]\);/,
    )
    expect(source).not.toContain('psephosHit')
  })
})
