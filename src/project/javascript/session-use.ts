/** Whether a file can have anything to do with sessions, by its text and the package that it belongs to. */
import type { LibraryModel } from '../../models/javascript/model.ts';
import { mayUseSession, namesSessionLibrary, sessionPackages } from '../../models/javascript/prefilter.ts';
import { packageOf } from './node-package.ts';

/** The file may use sessions of a library that its project has. Decided without a parser. */
export function mayConcern(path: string, text: string, own: readonly LibraryModel[] = []): boolean {
  if (!mayUseSession(text)) return false;
  if (own.length > 0 || namesSessionLibrary(text)) return true;
  const dependencies = packageOf(path)?.dependencies;
  if (dependencies === undefined) return /HttpSession|getAttribute|setAttribute/.test(text);
  for (const name of sessionPackages()) if (dependencies.has(name)) return true;
  return /getAttribute|setAttribute/.test(text);
}

const OWN_TABLE = /\b(?:const|let|var)\s+\w*(?:[sS]ess|[tT]okens?By|loggedIn|activeUsers)/;

/** The file may keep sessions in a table of its own, without any library. */
export function mayKeepSessions(text: string): boolean {
  return OWN_TABLE.test(text);
}
