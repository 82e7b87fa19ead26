/** Something about the whole project that holds or does not, as one command says. */
export interface Check {
  name: string
  /** What is wrong, when the command fails. */
  failure: string
  command: readonly [string, ...string[]]
}

const solidity = ['contracts/src/**/*.sol', 'contracts/test/**/*.sol'] as const

/** What `npm run lint` holds the project to. */
export const lintChecks: readonly Check[] = [
  {
    name: 'code',
    failure: 'The code above breaks a rule of biome.json. `npm run format` mends what a tool can.',
    command: ['biome', 'check', '--error-on-warnings'],
  },
  {
    name: 'arrows',
    failure: 'The imports above turn an arrow of ARCHITECTURE.md (.dependency-cruiser.mjs).',
    command: [
      'depcruise',
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'err-long',
      '{circuits,cli,contracts,examples,lib,scripts,server,test}',
    ],
  },
  {
    name: 'solidity',
    failure: 'The contracts above break a rule of .solhint.json.',
    command: ['solhint', '--noPoster', '--disc', '--max-warnings', '0', solidity[0]],
  },
  {
    name: 'solidity format',
    failure: 'The contracts above are not formatted. `npm run format` does it.',
    command: ['prettier', '--check', '--log-level', 'warn', ...solidity],
  },
  {
    name: 'generated files',
    failure: 'The generated files above are stale. `npm run generate` writes them anew.',
    command: ['node', 'scripts/generate.ts', '--check'],
  },
]

export const typeCheck: Check = {
  name: 'types',
  failure: 'The code above has errors of type.',
  // The native compiler takes a fifth of the time. What else stands on TypeScript needs the one before it.
  command: ['node', 'node_modules/typescript-native/bin/tsc', '--noEmit'],
}

export const pageBuild: Check = {
  name: 'page',
  failure: 'The page cannot be built.',
  command: ['npm', 'run', 'build', '--silent', '--workspace', '@psephos/page'],
}

/** What the built packages are held to; `buildPackage` comes before. */
export const packageChecks: readonly Check[] = [
  {
    name: 'package',
    failure: 'The package of lib would not work for everybody who installs it.',
    command: ['publint', '--strict', 'lib/dist'],
  },
  {
    name: 'command line',
    failure: 'The package of the command line would not work for everybody who installs it.',
    command: ['publint', '--strict', 'cli/dist'],
  },
  {
    name: 'size',
    failure: 'What a page imports from lib has grown beyond .size-limit.json.',
    command: ['size-limit'],
  },
  {
    name: 'reference',
    failure: 'The reference of lib has the gaps above.',
    command: ['typedoc'],
  },
]
