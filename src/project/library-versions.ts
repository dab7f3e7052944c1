/** Versions of frameworks whose meaning changed between releases. */
import type { Dependency } from './dependency.ts';
import { dependenciesOf } from './dependencies.ts';
import { sharedCache, type ProjectCache } from './project-cache.ts';

const FRAMEWORK = /^(?:spring-(?:webmvc|web|webflux|core|context|beans|framework-bom)|spring)$/;
const BOOT = /^(?:spring-boot(?:-[\w-]+)?|org\.springframework\.boot\.gradle\.plugin)$/;

/** Spring Framework's major version: from its own libraries, else from Spring Boot's. Undefined when no file says. */
export function springMajor(path: string, cache: ProjectCache = sharedCache): number | undefined {
  const all = dependenciesOf(path, cache).filter((it) => it.role !== 'test');
  const framework = firstMajor(all, (it) => FRAMEWORK.test(it.artifact) && isSpring(it, 'org.springframework'));
  if (framework !== undefined) return framework;
  const boot = firstMajor(all, (it) => BOOT.test(it.artifact) && isSpring(it, 'org.springframework.boot'));
  // Boot 1 came with Framework 4, and they have gone up together since.
  return boot === undefined ? undefined : boot + 3;
}

/** A jar's file name has no group. */
function isSpring(dependency: Dependency, group: string): boolean {
  return dependency.group === null || dependency.group === group;
}

function firstMajor(all: readonly Dependency[], wanted: (it: Dependency) => boolean): number | undefined {
  for (const dependency of all) {
    const major = wanted(dependency) ? /^v?(\d+)(?:\D|$)/.exec(dependency.version ?? '')?.[1] : undefined;
    if (major !== undefined) return Number(major);
  }
  return undefined;
}

/** The library behind JSF's session map, where the application brings its own; the one nearest to the file wins. */
export function jsfImplementation(path: string, cache: ProjectCache = sharedCache): 'mojarra' | 'myfaces' | undefined {
  for (const { artifact, group, role } of dependenciesOf(path, cache)) {
    if (role !== 'library') continue;
    if (/^myfaces-(?:impl|bundle|spring-boot-starter)/.test(artifact) || group === 'org.apache.myfaces.core')
      return 'myfaces';
    if (/^(?:javax\.faces|jakarta\.faces|jsf-impl|mojarra[\w-]*)$/.test(artifact)) return 'mojarra';
  }
  return undefined;
}
