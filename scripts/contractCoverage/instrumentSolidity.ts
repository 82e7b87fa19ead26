import { createHash } from 'node:crypto'
import {
  childOf,
  childrenOf,
  nodesOf,
  parseSolidity,
  rangeOf,
  type SyntaxNode,
} from './parseSolidity.ts'

/** Something that a test may make happen: a line runs, or a condition comes out one way. */
export interface CoveragePoint {
  kind: 'line' | 'branch'
  /** What the contract reports when it happens, in hex. */
  tag: string
  line: number
  /** The statement's line, or the condition and how it comes out. */
  text: string
}

/** To whom a contract reports: Hardhat's EVM listens to calls of this address. */
const LISTENER = '0xc0bEc0BEc0BeC0bEC0beC0bEC0bEC0beC0beC0BE'

/** In assembly, reports without a trace: scratch space and return data are what they were. */
const ASSEMBLY_FUNCTIONS = `
function psephosHit(psephosTag) {
  let psephosSize := returndatasize()
  let psephosData := mload(0x40)
  if psephosSize { returndatacopy(psephosData, 0, psephosSize) }
  let psephosWord := mload(0)
  mstore(0, psephosTag)
  pop(staticcall(gas(), ${LISTENER}, 0, 32, 0, 0))
  mstore(0, psephosWord)
  if psephosSize { pop(staticcall(gas(), 4, psephosData, psephosSize, 0, 0)) }
}
function psephosCame(psephosTag, psephosValue) -> psephosSame {
  psephosSame := psephosValue
  psephosHit(add(psephosTag, iszero(iszero(psephosValue))))
}
`.replaceAll('\n', ' ')

/**
 * In assembly of a pure function, which may call nobody: a bit of a word in memory for each tag,
 * named by the tag's last byte. What stands there is reported when the assembly is left.
 */
const PURE_ASSEMBLY_FUNCTIONS = `
function psephosNote(psephosRuns, psephosTag) {
  mstore(psephosRuns, or(mload(psephosRuns), shl(and(psephosTag, 0xff), 1)))
}
function psephosNoted(psephosRuns, psephosTag, psephosValue) -> psephosSame {
  psephosSame := psephosValue
  psephosNote(psephosRuns, add(psephosTag, iszero(iszero(psephosValue))))
}
`.replaceAll('\n', ' ')

/** The assembly of a pure function while it is visited. */
interface PureAssembly {
  /** The Solidity variable that holds the word. */
  runs: string
  /** The tag of the first bit. */
  base: string
  tags: number
}

/**
 * Returns a contract's source with calls that report what runs, and what there is to report.
 *
 * Counted are statements, by the line on which they begin, and both outcomes of every condition: of
 * `if`, `? :`, `require` and loops, of both sides of `&&` and `||`, and the same in assembly, where
 * a run of statements without a jump counts as run when it begins.
 * @throws Error for syntax that it does not know how to count.
 */
export function instrumentSolidity({ path, source }: { path: string; source: string }): {
  source: string
  points: CoveragePoint[]
} {
  const instrumentation = new Instrumentation(path, source)
  instrumentation.visit(parseSolidity({ path, source }))
  return { source: instrumentation.write(), points: instrumentation.points }
}

class Instrumentation {
  readonly points: CoveragePoint[] = []
  readonly #path: string
  /** A byte a character, because the compiler counts bytes. */
  readonly #source: string
  readonly #library: string
  readonly #insertions: { at: number; text: string }[] = []
  #inPureFunction = false
  #pureAssembly: PureAssembly | undefined

  constructor(path: string, source: string) {
    this.#path = path
    this.#source = Buffer.from(source).toString('latin1')
    this.#library = `PsephosCoverage${digest(path).slice(0, 16)}`
  }

  write(): string {
    if (this.points.length === 0) return Buffer.from(this.#source, 'latin1').toString()
    let written = ''
    let from = 0
    for (const { at, text } of this.#insertions.toSorted((a, b) => a.at - b.at)) {
      written += this.#source.slice(from, at) + text
      from = at
    }
    written += this.#source.slice(from) + this.#libraryCode()
    return Buffer.from(written, 'latin1').toString()
  }

  visit(node: SyntaxNode): void {
    switch (node.nodeType) {
      case 'Block':
      case 'UncheckedBlock':
        for (const statement of nodesOf(node, 'statements')) this.#visitStatement(statement)
        return
      case 'IfStatement':
        this.#visitCondition(childOf(node, 'condition'))
        this.#visitBody(childOf(node, 'trueBody'))
        for (const body of nodesOf(node, 'falseBody')) this.#visitBody(body)
        return
      case 'ForStatement':
        for (const part of ['initializationExpression', 'loopExpression'])
          for (const expression of nodesOf(node, part)) this.visit(expression)
        for (const condition of nodesOf(node, 'condition')) this.#visitCondition(condition)
        this.#visitBody(childOf(node, 'body'))
        return
      case 'WhileStatement':
      case 'DoWhileStatement':
        this.#visitCondition(childOf(node, 'condition'))
        this.#visitBody(childOf(node, 'body'))
        return
      case 'Conditional':
        this.#visitCondition(childOf(node, 'condition'))
        this.visit(childOf(node, 'trueExpression'))
        this.visit(childOf(node, 'falseExpression'))
        return
      case 'BinaryOperation':
        if (isLogical(node)) this.#visitCondition(node)
        else for (const child of childrenOf(node)) this.visit(child)
        return
      case 'FunctionCall':
        this.#visitCall(node)
        return
      case 'FunctionDefinition':
        this.#inPureFunction = node['stateMutability'] === 'pure'
        for (const child of childrenOf(node)) this.visit(child)
        return
      case 'InlineAssembly':
        if (this.#inPureFunction) this.#visitPureAssembly(node)
        else this.#visitAssembly(node)
        return
      case 'TryStatement':
      case 'ModifierDefinition':
        throw new Error(`${this.#path}: coverage of a ${node.nodeType} is not known.`)
      default:
        for (const child of childrenOf(node)) this.visit(child)
    }
  }

  #visitStatement(statement: SyntaxNode): void {
    // A bare block is no statement of its own, but those in it are.
    if (!isBlock(statement)) {
      const { start } = rangeOf(statement)
      const tag = this.#addLine(start)
      this.#insert(start, `${this.#library}.hit(0x${tag}); `)
    }
    this.visit(statement)
  }

  /** Where one statement stands in a block's place, a block takes its. */
  #visitBody(body: SyntaxNode): void {
    if (isBlock(body)) {
      this.visit(body)
      return
    }
    this.#insert(rangeOf(body).start, '{ ')
    this.#visitStatement(body)
    this.#insert(this.#endOf(body), ' }')
  }

  #visitCondition(condition: SyntaxNode): void {
    const [inner, ...others] = nodesOf(condition, 'components')
    if (condition.nodeType === 'TupleExpression' && inner !== undefined && others.length === 0) {
      this.#visitCondition(inner)
    } else if (condition.nodeType === 'UnaryOperation' && condition['operator'] === '!') {
      this.#visitCondition(childOf(condition, 'subExpression'))
    } else if (isLogical(condition)) {
      this.#visitCondition(childOf(condition, 'leftExpression'))
      this.#visitCondition(childOf(condition, 'rightExpression'))
    } else {
      const { start, end } = rangeOf(condition)
      const tag = this.#addBranches(start, end)
      this.#insert(start, `${this.#library}.came(0x${tag}, `)
      this.visit(condition)
      this.#insert(end, ')')
    }
  }

  #visitCall(call: SyntaxNode): void {
    const { name } = childOf(call, 'expression')
    const [condition, ...others] = nodesOf(call, 'arguments')
    if ((name === 'require' || name === 'assert') && condition !== undefined) {
      this.#visitCondition(condition)
      for (const other of others) this.visit(other)
    } else for (const child of childrenOf(call)) this.visit(child)
  }

  #visitAssembly(assembly: SyntaxNode): void {
    const block = childOf(assembly, 'AST')
    const before = this.#insertions.length
    // The statement `assembly` reports its first run.
    this.#visitRun(nodesOf(block, 'statements'), this.#tagAt('line', rangeOf(assembly).start))
    if (this.#insertions.length > before)
      this.#insertions.splice(before, 0, { at: rangeOf(block).start + 1, text: ASSEMBLY_FUNCTIONS })
  }

  #visitPureAssembly(assembly: SyntaxNode): void {
    const { start, end } = rangeOf(assembly)
    const block = childOf(assembly, 'AST')
    const base = `${digest(`${this.#path} pure ${start}`).slice(0, 62)}00`
    const runs = `psephosRuns${start}`
    // The statement `assembly` reports its first run.
    const lineTag = this.#tagAt('line', start)
    this.#pureAssembly = { runs, base, tags: 0 }
    const before = this.#insertions.length
    this.#visitRun(nodesOf(block, 'statements'), lineTag)
    this.#pureAssembly = undefined
    if (this.#insertions.length === before) return
    this.#insertions.splice(
      before,
      0,
      { at: start, text: `uint256[1] memory ${runs}; ` },
      { at: rangeOf(block).start + 1, text: PURE_ASSEMBLY_FUNCTIONS },
    )
    this.#insert(end, ` ${this.#library}.hitAll(0x${base}, ${runs}[0]);`)
  }

  #visitRun(statements: readonly SyntaxNode[], tag: string): void {
    let current = tag
    let jumped = false
    for (const statement of statements) {
      const { start } = rangeOf(statement)
      if (jumped) {
        current = this.#tagAt('run', start)
        this.#insert(start, this.#assemblyHit(current))
      }
      this.#addLine(start, current)
      jumped = this.#visitAssemblyStatement(statement)
    }
  }

  /** Returns whether what comes after the statement need not run when the statement does. */
  #visitAssemblyStatement(statement: SyntaxNode): boolean {
    switch (statement.nodeType) {
      case 'YulIf':
        this.#visitAssemblyCondition(childOf(statement, 'condition'))
        this.#visitAssemblyBody(childOf(statement, 'body'))
        return true
      case 'YulForLoop':
        this.#visitAssemblyCondition(childOf(statement, 'condition'))
        this.#visitAssemblyBody(childOf(statement, 'body'))
        return true
      case 'YulFunctionDefinition':
        if (this.#pureAssembly !== undefined)
          throw new Error(`${this.#path}: coverage of a function in pure assembly is not known.`)
        this.#visitAssemblyBody(childOf(statement, 'body'))
        return false
      case 'YulAssignment':
      case 'YulBreak':
      case 'YulContinue':
      case 'YulExpressionStatement':
      case 'YulLeave':
      case 'YulVariableDeclaration':
        return false
      default:
        throw new Error(`${this.#path}: coverage of a ${statement.nodeType} is not known.`)
    }
  }

  #visitAssemblyBody(body: SyntaxNode): void {
    const { start } = rangeOf(body)
    const tag = this.#tagAt('run', start)
    this.#insert(start + 1, ` ${this.#assemblyHit(tag)}`)
    this.#visitRun(nodesOf(body, 'statements'), tag)
  }

  #visitAssemblyCondition(condition: SyntaxNode): void {
    const { start, end } = rangeOf(condition)
    const tag = this.#addBranches(start, end)
    const pure = this.#pureAssembly
    const call = pure === undefined ? 'psephosCame(' : `psephosNoted(${pure.runs}, `
    this.#insert(start, `${call}0x${tag}, `)
    this.#insert(end, ')')
  }

  #assemblyHit(tag: string): string {
    const pure = this.#pureAssembly
    return pure === undefined ? `psephosHit(0x${tag}) ` : `psephosNote(${pure.runs}, 0x${tag}) `
  }

  #addLine(start: number, tag = this.#tagAt('line', start)): string {
    const line = this.#lineAt(start)
    const text = Buffer.from(this.#source.split('\n')[line - 1] ?? '', 'latin1')
      .toString()
      .trim()
    this.points.push({ kind: 'line', tag, line, text })
    return tag
  }

  /** Returns the tag of what comes out false; what comes out true has the next. */
  #addBranches(start: number, end: number): string {
    const tag = this.#tagAt('branch', start)
    const line = this.#lineAt(start)
    const condition = Buffer.from(this.#source.slice(start, end), 'latin1')
      .toString()
      .replace(/\s+/g, ' ')
    for (const [outcome, name] of ['false', 'true'].entries()) {
      const points = (BigInt(`0x${tag}`) + BigInt(outcome)).toString(16).padStart(64, '0')
      this.points.push({ kind: 'branch', tag: points, line, text: `${condition} is ${name}` })
    }
    return tag
  }

  /** A number that is even, so that the next one is free. */
  #tagAt(kind: string, start: number, pure = this.#pureAssembly): string {
    if (pure !== undefined) {
      const bit = 2 * pure.tags++
      if (bit > 0xff)
        throw new Error(`${this.#path}: too much happens in pure assembly at ${start}.`)
      return `${pure.base.slice(0, 62)}${bit.toString(16).padStart(2, '0')}`
    }
    return `${digest(`${this.#path} ${kind} ${start}`).slice(0, 63)}0`
  }

  #lineAt(offset: number): number {
    return this.#source.slice(0, offset).split('\n').length
  }

  #insert(at: number, text: string): void {
    this.#insertions.push({ at, text })
  }

  /** The compiler leaves the semicolon out of most statements. */
  #endOf(statement: SyntaxNode): number {
    const last = {
      IfStatement: nodesOf(statement, 'falseBody')[0] ?? nodesOf(statement, 'trueBody')[0],
      ForStatement: nodesOf(statement, 'body')[0],
      WhileStatement: nodesOf(statement, 'body')[0],
    }[statement.nodeType]
    if (last !== undefined) return isBlock(last) ? rangeOf(last).end : this.#endOf(last)
    const { end } = rangeOf(statement)
    const [ending] = /^\s*;/.exec(this.#source.slice(end)) ?? []
    if (ending === undefined && this.#source[end - 1] !== ';')
      throw new Error(`${this.#path}: no end of the ${statement.nodeType} at ${end}.`)
    return end + (ending?.length ?? 0)
  }

  /** Reporting is declared pure, because what reports may be. */
  #libraryCode(): string {
    return `
library ${this.#library} {
    function hit(uint256 tag) internal pure {
        function(uint256) internal view report = _report;
        function(uint256) internal pure asPure;
        assembly ("memory-safe") { asPure := report }
        asPure(tag);
    }
    function came(uint256 tag, bool value) internal pure returns (bool) {
        hit(value ? tag + 1 : tag);
        return value;
    }
    function hitAll(uint256 base, uint256 bits) internal pure {
        for (uint256 i = 0; i < 256; ++i) if ((bits >> i) & 1 == 1) hit(base + i);
    }
    function _report(uint256 tag) private view {
        assembly ("memory-safe") {
            mstore(0, tag)
            pop(staticcall(gas(), ${LISTENER}, 0, 32, 0, 0))
        }
    }
}
`
  }
}

function isBlock({ nodeType }: SyntaxNode): boolean {
  return nodeType === 'Block' || nodeType === 'UncheckedBlock'
}

function isLogical({ nodeType, operator }: SyntaxNode): boolean {
  return nodeType === 'BinaryOperation' && (operator === '&&' || operator === '||')
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
