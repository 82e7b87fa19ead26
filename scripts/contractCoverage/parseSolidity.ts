import solc from 'solc'

/** A node of the compiler's syntax tree. `src` is `start:length:file`, in bytes. */
export interface SyntaxNode {
  nodeType: string
  src: string
  [property: string]: unknown
}

/**
 * Returns the compiler's own syntax tree of a file, without resolving what it imports.
 * @throws Error with what the compiler says, when it cannot read the file.
 */
export function parseSolidity({ path, source }: { path: string; source: string }): SyntaxNode {
  const input = {
    language: 'Solidity',
    sources: { [path]: { content: source } },
    settings: { stopAfter: 'parsing', outputSelection: { '*': { '': ['ast'] } } },
  }
  const output: {
    sources?: Record<string, { ast?: SyntaxNode }>
    errors?: { severity: string; formattedMessage: string }[]
  } = JSON.parse(solc.compile(JSON.stringify(input)))
  const tree = output.sources?.[path]?.ast
  if (tree === undefined) {
    const messages = output.errors?.map(({ formattedMessage }) => formattedMessage) ?? []
    throw new Error(`${path} cannot be parsed.\n${messages.join('\n')}`)
  }
  return tree
}

/** Returns the nodes right below a node, in the order of the tree's properties. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  )
}

/** Returns the node that is a property of another. */
export function childOf(node: SyntaxNode, property: string): SyntaxNode {
  const child = node[property]
  if (!isNode(child)) throw new Error(`A ${node.nodeType} has no ${property}.`)
  return child
}

/** Returns the nodes that are a property of another; none, where it has no such property. */
export function nodesOf(node: SyntaxNode, property: string): SyntaxNode[] {
  const nodes = node[property]
  return Array.isArray(nodes) ? nodes.filter(isNode) : isNode(nodes) ? [nodes] : []
}

/** Returns where a node begins and ends in its file, in bytes. */
export function rangeOf(node: SyntaxNode): { start: number; end: number } {
  const [start = Number.NaN, length = Number.NaN] = node.src.split(':').map(Number)
  return { start, end: start + length }
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'nodeType' in value && 'src' in value
}
