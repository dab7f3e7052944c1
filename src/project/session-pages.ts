/** Pages that do not name the session, and yet have to do with it: by what they include, or by classes that they call. */
import { resolve } from 'node:path';
import { asciiOf, mayTouchSessionInPage } from '../models/prefilter.ts';
import { readBytes } from './file-access.ts';
import { pagePropertiesOf } from './jsp-config.ts';
import { includedPath } from './page-files.ts';
import { INCLUDE, judgedIncludersOf } from './page-includers.ts';
import { repeatableTable, sharedCache, type ProjectCache } from './project-cache.ts';
import { isSessionClass } from './session-users.ts';
import { findJavaFile } from './source-roots.ts';

/** Without Java or EL of its own there is nothing in a page that could change what another file read. */
const HAS_CODE = /<%(?![-@])|<jsp:(?:scriptlet|expression)|[$#]\{/;
const IMPORT = /\bimport\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')/g;
const LIBRARIES = /^(?:java|javax|jakarta|org\.(?:slf4j|springframework))\./;

const pages = repeatableTable<boolean>('pages that touch the session', touchesSession);
const MAX_FILES = 200;

export function includesSession(path: string, bytes: Buffer, cache: ProjectCache = sharedCache): boolean {
  const text = asciiOf(bytes);
  if (!HAS_CODE.test(text)) return false;
  const page = resolve(path);
  const around = [...includedFiles(page, text, cache), ...judgedIncludersOf(page, cache)];
  return around.some((file) => touches(file, cache)) || usesSessionClass(page, text, cache);
}

function touches(file: string, cache: ProjectCache): boolean {
  return cache.fromFile(pages, file, touchesSession);
}

function touchesSession(file: string): boolean {
  const bytes = readBytes(file);
  return bytes !== undefined && mayTouchSessionInPage(bytes);
}

/** All that a page includes, also by way of others. */
function includedFiles(page: string, text: string, cache: ProjectCache): readonly string[] {
  const found = new Set<string>();
  const { preludes, codas } = pagePropertiesOf(page, cache);
  const add = (name: string, from: string): void => {
    const file = includedPath(name, from, cache);
    if (file !== undefined && file !== page && found.size < MAX_FILES) found.add(file);
  };
  for (const name of [...preludes, ...codas]) add(name, page);
  for (const match of text.matchAll(INCLUDE)) add(match[1] ?? match[2] ?? '', page);
  // A set is walked in the order in which it grows.
  for (const file of found) {
    const included = readBytes(file);
    if (included?.includes('include') !== true) continue;
    for (const match of asciiOf(included).matchAll(INCLUDE)) add(match[1] ?? match[2] ?? '', file);
  }
  return [...found];
}

function usesSessionClass(page: string, text: string, cache: ProjectCache): boolean {
  let words: ReadonlySet<string> | undefined;
  for (const match of text.matchAll(IMPORT)) {
    for (const part of (match[1] ?? match[2] ?? '').split(',')) {
      const name = part.trim();
      if (name === '' || LIBRARIES.test(name)) continue;
      if (!name.endsWith('.*')) {
        if (isSession(name, page, cache)) return true;
        continue;
      }
      // Only names that are called upon.
      words ??= new Set(Array.from(text.matchAll(/\b([A-Z]\w*)\s*\./g), ([, word = '']) => word));
      for (const word of words) if (isSession(name.slice(0, -1) + word, page, cache)) return true;
    }
  }
  return false;
}

function isSession(className: string, page: string, cache: ProjectCache): boolean {
  const file = findJavaFile(className, page, cache);
  return file !== undefined && isSessionClass(file, cache);
}
