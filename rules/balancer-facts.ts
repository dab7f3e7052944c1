/** One reading of a balancer's file, shared by the rules on balancers. */
import { basename, resolve } from 'node:path';
import type { RuleTextEdit, RuleTextEditor, SuggestedEdit } from '@eslint/core';
import type { BalancerConfig } from '../src/languages/balancer/ast.ts';
import type { NginxConfig } from '../src/languages/nginx/ast.ts';
import type { XmlDocument } from '../src/languages/xml/ast.ts';
import { readBalancer } from '../src/project/topology/balancer/read.ts';
import type { BalancerGroup, BalancerReading, Repair } from '../src/project/topology/balancer/reading.ts';
import { containerWord } from '../src/project/topology/balancer/words.ts';
import { sessionsBehind, type SessionsBehind } from '../src/project/topology/balancer/sessions.ts';

export const BALANCER_LANGUAGES = ['session-lint/nginx', 'session-lint/balancer'] as const;

export type BalancerRoot = NginxConfig | BalancerConfig;

export interface BalancerHandlers {
  readonly NginxConfig?: () => void;
  readonly BalancerConfig?: () => void;
}

export interface AssumeSessions {
  /** Take it for granted that the servers keep sessions, and that nothing replicates them unless the project says so. */
  readonly assumeSessions?: boolean;
}

export const ASSUME_SESSIONS = { assumeSessions: { type: 'boolean' } } as const;

const readings = new WeakMap<object, BalancerReading | null>();

/** Runs once per file, whatever program it is for; not at all for files that are no balancer's. */
export function onBalancer(
  context: {
    readonly filename: string;
    readonly sourceCode: { readonly text: string; readonly ast: BalancerRoot | XmlDocument };
  },
  visit: (reading: BalancerReading, path: string) => void,
): BalancerHandlers {
  const { sourceCode } = context;
  const path = resolve(context.filename);
  const run = (): void => {
    const { ast } = sourceCode;
    if (ast.type === 'XmlDocument') return;
    let reading = readings.get(sourceCode);
    if (reading === undefined) {
      reading = readBalancer(path, sourceCode.text, ast);
      readings.set(sourceCode, reading);
    }
    if (reading !== null) visit(reading, path);
  };
  return { NginxConfig: run, BalancerConfig: run };
}

export interface Grounds {
  /** For messages: what says that the servers keep sessions. */
  readonly evidence: string;
  readonly sessions: SessionsBehind;
}

/** For messages: why nothing replicates, as the second half of a sentence, and what would help. */
export function withoutReplication(grounds: Grounds | null): { readonly why: string; readonly help: string } {
  const server = grounds?.sessions.unusedIn ?? null;
  if (server === null) return { why: 'nothing in this project replicates sessions', help: 'replicate the sessions' };
  return {
    why: `the <Cluster> in ${server} replicates only applications with <distributable/> in their web.xml, which none here has`,
    help: 'add <distributable/> to web.xml',
  };
}

/** Why the servers of a group are taken to keep sessions; null when nothing says so. */
export function groundsFor(
  group: BalancerGroup | null,
  path: string,
  { assumeSessions }: AssumeSessions,
): Grounds | null {
  if (group !== null && group.usage !== 'application') return null;
  const sessions = sessionsBehind(path);
  const hint = group?.hint ?? containerWord(basename(path));
  if (hint !== null) return { evidence: `the name "${hint}"`, sessions };
  if (sessions.evidence !== null) return { evidence: sessions.evidence, sessions };
  return assumeSessions === true ? { evidence: 'the option assumeSessions', sessions } : null;
}

interface RepairReport {
  readonly fix: ((fixer: RuleTextEditor) => RuleTextEdit[]) | null;
  readonly suggest: SuggestedEdit<'suggestRepair'>[];
}

/** A repair in ESLint's form: a fix when it is safe, else a suggestion. */
export function repairOf(repair: Repair | null): RepairReport {
  if (repair === null) return { fix: null, suggest: [] };
  const fix = (fixer: RuleTextEditor): RuleTextEdit[] =>
    repair.edits.map(({ range: [start, end], text }) => fixer.replaceTextRange([start, end], text));
  if (repair.safe) return { fix, suggest: [] };
  return { fix: null, suggest: [{ messageId: 'suggestRepair', data: { title: repair.title }, fix }] };
}
