/** Whether a file can have anything to do with sessions, by its text and the package that it belongs to. */
import type { LibraryModel } from '../../models/javascript/model.ts';
import {
  mayUseSession,
  namesSessionLibrary,
  sessionPackages,
  unwatchedSessionPackages,
} from '../../models/javascript/prefilter.ts';
import { packageOf } from './node-package.ts';
import { importsSessionModule } from './session-modules.ts';

/** Declared as a session that has `getAttribute`. Elements of a page have that, too, so the type has to be named. */
const ATTRIBUTE_SESSION = /[:<|&(,]\s*\w*Session\b/;
const SCRIPT = /\.[cm]?jsx?$/;

/** The file may use sessions of a library that its project has. Decided without a parser. */
export function mayConcern(path: string, text: string, own: readonly LibraryModel[] = []): boolean {
  if (!mayUseSession(text, own)) return hasUnwatchedSessions(path) && importsSessionModule(path, text);
  if (own.length > 0 || namesSessionLibrary(text)) return true;
  const dependencies = packageOf(path)?.dependencies ?? new Map<string, string>();
  for (const name of sessionPackages()) if (dependencies.has(name)) return true;
  return !SCRIPT.test(path) && /[gs]etAttribute/.test(text) && ATTRIBUTE_SESSION.test(text);
}

/** In other projects a change of what someone else got from the session is saved all the same. */
function hasUnwatchedSessions(path: string): boolean {
  const dependencies = packageOf(path)?.dependencies;
  if (dependencies === undefined) return false;
  for (const name of unwatchedSessionPackages()) if (dependencies.has(name)) return true;
  return false;
}

const OWN_TABLE = /\b(?:const|let|var)\s+\w*(?:[sS]ess|[tT]okens?By|loggedIn|activeUsers)/;

const RAW_RECORD = 'JSON.parse';
const REDIS = /redis/i;
const SOCKET_SERVER = /['"]socket\.io['"]/;
/** A page of SvelteKit with an action, and a variable of the module. */
const MODULE_VARIABLE = /^(?:export )?let\s/m;
const ACTION = /\bexport (?:const|async function|function) (?:actions|POST|PUT|PATCH|DELETE)\b/;

/** The file may keep sessions by itself, without any library, or hold connections that need the affinity of sessions. */
export function mayKeepSessions(text: string): boolean {
  return OWN_TABLE.test(text) || mayHaveSocketServer(text) || mayUseRawRecords(text) || mayKeepPageState(text);
}

/** Records in Redis that are read as JSON. */
export function mayUseRawRecords(text: string): boolean {
  return text.includes(RAW_RECORD) && REDIS.test(text) && /sess/i.test(text);
}

function mayKeepPageState(text: string): boolean {
  return ACTION.test(text) && MODULE_VARIABLE.test(text);
}

/** Names the module as a module: in quotes. */
export function mayHaveSocketServer(text: string): boolean {
  return SOCKET_SERVER.test(text);
}
