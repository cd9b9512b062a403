import { defineConfig } from 'vitest/config'

/** `crash` kills applications for a minute or two; everything else is `unit`. */
export default defineConfig({
  test: {
    pool: 'forks',
    testTimeout: 20_000,
    // Of two cores Vitest would use one; half of the tests wait for processes of their own.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // One process for many files: nothing may lean on a module being new. It halves what two cores need for them.
          isolate: false,
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', 'test/crash/**'],
        },
      },
      { extends: true, test: { name: 'crash', include: ['test/crash/*.test.ts'] } },
    ],
  },
})
