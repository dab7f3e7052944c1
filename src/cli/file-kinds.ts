/** The kinds of files that are linted. */
import { mayTouchSession } from '../models/prefilter.ts';
import { usesSessionClass } from '../project/session-users.ts';

export interface FileKind {
  readonly name: string;
  /** With the dot. */
  readonly extension: string;
  /** The ESLint language. */
  readonly language: string;
  /** False when the bytes show that there is nothing to find. */
  readonly isCandidate: (bytes: Buffer, path: string) => boolean;
}

export const FILE_KINDS: readonly FileKind[] = [
  {
    name: 'Java',
    extension: '.java',
    language: 'session-lint/java',
    isCandidate: (bytes, path) => mayTouchSession(bytes) || usesSessionClass(path, bytes),
  },
];

export function kindOf(path: string): FileKind | undefined {
  return FILE_KINDS.find(({ extension }) => path.endsWith(extension));
}
