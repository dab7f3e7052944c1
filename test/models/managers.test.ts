import { describe, expect, test } from 'vitest';
import { defaultManager, findManager, managers } from '../../src/models/manager-records.ts';

describe('session managers', () => {
  test('each name stands once, in the form in which it is written in a configuration', () => {
    const names = managers.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(?:-[a-z]+)*$/u.test(name))).toEqual([]);
    expect(names).not.toContain('auto');
  });

  test.each([
    ['tomcat', 'SET_END', false],
    ['tomcat-backup', 'SET_END', false],
    ['tomcat-persistent', 'ALL', false],
    ['tomcat-standard', 'NONE', false],
    ['jetty', 'ALL', false],
    ['wildfly', 'GET', false],
    ['liberty', 'SET_END', false],
    ['glassfish', 'ALL', false],
    ['payara-modified-attribute', 'SET_END', false],
    ['spring-session', 'SET_END', true],
    ['spring-session-immediate', 'SET_EAGER', true],
    ['spring-session-on-get', 'GET', true],
    ['redisson', 'SET_EAGER', false],
    ['redisson-after-request', 'SET_END', false],
    ['memcached-session-manager', 'HASH', false],
    ['hazelcast', 'SET_EAGER', false],
    ['hazelcast-deferred', 'SET_END', false],
    ['portable', 'SET_EAGER', true],
  ])('%s is %s', (name, replication, savesAtCommit) => {
    expect(findManager(name)).toMatchObject({ replication, savesAtCommit });
  });

  test('unknown names and the default', () => {
    expect(findManager('resin')).toBeUndefined();
    expect(findManager(defaultManager)?.replication).toBe('SET_END');
  });
});
