/** The nginx that a configuration is for, where a container image beside it says so. */
import { join } from 'node:path';
import { ancestorsOf, isWithin, listFolder, readText } from '../../file-access.ts';
import type { CacheTable, ProjectCache } from '../../project-cache.ts';

export interface NginxVersion {
  /** Absolute. */
  readonly file: string;
  readonly version: string;
}

/** `FROM nginx:1.25.3-alpine`, `image: "docker.io/library/nginx:1.21"`; NGINX Plus and other builds have other names. */
const IMAGE =
  /^[ \t]*(?:-[ \t]*)?(?:FROM(?:[ \t]+--platform=\S+)?|image:)[ \t]+["']?(?:docker\.io\/)?(?:library\/)?(?:nginx|nginxinc\/nginx-unprivileged):(\d+\.\d+(?:\.\d+)?)/gim;
const FILES = /^(?:[\w.-]*Dockerfile[\w.-]*|(?:docker-)?compose[\w.-]*\.ya?ml)$/i;
const LEVELS_UP = 3;

const versions: CacheTable<readonly string[]> = { name: 'nginx versions' };

/** The only version that the files around name; null when there is none, or several. */
export function nginxVersionNear(folder: string, root: string, cache: ProjectCache): NginxVersion | null {
  for (const at of ancestorsOf(folder).slice(0, LEVELS_UP)) {
    if (!isWithin(at, root)) break;
    const found: NginxVersion[] = [];
    for (const [name, kind] of listFolder(at, cache)) {
      if (kind !== 'file' || !FILES.test(name)) continue;
      const file = join(at, name);
      for (const version of cache.fromFile(versions, file, versionsIn)) found.push({ file, version });
    }
    const [first] = found;
    if (first !== undefined) return found.every(({ version }) => version === first.version) ? first : null;
  }
  return null;
}

function versionsIn(file: string): readonly string[] {
  return [...(readText(file) ?? '').matchAll(IMAGE)].map((match) => match[1] ?? '');
}

/** `sticky` and `route=` became part of nginx itself in 1.29.6. A version without a third number stands for its last release. */
export function lacksSticky({ version }: NginxVersion): boolean {
  const [major = 0, minor = 0, patch = Number.POSITIVE_INFINITY] = version.split('.').map(Number);
  if (major !== 1) return major < 1;
  return minor < 29 || (minor === 29 && patch < 6);
}
