/** The packed package, as users install it: not part of `npm test`, for much has to be installed. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/package/*.package.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
});
