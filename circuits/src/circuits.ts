import definitions from '../circuits.json' with { type: 'json' }

/** What is proved. */
export type CircuitName = keyof typeof definitions.circuits

/** How many options a circuit is made for. */
export type CircuitClass = 2 | 4 | 8 | 16

/** A circuit of a class. */
export type Circuit = { readonly name: CircuitName; readonly circuitClass: CircuitClass }

export const circuitClasses: readonly CircuitClass[] = [2, 4, 8, 16]
export const circuitNames = Object.keys(definitions.circuits) as readonly CircuitName[]

/**
 * Returns the name of a circuit's files.
 * @example
 * circuitId({ name: 'secret-ballot', circuitClass: 4 }) // 'secret-ballot-4'
 */
export function circuitId({ name, circuitClass }: Circuit): string {
  return `${name}-${circuitClass}`
}

/** Returns the names of a circuit's public signals, in their order: `optionPoints[3][1]`. */
export function listPublicSignals({ name, circuitClass }: Circuit): string[] {
  return definitions.circuits[name].publicSignals.flatMap((signal) => {
    const [base = '', ...sizes] = signal.split('[').map((part) => part.replace(']', ''))
    return sizes
      .map((size) => (size === 'class' ? circuitClass : Number(size)))
      .reduce<string[]>(
        (names, size) =>
          names.flatMap((each) => Array.from({ length: size }, (_, i) => `${each}[${i}]`)),
        [base],
      )
  })
}

/** Returns the program that the compiler is given for a circuit. */
export function writeMain({ name, circuitClass }: Circuit): string {
  const { template, parameters, publicInputs } = definitions.circuits[name]
  const values = parameters.map((parameter) => (parameter === 'class' ? circuitClass : parameter))
  return `pragma circom 2.1.9;

include "${name}.circom";

component main {public [${publicInputs.join(', ')}]} = ${template}(${values.join(', ')});
`
}
