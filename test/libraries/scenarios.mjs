/**
 * Runs the scenarios of one fixture on the real library, in a process of its own, for some of them end in rejections that
 * nobody handles. Prints one JSON object: by scenario, what instance B sees before and after the request to instance A.
 *
 * usage: node scenarios.mjs LIBRARY BUNDLED_FIXTURE REDIS_PORT
 */
import { pathToFileURL } from 'node:url';

const [library, file, redisPort] = process.argv.slice(2);

process.on('unhandledRejection', () => undefined);
process.env.SESSION_SECRET = process.env.SESSION_PASSWORD = 'the same secret for all of the processes';

const SEED = {
  cart: { items: ['seed'] },
  user: { name: 'ann', tags: [] },
  visits: 1,
  list: [1, 2],
  lines: [{ count: 1 }],
};
/** Longer than any timer in a fixture. */
const SETTLE_MS = 120;

const { start } = await import(`./adapters/${library}.mjs`);
const module = await import(pathToFileURL(file).href);
const app = await start({ module, seed: SEED, redisPort: Number(redisPort) });
const results = {};
for (const name of app.scenarios) {
  const jar = new Map();
  await app.seed(jar);
  const before = await app.read(jar);
  await app.hit(name, jar);
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  results[name] = { before, after: await app.read(jar) };
}
process.stdout.write(JSON.stringify(results), () => process.exit(0));
