/** Signals on the class path, and the settings that say in which mode the library runs. */
import { basename } from 'node:path';
import { readApplicationSettings, type Setting } from './application-settings.ts';
import type { Dependency } from './dependency.ts';
import type { ProjectCache } from './project-cache.ts';
import { weights, type SessionSignal } from './session-signal.ts';

const APPLICATION_SETTINGS = /^(?:application|bootstrap)(-[\w.-]+)?\.(?:properties|ya?ml)$/i;

/** Session managers that are plugged into a server, by the library's name. Which mode they run in is in the server's files. */
const SERVER_LIBRARIES: readonly (readonly [RegExp, string])[] = [
  [/^redisson-tomcat(?:-\d+)?$/, 'redisson'],
  [/^memcached-session-manager(?:-tc\d+)?$/, 'memcached-session-manager'],
  [/^tomcat\d*-redis-session-manager(?:-tomcat-?\d+)?$/, 'tomcat-redis'],
  [/^hazelcast-tomcat\d*-sessionmanager$/, 'hazelcast-tomcat'],
  // The session module of Jetty's core is there without any store; these are stores.
  [
    /^jetty-(?:session-\w+|nosql|hazelcast|infinispan(?:-\w+)*|gcloud-session-manager|memcached-sessions|jdbc-sessions)$/,
    'jetty',
  ],
];

export function librarySignals(
  dependencies: readonly Dependency[],
  filesInScope: readonly string[],
  cache: ProjectCache,
): readonly SessionSignal[] {
  const libraries = dependencies.filter((it) => it.role === 'library');
  const signals: SessionSignal[] = [];
  const springSession = springSessionSignal(libraries, filesInScope, cache);
  if (springSession) signals.push(springSession);
  for (const library of libraries) {
    const { artifact } = library;
    if (artifact === 'hazelcast-wm') signals.push(signalOf('hazelcast', weights.library, library));
    const manager = SERVER_LIBRARIES.find(([name]) => name.test(artifact))?.[1];
    if (manager === undefined) continue;
    // Up to 1.2 it did not compare bytes: a change without a set was lost, as with the default.
    const old = manager === 'tomcat-redis' && /^(?:0\.|1\.[0-2](?:\D|$))/.test(library.version ?? '');
    signals.push(signalOf(old ? 'tomcat' : manager, weights.library, library));
  }
  return signals;
}

function signalOf(
  manager: string,
  weight: number,
  { file, line, text }: Omit<Dependency, 'role'> | Setting,
): SessionSignal {
  return { manager, weight, evidence: { file, line, text } };
}

/** Spring Session replaces the container's session wherever it is on the class path and not switched off. */
function springSessionSignal(
  libraries: readonly Dependency[],
  filesInScope: readonly string[],
  cache: ProjectCache,
): SessionSignal | undefined {
  const modules = libraries.filter((it) =>
    /^(?:spring-session(?!-bom)(?:-[\w-]+)?|spring-boot-(?:starter-)?session-[\w-]+|infinispan-spring(?:-boot)?\d*-session[\w-]*)$/.test(
      it.artifact,
    ),
  );
  const [first] = modules;
  if (!first) return undefined;
  const settings = sessionSettings(filesInScope, cache);
  const storeType = settings.find((it) => it.key === 'spring.session.storetype');
  if (storeType?.value.toLowerCase() === 'none') return undefined;
  if (storeType && /^mongo/i.test(storeType.value))
    return signalOf('spring-session-mongo', weights.replacingFilter, storeType);
  const stores = modules.filter((it) => !/^spring-session(?:-core)?$/.test(it.artifact));
  const [store] = stores;
  if (store && stores.every((it) => it.artifact.includes('mongo')) && !storeType) {
    return signalOf('spring-session-mongo', weights.replacingFilter, store);
  }
  const flush = settings.find((it) => /^spring\.session\.(?:\w+\.)?flushmode$/.test(it.key));
  // With `always` the session's own bookkeeping flushes first and clears what `always` would have saved.
  if (flush?.value.toLowerCase() === 'immediate')
    return signalOf('spring-session-immediate', weights.replacingFilter, flush);
  const save = settings.find((it) => /^spring\.session\.(?:\w+\.)?savemode$/.test(it.key));
  const mode = save?.value.replace(/[-_]/g, '').toLowerCase();
  if (save && mode === 'ongetattribute') return signalOf('spring-session-on-get', weights.replacingFilter, save);
  if (save && mode === 'always') return signalOf('spring-session-always', weights.replacingFilter, save);
  const redisson = libraries.find((it) => /^redisson(?:-spring.*)?$/.test(it.artifact));
  // No store of Spring's own, but Redisson: its repository writes inside setAttribute.
  if (!store && redisson) return signalOf('redisson', weights.replacingFilter, redisson);
  return signalOf('spring-session', weights.replacingFilter, store ?? first);
}

/**
 * Settings of all profiles, the most telling first: that of the profile for production, the plain file, then the others,
 * which are for the developer's machine as often as not.
 */
function sessionSettings(files: readonly string[], cache: ProjectCache): readonly Setting[] {
  const rank = (file: string): number => {
    const profile = APPLICATION_SETTINGS.exec(basename(file))?.[1];
    if (profile === undefined) return 1;
    return /^-(?:prod|production|live)\b/i.test(profile) ? 0 : 2;
  };
  return files
    .filter((file) => APPLICATION_SETTINGS.test(basename(file)))
    .sort((a, b) => rank(a) - rank(b))
    .flatMap((file) => readApplicationSettings(file, cache))
    .filter((it) => it.key.startsWith('spring.session.'));
}
