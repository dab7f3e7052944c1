/** Actions, called as the framework calls them. Each process has its own storage; the cookie is what they share. */
import { createCookieSessionStorage } from 'react-router';
import { keepCookies } from '../http.mjs';

export async function start({ module, seed }) {
  const storage = createCookieSessionStorage({
    cookie: { name: 'shop', secrets: [process.env.SESSION_SECRET], path: '/' },
  });
  const cookieOf = (jar) => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    scenarios: Object.keys(module),
    seed: async (jar) => {
      const session = await storage.getSession();
      for (const [key, value] of Object.entries(structuredClone(seed))) session.set(key, value);
      keepCookies(jar, new Response('', { headers: { 'Set-Cookie': await storage.commitSession(session) } }));
    },
    hit: async (name, jar) => {
      const request = new Request(`http://shop.example/${name}`, {
        method: 'POST',
        headers: { Cookie: cookieOf(jar) },
      });
      try {
        keepCookies(jar, await module[name]({ request, params: {}, context: {} }));
      } catch (thrown) {
        if (thrown instanceof Response) keepCookies(jar, thrown);
      }
    },
    read: async (jar) => (await storage.getSession(cookieOf(jar))).data,
  };
}
