/**
 * The arrows of ARCHITECTURE.md, checked on resolved paths: `npm run lint` fails on an import that
 * turns one. Cycles and undeclared dependencies are Biome's part.
 */
const tests = '\\.test\\.tsx?$|/src/testing/'
const rooms =
  '^(circuits|contracts|lib|cli|server/page|server|test|examples/[^/]+|scripts)/(?!node_modules/)'
const vectors = '^test/vectors/'

export default {
  forbidden: [
    {
      name: 'nothing-imports-test-or-examples',
      comment: 'Tests and examples may use every room, so no room may use them.',
      severity: 'error',
      from: { pathNot: '^(test|examples)/' },
      to: { path: '^(test|examples)/', pathNot: vectors },
    },
    {
      name: 'only-tests-import-tests',
      comment: 'What stands in a `testing` folder or a test file is not part of the product.',
      severity: 'error',
      from: { path: '^(circuits|lib|cli|server)/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'circuits-import-no-room',
      comment: 'What can be proved knows nothing of who proves it or why.',
      severity: 'error',
      from: { path: '^circuits/' },
      to: { path: rooms, pathNot: '^circuits/' },
    },
    {
      name: 'lib-imports-no-room',
      comment: 'lib is what any program can compute: it knows neither the server nor the page.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: rooms, pathNot: ['^lib/', vectors] },
    },
    {
      name: 'lib-runs-in-browsers',
      comment: 'Only the files behind `@psephos/lib/node`, and tests, may use what Node alone has.',
      severity: 'error',
      from: { path: '^lib/src/', pathNot: [tests, '^lib/src/node(/|\\.ts$)'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'lib-node-stays-behind-its-entry',
      comment: 'What runs in browsers must not reach the Node entry of lib.',
      severity: 'error',
      from: { path: '^(lib/src|server/page)/', pathNot: [tests, '^lib/src/node(/|\\.ts$)'] },
      to: { path: '^lib/src/node(/|\\.ts$)' },
    },
    {
      name: 'cli-imports-lib-and-circuits',
      comment: 'The command line has no rules of its own: it shows what lib and ceremonies do.',
      severity: 'error',
      from: { path: '^cli/' },
      to: { path: rooms, pathNot: ['^cli/', '^lib/', '^circuits/', vectors] },
    },
    {
      name: 'nothing-imports-cli',
      comment:
        'What a program needs of Psephos is in lib. Tests run the command line as people do.',
      severity: 'error',
      from: { pathNot: '^cli/' },
      to: { path: '^cli/(?!node_modules/)' },
    },
    {
      name: 'server-imports-lib-alone',
      comment: 'The server serves the built page, but imports no code of it, nor of other rooms.',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/page/' },
      to: { path: rooms, pathNot: ['^server/(?!page/)', '^lib/', '^circuits/', vectors] },
    },
    {
      name: 'only-development-makes-keys',
      comment:
        'Keys of secret ballots that are made here are for development; others come from a ceremony.',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/src/development/' },
      to: { path: '^circuits/(?!node_modules/)' },
    },
    {
      name: 'page-imports-lib-alone',
      comment: 'The page speaks to the server over HTTP.',
      severity: 'error',
      from: { path: '^server/page/' },
      to: { path: rooms, pathNot: ['^server/page/', '^lib/', vectors] },
    },
    {
      name: 'page-runs-in-browsers',
      comment: 'What Node alone has is for the configuration and the tests of the page.',
      severity: 'error',
      from: { path: '^server/page/src/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'rooms-are-imported-by-name',
      comment: 'Another room is imported as `@psephos/…`, so that its package.json lists it.',
      severity: 'error',
      from: { path: rooms },
      to: { path: rooms, pathNot: ['^$1/', vectors], dependencyTypes: ['local'] },
    },
    {
      name: 'contracts-import-nothing',
      comment: 'Contracts are published as plain Solidity.',
      severity: 'error',
      from: { path: '^contracts/' },
      to: { path: rooms, pathNot: '^contracts/' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/generated/'] },
    exclude: { path: ['(^|/)dist/', '^(artifacts|cache)/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
}
