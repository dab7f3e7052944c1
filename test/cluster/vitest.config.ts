/** Real programs on loopback: not part of `npm test`, for they have to be installed. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/cluster/**/*.cluster.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Each file starts servers of its own.
    fileParallelism: false,
  },
});
