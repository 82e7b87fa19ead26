import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { nodesOf, parseSolidity, type SyntaxNode } from './contractCoverage/parseSolidity.ts'

/**
 * Returns what the documentation of a file's external items lacks, one line each. Of variables the
 * compiler's tree does not have it; those, solhint reads.
 */
function findUndocumented({ path, source }: { path: string; source: string }): string[] {
  const declarations = nodesOf(parseSolidity({ path, source }), 'nodes')
  return [
    ...declarations,
    ...declarations.flatMap((declaration) => nodesOf(declaration, 'nodes')),
  ].flatMap((item) => lacksOf(item).map((lack) => `${path}: ${item['name']} has no ${lack}`))
}

function lacksOf(item: SyntaxNode): string[] {
  if (!isExternal(item)) return []
  const text = textOf(item)
  if (text.includes('@inheritdoc')) return []
  const parameters = [...nodesOf(item, 'members'), ...parametersOf(item, 'parameters')]
  const returned = parametersOf(item, 'returnParameters')
  return [
    ...(text.includes('@notice') ? [] : ['@notice']),
    ...parameters
      .flatMap(({ name }) => (name ? [`@param ${name}`] : []))
      .filter((tag) => !isEnum(item) && !new RegExp(`${tag}\\s`).test(text)),
    ...(text.split('@return').length - 1 === returned.length ? [] : ['@return']),
  ]
}

function isExternal({ nodeType, ...item }: SyntaxNode): boolean {
  switch (nodeType) {
    case 'ContractDefinition':
    case 'EnumDefinition':
    case 'ErrorDefinition':
    case 'EventDefinition':
    case 'StructDefinition':
      return true
    case 'FunctionDefinition':
      return item['visibility'] === 'external' || item['visibility'] === 'public'
    default:
      return false
  }
}

function isEnum({ nodeType }: SyntaxNode): boolean {
  return nodeType === 'EnumDefinition'
}

function parametersOf(item: SyntaxNode, property: string): SyntaxNode[] {
  return nodesOf(item, property).flatMap((list) => nodesOf(list, 'parameters'))
}

function textOf(item: SyntaxNode): string {
  const [documentation] = nodesOf(item, 'documentation')
  return String(documentation?.['text'] ?? '')
}

describe('the documentation of the contracts', () => {
  test.each(globSync('contracts/src/**/*.sol'))('is complete: %s', (path) => {
    expect(findUndocumented({ path, source: readFileSync(path, 'utf8') })).toEqual([])
  })

  test('is found wanting where it is', () => {
    const source = `
/// @notice A contract.
contract A {
    error Undocumented();
    /// @notice An error.
    /// @param given One of two.
    error Half(uint256 given, uint256 expected);
    /// @notice A function.
    function f() external returns (uint256) {}
    function _g() internal {}
}`
    expect(findUndocumented({ path: 'A.sol', source })).toEqual([
      'A.sol: Undocumented has no @notice',
      'A.sol: Half has no @param expected',
      'A.sol: f has no @return',
    ])
  })
})
