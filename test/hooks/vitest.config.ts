/** Real pre-commit, husky and lint-staged in repositories of their own: not part of `npm test`, for they are installed apart. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/hooks/*.hooks.ts'], testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 1 },
});
