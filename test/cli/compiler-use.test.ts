/** What the built program does not load it does not need: here it runs without its parsers. */
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { KEPT, testFolder, type TestFolder } from './run-cli.ts';

const EXPRESS = `import express from 'express';
import session from 'express-session';
const app = express();
app.use(session({ secret: 'x' }));
app.post('/', (req, res) => { req.session.a = 1; res.json({}); });
`;

const PLAIN = 'export const a = (b: number) => b + 1;\n';

/** A copy of the program that lacks these scripts. */
function programWithout(...scripts: readonly string[]): string {
  const { path } = testFolder({});
  for (const part of ['bin', 'dist', 'package.json']) cpSync(resolve(part), join(path, part), { recursive: true });
  for (const script of scripts) rmSync(join(path, 'dist', script));
  return join(path, 'bin', 'session-lint.js');
}

function lint(program: string, { path }: TestFolder): number | null {
  return spawnSync(process.execPath, [program, '.'], { cwd: path }).status;
}

test('a tree without sessions never loads a parser, nor what comes after it', () => {
  const program = programWithout('analyses.cjs', 'typescript.cjs', 'java-parser.cjs', 'yaml.cjs');
  const manifest = '{ "dependencies": { "express-session": "1" } }';
  expect(lint(program, testFolder({ 'package.json': manifest, 'a.ts': PLAIN, 'b.tsx': PLAIN, 'c.js': 'a();' }))).toBe(
    0,
  );
  expect(lint(program, testFolder({ 'src/A.java': 'class A {}' }))).toBe(0);
  expect(lint(program, testFolder({ 'package.json': manifest, 'app.ts': EXPRESS }))).toBe(2);
});

test('Java is read without the compiler of TypeScript, and scripts without the parser of Java', () => {
  expect(lint(programWithout('typescript.cjs'), testFolder({ 'Kept.java': KEPT }))).toBe(0);
  expect(lint(programWithout('java-parser.cjs'), testFolder({ 'app.ts': EXPRESS }))).toBe(0);
});
