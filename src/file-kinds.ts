/**
 * The kinds of files that are linted, by name. What a file of a configuration really is, its content tells: the language
 * decides that, and rules stay silent on what they do not know.
 */
export interface FileKind {
  /** As users call it. */
  readonly name: string;
  /** The ESLint language. */
  readonly language: `session-lint/${string}`;
  /** With the dot. */
  readonly extensions: readonly string[];
  /**
   * Whole names of files of this kind that their extension does not tell, as glob patterns, perhaps with the folders that
   * they lie in: `server*.xml`, `META-INF/context*.xml`. The one wildcard is `*`, for anything within a name.
   */
  readonly fileNames: readonly string[];
  /** For messages, where the patterns would be too many to read. */
  readonly shownAs?: readonly string[];
}

export const FILE_KINDS: readonly FileKind[] = [
  { name: 'Java', language: 'session-lint/java', extensions: ['.java'], fileNames: [] },
  {
    name: 'JSP',
    language: 'session-lint/jsp',
    extensions: ['.jsp', '.jspf', '.jspx', '.tag', '.tagf', '.tagx'],
    fileNames: [],
  },
  {
    name: 'XML',
    language: 'session-lint/xml',
    extensions: [],
    fileNames: [
      'web.xml',
      'web-fragment.xml',
      'tomcat-web.xml',
      'server*.xml',
      '*-server.xml',
      'context*.xml',
      'META-INF/*context*.xml',
      'Catalina/*/*.xml',
    ],
    shownAs: ['web.xml', 'web-fragment.xml', 'server.xml', 'context.xml'],
  },
  // Before nginx: ESLint takes the language of the last patterns that match.
  {
    name: 'Load balancer',
    language: 'session-lint/balancer',
    extensions: [],
    fileNames: ['*.conf', '*.vhost', '*.cfg', 'haproxy*', '*workers*.properties'],
    shownAs: ['*.conf', 'haproxy.cfg', 'workers.properties'],
  },
  {
    name: 'nginx',
    language: 'session-lint/nginx',
    extensions: ['.nginx'],
    fileNames: ['nginx*.conf', '*nginx.conf', 'sites-enabled/*', 'sites-available/*'],
    shownAs: [],
  },
  {
    name: 'TypeScript',
    language: 'session-lint/typescript',
    extensions: ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'],
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

interface NamedKind {
  readonly kind: FileKind;
  readonly names: RegExp;
}

const ANY = '*';

/** By the extension of the pattern, so that most files of a tree cost one look-up. */
const kindsByFileName = new Map<string, NamedKind[]>();
for (const kind of FILE_KINDS) {
  for (const glob of kind.fileNames) {
    const extension = glob.endsWith('*') ? ANY : extensionOf(glob);
    const named = { kind, names: nameTest(glob) };
    kindsByFileName.set(extension, [...(kindsByFileName.get(extension) ?? []), named]);
  }
}

/**
 * The kind of a file, by its path alone; undefined for one that is not linted. Asked for every entry of a tree. A path
 * without folders is not found by patterns that name folders.
 */
export function kindOf(path: string): FileKind | undefined {
  const extension = extensionOf(path);
  const byExtension = ownExtensions.get(extension.toLowerCase()) ?? kindsByExtension.get(extension);
  if (byExtension !== undefined) return byExtension;
  const matches = ({ names }: NamedKind): boolean => names.test(path);
  return (kindsByFileName.get(extension)?.findLast(matches) ?? kindsByFileName.get(ANY)?.findLast(matches))?.kind;
}

/** With the dot; empty for a name without one. */
function extensionOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) ? path.slice(dot) : '';
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
  const names = FILE_KINDS.flatMap(({ extensions, fileNames, shownAs = fileNames }) => [...extensions, ...shownAs]);
  return [...names, ...ownExtensions.keys()].join(', ');
}

/** Matches the end of a path, from a folder's start. Case counts, as it does for the servers that read these files. */
function nameTest(glob: string): RegExp {
  const literal = glob.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('/', '[\\\\/]'));
  return new RegExp(`(?:^|[\\\\/])${literal.join('[^\\\\/]*')}$`);
}
