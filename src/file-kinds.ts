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
    name: 'JSP',
    language: 'session-lint/jsp',
    extensions: ['.jsp', '.jspf', '.jspx', '.tag', '.tagf', '.tagx'],
    fileNames: [],
  },
];

const kindsByExtension = new Map(FILE_KINDS.flatMap((kind) => kind.extensions.map((extension) => [extension, kind])));

/** Extensions of the user's own, with the dot, in lower case. */
let ownExtensions: ReadonlyMap<string, FileKind> = new Map();

/** Further extensions of this process, by extension with the dot, in lower case; the name of the kind in any case. */
export function useExtensions(extensions: Readonly<Record<string, string>>): void {
  ownExtensions = new Map(
    Object.entries(extensions).flatMap(([extension, name]) => {
      const kind = kindNamed(name);
      return kind === undefined ? [] : [[extension.toLowerCase(), kind] as const];
    }),
  );
}

export function kindNamed(name: string): FileKind | undefined {
  return FILE_KINDS.find((kind) => kind.name.toLowerCase() === name.toLowerCase());
}

const kindsByFileName = FILE_KINDS.flatMap((kind) => kind.fileNames.map((glob) => ({ kind, names: nameTest(glob) })));

/** The kind of a file, by its name alone; undefined for one that is not linted. Asked for every entry of a tree. */
export function kindOf(path: string): FileKind | undefined {
  const extension = path.slice(path.lastIndexOf('.'));
  const byExtension = ownExtensions.get(extension.toLowerCase()) ?? kindsByExtension.get(extension);
  if (byExtension !== undefined || kindsByFileName.length === 0) return byExtension;
  const name = basename(path);
  return kindsByFileName.find(({ names }) => names.test(name))?.kind;
}

/** Patterns for `files` of a flat configuration. */
export function filePatterns(kind: FileKind): string[] {
  const own = [...ownExtensions].flatMap(([extension, { name }]) => (name === kind.name ? anyCase(extension) : []));
  return [
    ...kind.extensions.map((extension) => `**/*${extension}`),
    ...kind.fileNames.map((name) => `**/${name}`),
    ...own,
  ];
}

/** `.inc` as a pattern that accepts `.INC`, too. */
function anyCase(extension: string): string {
  return `**/*${extension.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)}`;
}

/** For messages: what is linted, in the words of a file listing. */
export function lintedNames(): string {
  return [
    ...FILE_KINDS.flatMap(({ extensions, fileNames }) => [...extensions, ...fileNames]),
    ...ownExtensions.keys(),
  ].join(', ');
}

/** Names know one wildcard: `*`. Case does not count, as it does not to those who write `Server.xml`. */
function nameTest(glob: string): RegExp {
  const literal = glob.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`, 'i');
}
