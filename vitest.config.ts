import { defineConfig } from 'vitest/config'

/**
 * `npm test` runs each of these as a step, `unit-lib` and `unit` as one. `npx vitest
 * --project unit-lib` runs one while you work.
 */
export default defineConfig({
  test: {
    allowOnly: false,
    // Half of a test's time it waits: for a chain, a database, another process. One worker would leave a core idle.
    maxWorkers: 2,
    // No test leaves state in a module or a global, so files share what takes seconds to load and
    // to warm up: ethers, Prisma, the WebAssembly of PostgreSQL and of the curve.
    isolate: false,
    // Whatever a test waits for comes, or the test is wrong: one second is short on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit-lib',
          include: ['lib/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'circuits',
          include: ['circuits/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{cli,contracts,scripts,server}/**/*.test.{ts,tsx}'],
          // One PostgreSQL for all files; each test database is a copy on it.
          globalSetup: ['server/src/testing/postgresSetup.ts'],
          // Proofs and embedded databases take seconds, on a machine with two busy cores more.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['test/{bench,contracts,library}/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/*.test.ts'],
          globalSetup: ['server/src/testing/postgresSetup.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // Each file starts a chain, a server and a browser of its own.
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
