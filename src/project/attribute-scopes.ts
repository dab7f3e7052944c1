/**
 * In which scope code of a project puts an attribute of some name, judged on the text: for names that are looked up in
 * several scopes (`${user}`, `pageContext.findAttribute("user")`), where the place itself does not tell.
 */
import { join } from 'node:path';
import { listFolder, readBytes } from './file-access.ts';
import { repeatableTable, sharedCache, type CacheTable, type ProjectCache } from './project-cache.ts';
import { projectRootOf } from './project-root.ts';

export interface AttributeScopes {
  readonly session: ReadonlySet<string>;
  /** Set in the request, or handed to the view as a part of the model, which comes to the same. */
  readonly request: ReadonlySet<string>;
}

const NAME = `\\(\\s*"([^"\\\\\\r\\n]{1,100})"`;

const SESSION = [
  new RegExp(
    `[sS]ession(?:Map)?\\s*(?:\\([^()]{0,20}\\)\\s*)?\\.\\s*(?:[gs]etAttribute|[gp]etValue|putValue|put|get)\\s*${NAME}`,
    'g',
  ),
  /\bsessionScope\s*\.\s*([\w$]+)/g,
  /\bsessionScope\s*\[\s*['"]([^'"]{1,100})['"]/g,
  /<jsp:useBean\b(?=[^>]{0,300}\bscope\s*=\s*["']session["'])[^>]{0,300}?\bid\s*=\s*["']([\w$]+)["']/g,
  /<\w{1,20}:set\b(?=[^>]{0,300}\bscope\s*=\s*["']session["'])[^>]{0,300}?\bvar\s*=\s*["']([\w$]+)["']/g,
  /@SessionAttributes?\s*\(\s*(?:value\s*=\s*|names\s*=\s*|name\s*=\s*)?\{?\s*"([^"]{1,100})"/g,
];

const REQUEST = [
  new RegExp(`\\b(?:[rR]eq|\\w*[rR]equest(?:\\s*\\(\\s*\\))?)\\s*\\.\\s*setAttribute\\s*${NAME}`, 'g'),
  new RegExp(`\\.\\s*(?:addAttribute|addFlashAttribute|addObject)\\s*${NAME}`, 'g'),
  new RegExp(`@ModelAttribute\\s*${NAME}`, 'g'),
  /<\w{1,20}:\w{1,40}\b(?=[^>]{0,300}\bscope\s*=\s*["']request["'])[^>]{0,300}?\b(?:var|id)\s*=\s*["']([\w$]+)["']/g,
];

const files: CacheTable<AttributeScopes> = { name: 'attributes by scope' };
const STEMS = /scope\s*=|ttribute|ession|Object\s*\(|\bput(?:Value)?\s*\(/;
const MAX_FILES = 20_000;
const MAX_DEPTH = 64;
const SOURCES = /\.(?:java|jspx?|jspf|tagx?|tagf)$/;
const projects = repeatableTable<AttributeScopes>('attributes of projects by scope', scopesBelow, {
  textOf: (scopes) => JSON.stringify([[...scopes.session].sort(), [...scopes.request].sort()]),
  madeOf: SOURCES,
});
const NO_SOURCES = new Set(['node_modules', 'target', 'build']);

/** What one text says. */
export function attributeScopesIn(text: string): AttributeScopes {
  return { session: namesIn(text, SESSION), request: namesIn(text, REQUEST) };
}

/** What all Java and JSP files of the project around a file say. At most 20,000 are read, once. */
export function attributeScopesAround(path: string, cache: ProjectCache = sharedCache): AttributeScopes {
  const root = projectRootOf(path, cache);
  return cache.derived(projects, root, () => scopesBelow(root, cache));
}

function scopesBelow(root: string, cache: ProjectCache): AttributeScopes {
  const session = new Set<string>();
  const request = new Set<string>();
  for (const file of sourcesBelow(root, cache)) {
    const found = cache.fromFile(files, file, scopesInFile);
    for (const name of found.session) session.add(name);
    for (const name of found.request) request.add(name);
  }
  return { session, request };
}

const nothing: AttributeScopes = { session: new Set(), request: new Set() };

function scopesInFile(file: string): AttributeScopes {
  const text = readBytes(file)?.toString('latin1');
  return text === undefined || !STEMS.test(text) ? nothing : attributeScopesIn(text);
}

function namesIn(text: string, patterns: readonly RegExp[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const pattern of patterns) {
    for (const [, name] of text.matchAll(pattern)) if (name !== undefined) names.add(name);
  }
  return names;
}

function* sourcesBelow(folder: string, cache: ProjectCache): Generator<string> {
  const waiting = [{ folder, depth: 0 }];
  let left = MAX_FILES;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const [name, kind] of listFolder(next.folder, cache)) {
      const path = join(next.folder, name);
      if (kind === 'folder' && next.depth < MAX_DEPTH && !name.startsWith('.') && !NO_SOURCES.has(name)) {
        waiting.push({ folder: path, depth: next.depth + 1 });
      } else if (kind === 'file' && SOURCES.test(name)) {
        if (left-- <= 0) return;
        yield path;
      }
    }
  }
}
