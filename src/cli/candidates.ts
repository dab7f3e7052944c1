/** Which files are worth a parse, decided on their bytes: most files of a tree are not, and cost one read. */
import type { FileKind } from '../file-kinds.ts';
import { mayConcern, mayKeepSessions } from '../project/javascript/session-use.ts';
import { mayTouchSession } from '../models/prefilter.ts';
import { usesSessionClass } from '../project/session-users.ts';

type CandidateTest = (bytes: Buffer, path: string) => boolean;

/** By language; a language without a test has only candidates. */
const tests: Readonly<Record<string, CandidateTest>> = {
  'session-lint/java': (bytes, path) => mayTouchSession(bytes) || usesSessionClass(path, bytes),
  // Directives have to be seen so that an unused one is reported.
  'session-lint/typescript': (bytes, path) => {
    const text = bytes.toString('latin1');
    return text.includes('session-lint') || mayKeepSessions(text) || mayConcern(path, text);
  },
};

/** False when the bytes show that there is nothing to find. */
export function isCandidate({ language }: FileKind, bytes: Buffer, path: string): boolean {
  return tests[language]?.(bytes, path) ?? true;
}
