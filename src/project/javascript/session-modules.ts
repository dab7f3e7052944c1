/**
 * Files that name no session and yet change one: what they change, or change it with, comes from a module of the project
 * (`const order = currentOrder(request); order.paid = true`).
 */
import { mayUseSession } from '../../models/javascript/prefilter.ts';
import { readText } from '../file-access.ts';
import { sharedCache, type CacheTable, type ProjectCache } from '../project-cache.ts';
import { resolveModule } from './module-resolution.ts';

/** What such a module is handed. A file without one of these is not looked at any further. */
const HANDLES = /\b(?:req|request|_request|ctx|context|event|c)\b/;
/** A session is taken or asked. */
const READS = /\.yar\b|\.session\b|\bsession\s*\.|\b(?:get|use)(?:Iron|User)?Session\b|\bgetServerSideSession\b/;
const IMPORTS = /(?:\bfrom\s*|\brequire\(\s*|\bimport\(\s*)(['"])([^'"\n]{1,300})\1/g;

/** Such files export what their neighbours do. */
const INDEX = /[\\/]index\.[cm]?[jt]sx?$/;

/** Imports of one file that are followed. */
const maxImports = 60;

const readers: CacheTable<'reads' | 'may-pass-on' | 'no'> = { name: 'modules that read sessions' };

/** True when the file imports a module of the project that reads sessions, or one that imports such a module. */
export function importsSessionModule(path: string, text: string, cache: ProjectCache = sharedCache): boolean {
  return HANDLES.test(text) && imports(path, text, 2, cache);
}

function imports(path: string, text: string, hops: number, cache: ProjectCache): boolean {
  let left = maxImports;
  for (const [, , specifier = ''] of text.matchAll(IMPORTS)) {
    if (left-- === 0) return false;
    const file = resolveModule(specifier, path, cache);
    if (file === undefined || file === path) continue;
    const kind = cache.fromFile(readers, file, kindOf);
    if (kind === 'reads') return true;
    if (kind === 'may-pass-on' && hops > 1 && imports(file, readText(file) ?? '', hops - 1, cache)) return true;
  }
  return false;
}

function kindOf(file: string): 'reads' | 'may-pass-on' | 'no' {
  const text = readText(file);
  if (text === undefined) return 'no';
  if (!mayUseSession(text)) return INDEX.test(file) ? 'may-pass-on' : 'no';
  return READS.test(text) ? 'reads' : 'may-pass-on';
}
