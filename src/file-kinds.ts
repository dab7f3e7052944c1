/**
 * The kinds of files that are linted, by name. What a file of a configuration really is, its content tells: the language
 * decides that, and rules stay silent on what they do not know.
 */
import { basename } from 'node:path';

export interface FileKind {
  /** As users call it. */
  readonly name: string;
  /** The ESLint language. */
  readonly language: `session-lint/${string}`;
  /** With the dot. */
  readonly extensions: readonly string[];
  /** Whole names of files of this kind that their extension does not tell, as glob patterns without folders. */
  readonly fileNames: readonly string[];
}

export const FILE_KINDS: readonly FileKind[] = [
  { name: 'Java', language: 'session-lint/java', extensions: ['.java'], fileNames: [] },
  {
    name: 'TypeScript',
    language: 'session-lint/typescript',
    extensions: ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'],
    fileNames: [],
  },
];

const kindsByExtension = new Map(FILE_KINDS.flatMap((kind) => kind.extensions.map((extension) => [extension, kind])));

const kindsByFileName = FILE_KINDS.flatMap((kind) => kind.fileNames.map((glob) => ({ kind, names: nameTest(glob) })));

/** The kind of a file, by its name alone; undefined for one that is not linted. Asked for every entry of a tree. */
export function kindOf(path: string): FileKind | undefined {
  const byExtension = kindsByExtension.get(path.slice(path.lastIndexOf('.')));
  if (byExtension !== undefined || kindsByFileName.length === 0) return byExtension;
  const name = basename(path);
  return kindsByFileName.find(({ names }) => names.test(name))?.kind;
}

/** Patterns for `files` of a flat configuration. */
export function filePatterns({ extensions, fileNames }: FileKind): string[] {
  return [...extensions.map((extension) => `**/*${extension}`), ...fileNames.map((name) => `**/${name}`)];
}

/** For messages: what is linted, in the words of a file listing. */
export function lintedNames(): string {
  return FILE_KINDS.flatMap(({ extensions, fileNames }) => [...extensions, ...fileNames]).join(', ');
}

/** Names know one wildcard: `*`. Case does not count, as it does not to those who write `Server.xml`. */
function nameTest(glob: string): RegExp {
  const literal = glob.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`, 'i');
}
