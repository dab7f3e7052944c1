/** Which files are worth a parse, decided on their bytes: most files of a tree are not, and cost one read. */
import type { RuleConfig } from '@eslint/core';
import type { FileKind } from '../file-kinds.ts';
import { asciiOf, mayTouchSessionInPage, namesSession } from '../models/prefilter.ts';
import { includesSession } from '../project/session-pages.ts';
import { mayBeBalancer } from '../models/balancer-prefilter.ts';
import { mayBeServerXml } from '../models/xml-prefilter.ts';
import { mayConcern, mayKeepSessions } from '../project/javascript/session-use.ts';
import { usesSessionClass } from '../project/session-users.ts';
import { customLibraries } from '../models/javascript/custom.ts';
import { RULE_CATALOGUE } from '../rule-catalogue.ts';
import type { Settings } from '../settings.ts';

type CandidateTest = (bytes: Buffer, path: string, settings: Settings) => boolean;

/** By language; a language without a test has only candidates. */
const tests: Readonly<Record<string, CandidateTest>> = {
  'session-lint/java': (bytes, path) => {
    const ascii = asciiOf(bytes);
    return namesSession(ascii) || usesSessionClass(path, ascii);
  },
  'session-lint/jsp': (bytes, path) => mayTouchSessionInPage(bytes) || includesSession(path, bytes),
  'session-lint/xml': mayBeServerXml,
  'session-lint/nginx': mayBeBalancer,
  'session-lint/balancer': mayBeBalancer,
  // Directives have to be seen so that an unused one is reported.
  'session-lint/typescript': (bytes, path, { sessions }) => {
    const text = bytes.toString('latin1');
    return text.includes('session-lint') || mayKeepSessions(text) || mayConcern(path, text, customLibraries(sessions));
  },
};

/** False when the bytes show that there is nothing to find. */
export function isCandidate({ language }: FileKind, bytes: Buffer, path: string, settings: Settings): boolean {
  return tests[language]?.(bytes, path, settings) ?? true;
}

/** Languages that some rule of the configuration is switched on for: files of the others have no findings. */
export function activeLanguages(configured: Readonly<Record<string, RuleConfig>>): ReadonlySet<string> {
  const active = new Set<string>();
  for (const [id, config] of Object.entries(configured)) {
    const severity: unknown = Array.isArray(config) ? config[0] : config;
    if (severity === 'off' || severity === 0) continue;
    for (const language of RULE_CATALOGUE[id.replace('session-lint/', '')]?.languages ?? []) active.add(language);
  }
  return active;
}
