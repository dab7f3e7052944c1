/** Text of a script to what the analysis says of it, for tests. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SessionFact, SessionProblem } from '../../../src/flow/facts.ts';
import { typescriptFrontEnd } from '../../../src/flow/typescript/analyze.ts';

/** A folder with these files; the path of the first one. */
export function projectOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'session-lint-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return join(folder, Object.keys(files)[0] ?? '');
}

export function analyzeScript(text: string, path = '/nowhere/app.ts'): readonly SessionFact[] {
  return typescriptFrontEnd.analyze({ ast: undefined, text, path, sessionManager: 'auto' });
}

/** `rule kind: text` of each problem. */
export function problemsIn(text: string, path?: string): readonly string[] {
  return analyzeScript(text, path)
    .filter((fact): fact is SessionProblem => fact.fact === 'session-problem')
    .map(({ rule, kind, range: [start, end] }) => `${rule} ${kind}: ${text.slice(start, end)}`);
}

/** The text after the first suggestion of the first problem. */
export function repaired(text: string): string {
  const [problem] = analyzeScript(text).filter((fact): fact is SessionProblem => fact.fact === 'session-problem');
  const edits = [...(problem?.suggestions[0]?.edits ?? [])].sort((a, b) => b.range[0] - a.range[0]);
  return edits.reduce(
    (result, { range, text: given }) => result.slice(0, range[0]) + given + result.slice(range[1]),
    text,
  );
}

export const IRON = `import { getIronSession } from 'iron-session';\n`;
export const EXPRESS = `import express from 'express';\nimport session from 'express-session';\nconst app = express();\n`;
export const SECURE = `import Fastify from 'fastify';\nimport secure from '@fastify/secure-session';\nconst app = Fastify();\n`;
