/**
 * Files that name no session API and yet get an attribute: from a class of the project that reads it for them
 * (`CartStore.get(request).add(item)`), or from a superclass.
 */
import { dirname, join, resolve } from 'node:path';
import { mayTouchSession } from '../models/prefilter.ts';
import { listFolder, readBytes } from './file-access.ts';
import { repeatableTable, sharedCache, type ProjectCache } from './project-cache.ts';
import { findJavaFile } from './source-roots.ts';

const touching = repeatableTable<boolean>('files that may touch sessions', touchesSession);

/** The file of a class may have to do with sessions; read as bytes only. */
export function fileMayTouchSession(file: string, cache: ProjectCache = sharedCache): boolean {
  return cache.fromFile(touching, file, touchesSession);
}

function touchesSession(file: string): boolean {
  const bytes = readBytes(file);
  return bytes !== undefined && mayTouchSession(bytes);
}

/** What such a class is usually handed. A file without one of these is not looked at any further. */
const HANDLES = /ServletRequest|PortletRequest|ActionRequest|FacesContext|ActionContext|RequestContextHolder/;
const IMPORTS = /^[ \t]*import[ \t]+(static[ \t]+)?([\w.]+)[ \t]*;/gm;
/** Libraries whose source is not in the tree of an application. */
const LIBRARIES = /^(java|javax|jakarta|lombok|org\.(slf4j|springframework|junit|hibernate)|com\.fasterxml)\./;
const READS = /etAttribute|SessionMap|getValue|SessionAttribute/;

const readers = repeatableTable<boolean>('classes that read attributes', readsAttributes);

/** True when the file imports, or names from its own folder, a class whose file reads session attributes. */
export function usesSessionClass(path: string, text: string, cache: ProjectCache = sharedCache): boolean {
  if (!HANDLES.test(text)) return false;
  const absolute = resolve(path);
  const reads = (file: string): boolean => isSessionClass(file, cache);
  for (const [, isStatic, name = ''] of text.matchAll(IMPORTS)) {
    if (LIBRARIES.test(name)) continue;
    const className = isStatic === undefined ? name : name.slice(0, name.lastIndexOf('.'));
    const file = findJavaFile(className, absolute, cache);
    if (file !== undefined && reads(file)) return true;
  }
  const folder = dirname(absolute);
  const words = new Set(text.match(/\b[A-Z]\w*/g));
  for (const [name, kind] of listFolder(folder, cache)) {
    const sibling = name.endsWith('.java') && kind === 'file' ? name.slice(0, -'.java'.length) : undefined;
    const file = join(folder, name);
    if (sibling !== undefined && words.has(sibling) && file !== absolute && reads(file)) return true;
  }
  return false;
}

/** True when the file of a class reads session attributes. */
export function isSessionClass(file: string, cache: ProjectCache): boolean {
  return cache.fromFile(readers, file, readsAttributes);
}

function readsAttributes(file: string): boolean {
  const bytes = readBytes(file);
  return bytes !== undefined && mayTouchSession(bytes) && READS.test(bytes.toString('latin1'));
}
