import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Need libraries and Redis, or a language server: npm run test:libraries, npm run test:editor.
    exclude: ['test/libraries/**', 'test/editor/**', '**/node_modules/**'],
    testTimeout: 30_000,
  },
});
