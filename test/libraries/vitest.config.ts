import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/libraries/**/*.test.ts'], maxWorkers: 1 },
});
