import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/shells/**/*.shells.ts'], testTimeout: 60_000 },
});
