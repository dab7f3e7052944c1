import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Needs the libraries and Redis: npm run test:libraries.
    exclude: ['test/libraries/**', '**/node_modules/**'],
    testTimeout: 30_000,
  },
});
