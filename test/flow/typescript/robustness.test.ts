/** No input makes the analysis crash or run on without end. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { analyzeScript, EXPRESS, IRON, problemsIn } from './analyze-script.ts';

function iron(body: string): string {
  return `${IRON}export async function handler(req, res) { const s = await getIronSession(req, res, {}); ${body} }`;
}

function express(body: string): string {
  return `${EXPRESS}app.get('/', (req, res) => { ${body} });`;
}

describe('large and deep input', () => {
  it.each([
    ['10,000 statements', iron(`${'s.x = req.a; if (req.q) s.y = 1;\n'.repeat(5000)} await s.save();`)],
    ['500 branches', iron(`${'if (a()) s.x = 1; else if (b()) await s.save();\n'.repeat(500)} await s.save();`)],
    ['200 nested blocks', iron(`${'if (a) {'.repeat(200)} s.x = 1; ${'}'.repeat(200)} await s.save();`)],
    ['nested finally blocks', iron(`${'try {'.repeat(20)} ${'} finally { s.y = 1; }'.repeat(20)} await s.save();`)],
    ['300 nested functions', express(`${'f(() => {'.repeat(300)} req.session.x = 1; ${'});'.repeat(300)}`)],
    ['20,000 nested parentheses', express(`x = ${'('.repeat(20_000)}1${')'.repeat(20_000)};`)],
    ['20,000 nested arrays', express(`x = ${'['.repeat(20_000)}${']'.repeat(20_000)};`)],
    ['a chain of 10,000 calls', express(`req.session.x = a${'.b()'.repeat(10_000)};`)],
    ['a chain of 500 promises', express(`a()${'.then((x) => { req.session.x = x; })'.repeat(500)};`)],
    ['a sum of 20,000', express(`req.session.x = 1${' + a'.repeat(20_000)};`)],
    ['5,000 else-ifs', express(`if (a) {}${' else if (b) { req.session.x = 1; }'.repeat(5000)}`)],
    ['5,000 conditional operators', express(`req.session.x = ${'a ? b : '.repeat(5000)}1;`)],
    [
      'a table of 20,000',
      express(`req.session.x = {${Array.from({ length: 20_000 }, (_, i) => `a${i}: ${i}`).join()}};`),
    ],
    [
      'functions that call each other',
      `${EXPRESS}${callingEachOther(200)}app.get('/', (req, res) => { f0(req.session); });`,
    ],
  ])('%s', { timeout: 60_000 }, (_, text) => {
    expect(problemsIn(text)).toEqual([]);
  });
});

it('4,000 session records that are read by one function', { timeout: 30_000 }, () => {
  const read = (i: number) => `const s${i} = JSON.parse(await redis.get(\`session:\${id}\`)); use(s${i}.n);`;
  const text = `import { createClient } from 'redis';
const redis = createClient();
export async function all(id) { ${Array.from({ length: 4000 }, (_, i) => read(i)).join('\n')} s3999.n = 1; }
`;
  expect(problemsIn(text)).toEqual(['no-lost-mutation storeRecord: s3999.n = 1']);
});

function callingEachOther(count: number): string {
  const of = (i: number) => `f${i % count}(s);`;
  return Array.from({ length: count }, (_, i) => `function f${i}(s) { s.x = 1; ${of(i + 1)} ${of(i * 7)} }`).join('\n');
}

describe('broken input', () => {
  it.each([
    ['nothing', ''],
    ['zero bytes', `${EXPRESS}\0\0`],
    ['an open string', `${EXPRESS}const a = "session`],
    ['no script at all', '%PDF-1.4 session express-session'],
    ['a class in a class', `${EXPRESS}class A { session = class extends A { m() { this.session.x = 1; } } }`],
  ])('%s', (_, text) => {
    expect(problemsIn(text)).toEqual([]);
  });

  it('any part of a file', { timeout: 120_000 }, () => {
    const folder = fileURLToPath(new URL('../../../fixtures/require-commit/iron-session', import.meta.url));
    const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) {
      const text = readFileSync(join(folder, name), 'utf8');
      for (let at = 0; at < text.length; at += 41) {
        analyzeScript(text.slice(0, at));
        analyzeScript(text.slice(0, at) + text.slice(at + 7));
      }
    }
  });
});
