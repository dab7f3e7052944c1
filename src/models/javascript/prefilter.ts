/** Which JavaScript and TypeScript files can have anything to do with sessions, decided on their text alone. */
import { libraries } from './index.ts';
import type { LibraryModel } from './model.ts';

/** What a file that touches a session has in it, whatever the library: `req.session`, `getSession`, `request.yar`. */
const STEM = /ession|SESSION|\byar\b|elysia|[Cc]ookie/;

/** Names that say so without a doubt: the modules of libraries that have sessions. */
let modules: readonly string[] | undefined;

/** The file may use a session: of a library that is known, or of one that the settings describe. */
export function mayUseSession(text: string, own: readonly LibraryModel[] = []): boolean {
  return STEM.test(text) || own.some(({ modules }) => modules.some((name) => text.includes(name)));
}

/** The text names a module of a library that has sessions. */
export function namesSessionLibrary(text: string, own: readonly LibraryModel[] = []): boolean {
  modules ??= libraries.filter(({ session }) => session !== undefined).flatMap((library) => library.modules);
  const names = own.length === 0 ? modules : [...modules, ...own.flatMap((library) => library.modules)];
  return names.some((name) => text.includes(name.endsWith('/*') ? name.slice(0, -1) : name));
}

let packages: ReadonlySet<string> | undefined;

/** A project that depends on one of these packages has sessions. */
export function sessionPackages(): ReadonlySet<string> {
  packages ??= packagesOf(libraries.filter(({ session }) => session !== undefined));
  return packages;
}

let unwatched: ReadonlySet<string> | undefined;

/** Packages whose sessions save only what they are told to. */
export function unwatchedSessionPackages(): ReadonlySet<string> {
  unwatched ??= packagesOf(
    libraries.filter(({ session }) => {
      const usual = session?.detection.find(({ when }) => when === undefined)?.is;
      return usual === 'SET_END' || usual === 'SET_EAGER' || usual === 'EXPLICIT';
    }),
  );
  return unwatched;
}

function packagesOf(some: readonly LibraryModel[]): ReadonlySet<string> {
  return new Set(
    some.flatMap((library) => [...library.modules.map(packageOfModule), ...(library.autoImportedBy ?? [])]),
  );
}

function packageOfModule(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
}
