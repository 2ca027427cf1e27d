import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Builds share one folder of Astro's, so one file runs at a time.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['tests/{unit,site}/**/*.test.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: 'tests/browser/build-demo.ts',
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
