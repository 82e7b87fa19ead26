import type { Plugin } from 'vite'

/** A module of a library that the page has no use for, and what stands in its place. */
interface Absence {
  readonly module: RegExp
  /** Returns the module that has the same exports. */
  readonly replace: (code: string) => string
}

/** Each of them weighs kilobytes, and is in the way of nobody who asks for what the page shows. */
const absences: readonly Absence[] = [
  // How zod writes the JSON Schema of a schema, a fifth of zod: the page reads what a server says, and the
  // server alone describes it. Whoever asks a schema for one all the same gets an error.
  { module: /\/zod\/v4\/core\/(?:json-schema-processors|to-json-schema)\.js$/, replace: refuse },
  // The names of SVG's attributes: a text in Markdown has no elements but those of HTML.
  { module: /\/property-information\/lib\/svg\.js$/, replace: () => svg },
]

const svg = "export { html as svg } from './html.js'"

/** Returns exports of the same names, which return a function that throws. */
function refuse(code: string): string {
  const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name)
  if (names.length === 0) throw new Error('There are no exports that are known to be replaceable.')
  const refusal = "const refuse = () => { throw new Error('The page leaves this out.') }"
  return [refusal, ...names.map((name) => `export const ${name} = () => refuse`)].join('\n')
}

/** Leaves out of the page what it never uses of its libraries, and no bundler can know that. */
export function leaveOut(): Plugin[] {
  return absences.map(({ module, replace }) => {
    let found = false
    return {
      name: `leave-out ${module.source}`,
      apply: 'build',
      transform: {
        filter: { id: module },
        handler: (code) => {
          found = true
          return { code: replace(code), map: null }
        },
      },
      // A library that moved the module would bring it back unnoticed.
      buildEnd(error) {
        if (error === undefined && !found) this.error(`No module is ${module.source}.`)
      },
    }
  })
}
