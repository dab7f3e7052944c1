/** The functions that nuxt-auth-utils makes global, on the h3 that Nuxt serves them with; only the imports of Nuxt are given. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { createApp, createRouter, defineEventHandler, eventHandler, toNodeListener } from 'h3';
import { listen, overHttp } from '../http.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const bundle = join(here, '..', '.build', `nuxt-auth-utils-functions-${process.pid}.mjs`);
const imports = {
  name: 'imports-of-nuxt',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^#imports$/ }, () => ({ path: 'imports', namespace: 'nuxt' }));
    esbuild.onLoad({ filter: /.*/, namespace: 'nuxt' }, () => ({
      contents: `export const useRuntimeConfig = () => ({
        session: { password: ${JSON.stringify(process.env.SESSION_PASSWORD)}, name: 'shop', cookie: { secure: false } },
      });`,
    }));
  },
};
const { outputFiles } = await build({
  entryPoints: [join(here, '..', 'node_modules', 'nuxt-auth-utils', 'dist', 'runtime', 'server', 'utils', 'session.js')],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
  external: ['h3', 'defu', 'hookable'],
  plugins: [imports],
});
writeFileSync(bundle, outputFiles[0].text);
const session = await import(pathToFileURL(bundle).href);
Object.assign(globalThis, session, { defineEventHandler });

export async function start({ module, seed }) {
  const instance = () => {
    const router = createRouter();
    const own = (path, method, handler) => router[method](path, eventHandler(handler));
    own('/seed', 'post', async (event) => {
      await session.setUserSession(event, structuredClone(seed));
      return {};
    });
    own('/read', 'get', async (event) => {
      const { id, ...data } = await session.getUserSession(event);
      return data;
    });
    for (const [name, handler] of Object.entries(module)) router.post(`/${name}`, handler);
    return listen(toNodeListener(createApp({ onError: () => undefined }).use(router)));
  };
  return overHttp({ a: await instance(), b: await instance(), scenarios: Object.keys(module) });
}
