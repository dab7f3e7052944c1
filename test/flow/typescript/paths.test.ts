import { describe, expect, it } from 'vitest';
import { analyzeScript, EXPRESS, IRON, problemsIn, projectOf, repaired, SECURE } from './analyze-script.ts';

/** A route handler with a session of iron-session. */
function iron(body: string): string {
  return `${IRON}export async function handler(req, res) {\n  const s = await getIronSession(req, res, options);\n  ${body}\n}\n`;
}

function secure(body: string): string {
  return `${SECURE}app.get('/', async (request) => {\n  ${body}\n});\n`;
}

function express(body: string): string {
  return `${EXPRESS}app.get('/', (req, res) => {\n  ${body}\n});\n`;
}

const MISSING = ['require-commit missing: s.a = 1'];

describe('a session that has to be saved', () => {
  it.each([
    ['never', 's.a = 1;', MISSING],
    ['always', 's.a = 1; await s.save();', []],
    ['on one path', 's.a = 1; if (req.x) await s.save();', MISSING],
    ['before an early return', 's.a = 1; if (req.x) return; await s.save();', MISSING],
    ['where the flag says so', 'let c = false; if (req.x) { s.a = 1; c = true; } if (c) await s.save();', []],
    ['in finally', 'try { s.a = 1; } finally { await s.save(); }', []],
    ['in a loop', 'for (const x of req.xs) { s.a = 1; } await s.save();', []],
    ['in a loop only', 's.a = 1; for (const x of req.xs) { await s.save(); }', MISSING],
    ['in a switch', 's.a = 1; switch (req.x) { case 1: await s.save(); break; default: await s.save(); }', []],
    ['by a function of the file', 's.a = 1; await keep(s);\n}\nasync function keep(one) { await one.save(); ', []],
    ['by an unknown function', 's.a = 1; await keep(s);', []],
    ['in a condition', 's.a = 1; req.x && (await s.save());', MISSING],
    ['through an alias', 'const t = s; t.a = 1; await s.save();', []],
    ['with all promises', 's.a = 1; await Promise.all([s.save(), req.log()]);', []],
    ['with the promise in a variable', 's.a = 1; const p = s.save(); req.log(); await p;', []],
    ['and returned', 's.a = 1; return s.save();', []],
    ['after a failure that is passed on', 's.a = 1; try { await s.save(); } catch (e) { throw e; }', []],
    ['after destructuring', 'const { cart } = s; cart.push(1); await s.save();', []],
    ['not, and a part is changed', 'const { cart } = s; s.a = cart.length; await s.save();', []],
    ['not at all: nothing changes', 'const n = s.n; n.toString();', []],
    ['not, on a logical assignment', 's.a ??= 1;', ['require-commit missing: s.a ??= 1']],
    ['not, and the session is handed out', 's.a = 1; return s;', []],
  ])('is saved %s', (_, body, expected) => {
    expect(problemsIn(iron(body))).toEqual(expected);
  });

  it('is not saved by a promise that nobody awaits', () => {
    expect(problemsIn(iron('s.a = 1; s.save();'))).toEqual(['require-commit floating: s.save()']);
  });

  it('is not saved by an earlier call', () => {
    expect(problemsIn(iron('await s.save(); s.a = 1;'))).toEqual(['require-commit afterCommit: s.a = 1']);
  });
});

describe('a session that sees writes only', () => {
  const lost = (change: string) => [`no-lost-mutation notSet: ${change}`];

  it.each([
    ['a change in place', `const c = request.session.get('c'); c.items.push(1);`, lost('c.items.push(1)')],
    ['and a write', `const c = request.session.get('c'); c.items.push(1); request.session.set('c', c);`, []],
    ['and a write of another key', `request.session.get('c').n = 1; request.session.set('d', 1);`, []],
    [
      'set only when new',
      `let c = request.session.get('c'); if (!c) { c = { items: [] }; request.session.set('c', c); } c.items.push(1);`,
      lost('c.items.push(1)'),
    ],
    ['a copy', `const c = { ...request.session.get('c') }; c.n = 1;`, []],
    ['a part of a copy', `const c = [...request.session.get('c')]; c[0].n = 1;`, lost('c[0].n = 1')],
    ['a deep copy', `const c = structuredClone(request.session.get('c')); c.items.push(1);`, []],
    ['elements', `for (const x of request.session.get('c')) x.n = 1;`, lost('x.n = 1')],
    ['elements in a callback', `request.session.get('c').forEach((x) => { x.n = 1; });`, lost('x.n = 1')],
    ['a value of its own', `let n = request.session.get('n'); n += 1;`, []],
    [
      'Object.assign',
      `Object.assign(request.session.get('c'), { n: 1 });`,
      lost(`Object.assign(request.session.get('c'), { n: 1 })`),
    ],
    ['an optional chain', `request.session.get('c')?.items.push(1);`, lost(`request.session.get('c')?.items.push(1)`)],
    ['a step', `request.session.get('c').n++;`, lost(`request.session.get('c').n++`)],
  ])('%s', (_, body, expected) => {
    expect(problemsIn(secure(body))).toEqual(expected);
  });
});

describe('a session that is saved when the response ends', () => {
  it.each([
    ['a change in place', 'req.session.cart.items.push(1); res.json(1);', []],
    ['a change after it', 'res.json(1); req.session.a = 1;', ['no-detached-write afterResponse: req.session.a = 1']],
    ['a guard', 'if (req.x) return res.redirect("/"); req.session.a = 1; res.json(1);', []],
    [
      'a guard without return',
      'if (req.x) res.redirect("/"); req.session.a = 1;',
      ['no-detached-write afterResponse: req.session.a = 1'],
    ],
    ['saved after it', 'res.json(1); req.session.a = 1; req.session.save();', []],
    ['answered in the callback', 'load((e, x) => { req.session.x = x; res.json(x); });', []],
    [
      'a timer',
      'setTimeout(() => { req.session.a = 1; }, 9); res.json(1);',
      ['no-detached-write detached: req.session.a = 1'],
    ],
    ['then, answered inside', 'load().then((x) => { req.session.x = x; res.json(x); });', []],
    [
      'then, answered outside',
      'load().then((x) => { req.session.x = x; }); res.json(1);',
      ['no-detached-write detached: req.session.x = x'],
    ],
    ['render', 'res.render("a"); req.session.a = 1;', []],
    ['another response', 'other.json(1); req.session.a = 1;', []],
    [
      'logout that is none',
      'req.session = null; res.json(1);',
      ['no-ineffective-logout keepsSession: req.session = null'],
    ],
  ])('%s', (_, body, expected) => {
    expect(problemsIn(express(body))).toEqual(expected);
  });
});

describe('what is known by provenance', () => {
  it('says nothing of a parameter that is only called req', () => {
    expect(problemsIn(`${EXPRESS}function f(req, res) { res.json(1); req.session.a = 1; }\nf(other, other2);`)).toEqual(
      [],
    );
  });

  it('says nothing where no library is at hand', () => {
    expect(problemsIn('export function f(req, res) { res.json(1); req.session.a = 1; }')).toEqual([]);
  });

  it.each([
    [
      'CommonJS',
      `const s = require('express-session');\nconst app = require('express')();\napp.use(s({ resave: false }));\n`,
    ],
    ['a router', `const { Router } = require('express');\nrequire('express-session');\nconst app = Router();\n`],
  ])('follows %s', (_, head) => {
    const text = `${head}app.post('/', function (req, res) { res.send('x'); req.session.a = 1; });`;
    expect(problemsIn(text)).toEqual(['no-detached-write afterResponse: req.session.a = 1']);
  });

  it('follows getters in other files', () => {
    const path = projectOf({
      'route.ts': `import { current } from './session';\nexport async function POST() { const s = await current(); s.a = 1; }`,
      'session.ts': `import { getIronSession } from 'iron-session';\nexport const current = async () => getIronSession(cookies(), {});`,
      'package.json': '{ "dependencies": { "iron-session": "^8.0.0" } }',
    });
    const text = `import { current } from './session';\nexport async function POST() { const s = await current(); s.a = 1; }`;
    expect(problemsIn(text, path)).toEqual(['require-commit missing: s.a = 1']);
  });

  it('knows the handlers of a project by the names of their parameters', () => {
    const text = `exports.add = (req, res) => { res.json(1); req.session.a = 1; };`;
    const path = projectOf({
      'a.js': text,
      'package.json': '{ "dependencies": { "express": "5", "express-session": "1" } }',
    });
    expect(problemsIn(text, path)).toEqual(['no-detached-write afterResponse: req.session.a = 1']);
  });

  it('says nothing where two libraries may be meant', () => {
    const text = `exports.out = (req, res) => { req.session = null; res.json(1); };`;
    const dependencies = '{ "dependencies": { "express": "5", "express-session": "1", "cookie-session": "2" } }';
    expect(problemsIn(text, projectOf({ 'a.js': text, 'package.json': dependencies }))).toEqual([]);
  });
});

describe('suggestions', () => {
  it.each([
    ['save', iron('s.a = 1;'), iron('s.a = 1;\n  await s.save();')],
    ['wait', iron('s.a = 1; s.save();'), iron('s.a = 1; await s.save();')],
    [
      'write back',
      secure(`const c = request.session.get('c');\n  c.n = 1;`),
      secure(`const c = request.session.get('c');\n  c.n = 1;\n  request.session.set('c', c);`),
    ],
    ['answer later', express('res.json(1);\n  req.session.a = 1;'), express('req.session.a = 1;\n  res.json(1);')],
  ])('%s', (_, before, after) => {
    expect(repaired(before)).toBe(after);
    expect(problemsIn(after)).toEqual([]);
  });
});

describe('evidence', () => {
  it('tells where the session comes from, is changed, and where the path ends', () => {
    const [fact] = analyzeScript(iron('s.a = 1;\n  if (req.x) return;\n  await s.save();'));
    expect(fact).toMatchObject({
      trace: [
        { role: 'read', line: 3 },
        { role: 'change', line: 4 },
        { role: 'end', line: 5 },
      ],
    });
  });
});
