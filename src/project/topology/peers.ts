/**
 * Which server.xml files describe nodes of one cluster. No file says so: either the user does, or their names do. Names tell
 * when two paths differ in one place only, and there in a number, an address or a letter: `node1/conf` and `node2/conf`,
 * `tomcat-a` and `tomcat-b`, `server-8081.xml` and `server-8082.xml`.
 */
import { relative } from 'node:path';
import picomatch from 'picomatch';
import { segmentsOf } from '../file-access.ts';
import type { TomcatServer } from './model.ts';

/** The servers that are nodes of one cluster with that at `file`, without it; in the order given. */
export function peersAmong(
  file: string,
  servers: readonly TomcatServer[],
  root: string,
  declared: readonly (readonly string[])[],
): readonly TomcatServer[] {
  const nameOf = (path: string) => segmentsOf(relative(root, path)).join('/');
  const own = declared.map((globs) => picomatch([...globs], { dot: true })).find((matches) => matches(nameOf(file)));
  if (own !== undefined) return servers.filter((server) => server.file !== file && own(nameOf(server.file)));
  if (declared.some((globs) => globs.length > 0)) return [];
  return servers.filter((server) => server.file !== file && areNodes(nameOf(file), nameOf(server.file)));
}

/** The servers that the declared lists give to other clusters than the one that `file` is in; none for a file in no list. */
export function strangersAmong(
  file: string,
  servers: readonly TomcatServer[],
  root: string,
  declared: readonly (readonly string[])[],
): readonly TomcatServer[] {
  const nameOf = (path: string) => segmentsOf(relative(root, path)).join('/');
  const lists = declared.map((globs) => picomatch([...globs], { dot: true }));
  const own = lists.find((matches) => matches(nameOf(file)));
  if (own === undefined) return [];
  return servers.filter(
    (server) =>
      lists.find((matches) => matches(nameOf(server.file))) !== own &&
      lists.some((matches) => matches(nameOf(server.file))),
  );
}

/** Globs of the declared lists that match none of the servers. */
export function unmatchedGlobs(
  servers: readonly TomcatServer[],
  root: string,
  declared: readonly (readonly string[])[],
): readonly string[] {
  const names = servers.map(({ file }) => segmentsOf(relative(root, file)).join('/'));
  return declared.flat().filter((glob) => {
    const matches = picomatch(glob, { dot: true });
    return !names.some((name) => matches(name));
  });
}

function areNodes(a: string, b: string): boolean {
  const left = a.split('/');
  const right = b.split('/');
  if (left.length !== right.length) return false;
  const differing = left.flatMap((name, index) => (name === right[index] ? [] : [[name, right[index] ?? ''] as const]));
  const [pair, ...more] = differing;
  return pair !== undefined && more.length === 0 && differAsNodes(...pair);
}

/** Numbers count as `#`; a letter or a word for a role, at the end and set apart, as `?`. */
function differAsNodes(a: string, b: string): boolean {
  if (a.toLowerCase() === b.toLowerCase() || versionIn(a) !== null || versionIn(b) !== null) return false;
  return stemOf(a) === stemOf(b);
}

const ROLES = 'master|slave|primary|secondary|main|backup|left|right|one|two|three|first|second|third';

function stemOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/(\.xml)?$/, '')
    .replace(new RegExp(`(^|[-_.])(?:[a-z]|${ROLES})$`), '$1?')
    .replace(/(^|[-_.])(?:[a-z]\d+)$/, '$1?')
    .replace(/(tomcat|node|server|instance|worker|jvm|app|tc|web)[a-f]$/, '$1?')
    .replace(/\d+/g, '#')
    .replace(/\?$/, '#')
    .replace(/[-_.]?#$/, '#');
}

/** `tomcat9`, `apache-tomcat-8.5.3`, `10.1`, `v7`: versions of the program, not numbers of nodes. */
function versionIn(name: string): string | null {
  const lower = name.toLowerCase();
  const dotted = /(?:^|tomcat[-_]?|tomee[-_]?|[-_]v?)(\d{1,2}\.\d{1,2}(?:\.\d{1,3})?)(?=$|[-_.]|\.xml$)/.exec(lower);
  // An address has four numbers.
  if (dotted !== null && !/\d+\.\d+\.\d+\.\d+/.test(lower)) return dotted[1] ?? null;
  return /^(?:apache[-_]?)?(?:tomcat|tomee|tc|v)?[-_]?([5-9]|1[0-2])(?:x|\.x)?(?:\.xml)?$/.exec(lower)?.[1] ?? null;
}
