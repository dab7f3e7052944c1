/** The libraries that a file's application is built with, and which files of the project speak for it. */
import { basename, dirname, resolve } from 'node:path';
import type { Dependency } from './dependency.ts';
import { isWithin } from './file-access.ts';
import { gradleDependencies } from './gradle.ts';
import { ivyDependencies, mavenDependencies, mavenPackaging } from './maven.ts';
import { sharedCache, type CacheTable, type ProjectCache } from './project-cache.ts';
import { moduleOf, projectRootOf } from './project-root.ts';
import { surveyOf } from './survey.ts';

const JAR_NAME = /^(.+?)-(\d[\w.-]*)\.jar$/i;

const dependencies: CacheTable<readonly Dependency[]> = { name: 'dependencies' };
const scopes: CacheTable<readonly string[]> = { name: 'files in scope' };

/** Dependencies in the build files that speak for `path`, those of its own module first. Managed versions are included. */
export function dependenciesOf(path: string, cache: ProjectCache = sharedCache): readonly Dependency[] {
  const root = projectRootOf(path, cache);
  const module = moduleOf(path, root, cache);
  return cache.derived(dependencies, module, () => [
    ...filesInScope(path, cache).flatMap((file) => dependenciesIn(file, root, cache)),
    ...surveyOf(root, cache)
      .jars.filter((jar) => speaksFor(jar, module, root, cache))
      .flatMap(jarDependency),
  ]);
}

/**
 * The build files, descriptors and server configurations that count for `path`, nearest module first: those of its own
 * module, of the folders around it, and of the other modules. (A change in a library module is lost or kept by the session
 * manager of the web module that uses it; configuration often has a module of its own.) Only of two applications in a
 * repository does one say nothing of the other.
 */
export function filesInScope(path: string, cache: ProjectCache = sharedCache): readonly string[] {
  const root = projectRootOf(path, cache);
  const module = moduleOf(path, root, cache);
  return cache.derived(scopes, module, () => {
    const distance = (file: string): number => {
      const of = moduleOf(file, root, cache);
      return of === module ? 0 : isWithin(module, of) ? 1 + (module.length - of.length) : Number.MAX_SAFE_INTEGER;
    };
    return surveyOf(root, cache)
      .files.filter((file) => speaksFor(file, module, root, cache))
      .map((file) => ({ file, distance: distance(file) }))
      .sort((a, b) => a.distance - b.distance)
      .map(({ file }) => file);
  });
}

function speaksFor(file: string, module: string, root: string, cache: ProjectCache): boolean {
  const of = moduleOf(file, root, cache);
  return isWithin(module, of) || !isApplication(module, root, cache) || !isApplication(of, root, cache);
}

const applications: CacheTable<boolean> = { name: 'application modules' };

/** True for a module that is deployed by itself: a web archive, or an application with its own server. */
function isApplication(module: string, root: string, cache: ProjectCache): boolean {
  return cache.derived(applications, module, () => {
    const own = surveyOf(root, cache).files.filter((file) => moduleOf(file, root, cache) === module);
    return own.some((file) => {
      const name = basename(file);
      if (name === 'web.xml') return basename(dirname(file)) === 'WEB-INF';
      if (name === 'pom.xml') {
        const packaging = mavenPackaging(file, cache);
        if (packaging === 'war' || packaging === 'ear') return true;
      }
      return dependenciesIn(file, root, cache).some(
        (it) =>
          // A plugin that a parent hands down to all modules says nothing of this one.
          it.file === file &&
          it.role === 'plugin' &&
          (/^(?:spring-boot-maven-plugin|quarkus-maven-plugin)$/.test(it.artifact) ||
            /^(?:war|org\.springframework\.boot)$/.test(it.group ?? '')),
      );
    });
  });
}

function dependenciesIn(file: string, root: string, cache: ProjectCache): readonly Dependency[] {
  const name = basename(file).toLowerCase();
  if (name === 'pom.xml') return mavenDependencies(file, cache);
  if (name === 'build.gradle' || name === 'build.gradle.kts') return gradleDependencies(file, root, cache);
  return name === 'ivy.xml' ? ivyDependencies(file, cache) : [];
}

function jarDependency(path: string): readonly Dependency[] {
  const [, artifact, version] = JAR_NAME.exec(basename(path)) ?? [];
  if (artifact === undefined || version === undefined) return [];
  return [{ group: null, artifact, version, role: 'library', file: resolve(path), line: 1, text: basename(path) }];
}
