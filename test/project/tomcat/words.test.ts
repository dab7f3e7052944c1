import { describe, expect, it } from 'vitest';
import { isLoopback } from '../../../src/project/tomcat/cluster.ts';
import { filterKinds, joinFlatFilter } from '../../../src/project/tomcat/filter.ts';
import { clearlyMeant } from '../../../src/project/tomcat/clearly-meant.ts';

describe('clearlyMeant', () => {
  const names = ['channelSendOptions', 'channelStartOptions', 'port', 'jvmRoute'];
  it.each([
    ['channelSendOption', 'channelSendOptions'],
    ['chanelSendOptions', 'channelSendOptions'],
    ['CHANNELSENDOPTIONS', 'channelSendOptions'],
    ['jvmRuote', 'jvmRoute'],
    ['prt', undefined],
    ['colour', undefined],
    ['', undefined],
  ])('takes %s for %s', (name, expected) => {
    expect(clearlyMeant(name, names)).toBe(expected);
  });
});

describe('filterKinds', () => {
  it.each(['.*', '/.*', '^/.*$', '.*\\.gif|(.*)', '(?:.+)'])('%s matches every request', (filter) => {
    expect(filterKinds(filter, false).all).not.toBeNull();
  });

  it.each([
    ['.*\\.jsp', 'jsp'],
    ['.*\\.(gif|do)', 'do'],
    ['/.*.action', 'action'],
    ['.*\\.(?:css|js|XHTML)$', 'xhtml'],
  ])('%s matches pages', (filter, example) => {
    expect(filterKinds(filter, false).pages?.example).toBe(example);
  });

  it.each(['.*\\.js', '.*\\.json', '.*\\.html', '/status\\.jsp', '.*\\.doc', '.*\\.(gif|jpe?g|png)', '/static/.*'])(
    '%s matches files',
    (filter) => {
      expect(filterKinds(filter, false)).toEqual({ all: null, pages: null });
    },
  );

  it('splits lists of 5.x', () => {
    expect(filterKinds('.*\\.gif;.*\\.jsp;', true).pages?.example).toBe('jsp');
    expect(joinFlatFilter('.*\\.gif;.*\\.js;')).toBe('.*\\.gif|.*\\.js');
  });
});

describe('isLoopback', () => {
  it.each(['127.0.0.1', '127.8.0.1', 'localhost', 'LOCALHOST', '::1', '[::1]', '0:0:0:0:0:0:0:1'])(
    '%s is',
    (address) => {
      expect(isLoopback(address)).toBe(true);
    },
  );

  it.each(['auto', '10.0.0.1', '0.0.0.0', 'localhost.example.com', '::', 'fe80::1', '1127.0.0.1'])(
    '%s is not',
    (address) => {
      expect(isLoopback(address)).toBe(false);
    },
  );
});
