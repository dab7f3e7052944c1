import { describe, expect, it } from 'vitest';
import {
  classesFor,
  clusterClass,
  isInventedClass,
  isPlainManager,
  isPlainValve,
} from '../../../src/models/tomcat/class-index.ts';
import { CLUSTER_CLASSES } from '../../../src/models/tomcat/cluster-classes.ts';
import { GENERATIONS, generationsIn, intersection, nameOf } from '../../../src/models/tomcat/generations.ts';
import { isReadAt } from '../../../src/models/tomcat/grammar.ts';
import { FLAT_ATTRIBUTES, SUCCESSORS } from '../../../src/models/tomcat/renames.ts';
import { parseSendOptions } from '../../../src/models/tomcat/send-options.ts';
import { generationsOfVersion } from '../../../src/models/tomcat/version-hints.ts';

describe('generations', () => {
  it.each([
    ['5.5', ['5.5']],
    ['6.0-7.0', ['6.0', '7.0']],
    ['7.0,10.1-', ['7.0', '10.1', '11.0', '12.0']],
  ])('reads %s', (ranges, expected) => {
    expect(generationsIn(ranges)).toEqual(expected);
  });

  it('knows no others', () => {
    expect(() => generationsIn('4.1')).toThrow('4.1');
  });

  it.each([
    ['9.0', '9.0'],
    ['6.0-7.0', '6.0 to 7.0'],
    ['8.5-', '8.5 and later'],
  ])('calls %s %s', (ranges, name) => {
    expect(nameOf(generationsIn(ranges))).toBe(name);
  });

  it.each([
    ['9.0.65', ['9.0']],
    ['9', ['9.0']],
    ['10-jdk17', ['10.0', '10.1']],
    ['8', ['8.0', '8.5']],
    ['5.5.36', ['5.5']],
    ['latest', null],
    ['4.1', null],
    ['17-jre', null],
  ])('takes version %s for %j', (version, expected) => {
    expect(generationsOfVersion(version)).toEqual(expected);
  });
});

describe('the tables of classes', () => {
  it.each(CLUSTER_CLASSES.map(({ name }) => name))('%s is well-formed', (name) => {
    const known = clusterClass(name);
    expect(known?.exists.length).toBeGreaterThan(0);
    for (const generations of known?.setters.values() ?? []) {
      expect(intersection(generations, known?.exists ?? [])).toEqual(generations);
    }
  });

  it('says when classes went', () => {
    const last = (name: string) => clusterClass(name)?.exists.at(-1);
    expect(last('org.apache.catalina.tribes.group.interceptors.MessageDispatch15Interceptor')).toBe('8.0');
    expect(last('org.apache.catalina.ha.session.JvmRouteSessionIDBinderListener')).toBe('7.0');
    expect(last('org.apache.catalina.tribes.transport.bio.BioReceiver')).toBe('9.0');
    expect(last('org.apache.catalina.cluster.tcp.SimpleTcpCluster')).toBe('5.5');
  });

  it('knows which generation takes an attribute', () => {
    const receiver = clusterClass('org.apache.catalina.tribes.transport.nio.NioReceiver');
    expect(receiver?.setters.get('TcpListenPort')).toEqual(['6.0', '7.0']);
    expect(receiver?.setters.get('Port')).toEqual(receiver?.exists);
    expect(receiver?.setters.get('Backlog')).toBeUndefined();
  });

  it('tells invented classes from those that it does not know', () => {
    expect(isInventedClass('org.apache.catalina.ha.session.DeltaManger')).toBe(true);
    expect(isInventedClass('org.apache.catalina.ha.session.DeltaSession')).toBe(false);
    expect(isInventedClass('org.apache.catalina.session.Whatever')).toBe(false);
    expect(isInventedClass('com.example.Own')).toBe(false);
  });

  it('tells cluster managers and valves from the others', () => {
    expect(isPlainManager('org.apache.catalina.session.StandardManager')).toBe(true);
    expect(isPlainManager('org.apache.catalina.ha.session.DeltaManager')).toBe(false);
    expect(isPlainValve('org.apache.catalina.valves.AccessLogValve')).toBe(true);
    expect(isPlainValve('org.apache.catalina.ha.tcp.ReplicationValve')).toBe(false);
    expect(classesFor('LocalMember').map(({ name }) => name)).toContain(
      'org.apache.catalina.tribes.membership.StaticMember',
    );
  });

  it.each(Object.entries(SUCCESSORS))('%s has a successor that exists', (old, successor) => {
    expect(clusterClass(old)).toBeDefined();
    if (successor !== null) expect(clusterClass(successor)?.exists.at(-1)).toBe('12.0');
  });

  it('names attributes in place of the flat ones that current classes have', () => {
    for (const [element, attributes] of Object.entries(FLAT_ATTRIBUTES)) {
      for (const { renamed } of Object.values(attributes)) {
        if (renamed === null) continue;
        const setter = renamed.charAt(0).toUpperCase() + renamed.slice(1);
        const has = classesFor(element).some(({ setters }) => setters.get(setter)?.includes('12.0'));
        expect(has, `${element} ${renamed}`).toBe(true);
      }
    }
  });
});

describe('the grammar', () => {
  it.each(GENERATIONS)('of %s reads a Receiver in one place only', (generation) => {
    const flat = generation < '6' && generation.length === 3;
    expect(isReadAt('Receiver', '', generation)).toBe(flat);
    expect(isReadAt('Receiver', 'Channel', generation)).toBe(!flat);
  });

  it('reads members of a Membership from 9.0 on', () => {
    expect(isReadAt('Member', 'Channel/Membership', '8.5')).toBe(false);
    expect(isReadAt('Member', 'Channel/Membership', '9.0')).toBe(true);
    expect(isReadAt('Member', 'Channel/Interceptor', '6.0')).toBe(true);
  });
});

describe('send options', () => {
  it.each([
    ['6', { bits: 6, named: false }],
    ['sync, use_ack', { bits: 6, named: true }],
    ['asynchronous', { bits: 8, named: true }],
    ['acync', null],
    ['Async', null],
    ['6 ', null],
    ['', null],
  ])('reads "%s"', (value, expected) => {
    expect(parseSendOptions(value)).toEqual(expected);
  });
});
