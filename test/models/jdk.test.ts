import { describe, expect, test } from 'vitest';
import { parseTypeName, substitute } from '../../src/flow/type-name.ts';
import {
  findModel,
  isImmutable,
  kindOf,
  lookupCall,
  lookupField,
  models,
  simpleNameCandidates,
  superModels,
  superTypesOf,
  wildcardPackages,
} from '../../src/models/java/index.ts';
import type { Meaning, Operand } from '../../src/models/model.ts';

function does(type: string, method: string, arity: number): readonly Meaning[] {
  return lookupCall(type, method, arity)?.call.does ?? [];
}
/** What a call changes. */
function changes(type: string, method: string, arity: number): readonly Operand[] {
  return does(type, method, arity).flatMap((meaning) => (meaning.op === 'mutate' ? [meaning.target] : []));
}

const calls = (table: string): [string, string, number][] =>
  table
    .trim()
    .split(/\s+/u)
    .map((entry) => {
      const [, type = '', method = '', arity] = /^(.+)\.(\w+)\/(\d+)$/u.exec(entry) ?? [];
      return [type, method, Number(arity)];
    });

describe('mutators', () => {
  test.each(
    calls(`
    java.util.ArrayList.add/1 java.util.ArrayList.add/2 java.util.ArrayList.remove/1 java.util.ArrayList.sort/1
    java.util.ArrayList.replaceAll/1 java.util.ArrayList.removeIf/1 java.util.List.removeLast/0 java.util.LinkedList.push/1
    java.util.LinkedList.poll/0 java.util.LinkedList.removeFirstOccurrence/1 java.util.ArrayDeque.offerFirst/1
    java.util.TreeSet.pollFirst/0 java.util.Vector.addElement/1 java.util.Vector.setElementAt/2 java.util.Stack.push/1
    java.util.HashSet.retainAll/1 java.util.concurrent.LinkedBlockingQueue.take/0
    java.util.concurrent.CopyOnWriteArrayList.addIfAbsent/1 java.util.HashMap.put/2 java.util.TreeMap.pollFirstEntry/0
    java.util.HashMap.merge/3 java.util.HashMap.computeIfAbsent/2 java.util.Hashtable.remove/1
    java.util.Properties.setProperty/2 java.util.Properties.load/1 java.util.EnumMap.clear/0 java.util.Map.Entry.setValue/1
    java.util.Iterator.remove/0 java.util.ListIterator.set/1 java.lang.StringBuilder.append/1
    java.lang.StringBuffer.setLength/1 java.util.Date.setTime/1 java.sql.Timestamp.setNanos/1 java.sql.Date.setTime/1
    java.util.GregorianCalendar.add/2 java.util.Calendar.clear/0 java.text.SimpleDateFormat.applyPattern/1
    java.text.DecimalFormat.setMaximumFractionDigits/1 java.util.concurrent.atomic.AtomicInteger.incrementAndGet/0
    java.util.concurrent.atomic.AtomicLong.compareAndSet/2 java.util.concurrent.atomic.AtomicReference.set/1
    java.util.concurrent.atomic.LongAdder.increment/0 java.util.BitSet.flip/1 javax.swing.tree.DefaultMutableTreeNode.add/1
    org.apache.commons.lang3.mutable.MutableInt.increment/0 org.joda.time.MutableDateTime.addDays/1
    org.json.JSONObject.put/2 com.alibaba.fastjson.JSONObject.put/2 com.google.common.collect.Multimap.put/2`),
  )('%s.%s/%i changes its receiver', (type, method, arity) => {
    expect(changes(type, method, arity)).toEqual(['this']);
  });

  test.each(
    calls(`
    java.util.ArrayList.get/1 java.util.ArrayList.size/0 java.util.ArrayList.contains/1 java.util.ArrayList.toArray/0
    java.util.ArrayList.ensureCapacity/1 java.util.LinkedList.peek/0 java.util.TreeSet.first/0 java.util.Stack.peek/0
    java.util.HashMap.get/1 java.util.HashMap.containsKey/1 java.util.HashMap.keySet/0 java.util.Properties.getProperty/1
    java.util.Iterator.next/0 java.util.Map.Entry.getValue/0 java.lang.StringBuilder.toString/0 java.util.Date.getTime/0
    java.util.Calendar.getTime/0 java.util.concurrent.atomic.AtomicInteger.get/0 java.util.BitSet.get/1
    java.util.BitSet.get/2 org.joda.time.DateTime.plusDays/1 java.lang.String.replace/2 java.util.List.of/3`),
  )('%s.%s/%i changes nothing', (type, method, arity) => {
    expect(changes(type, method, arity)).toEqual([]);
  });

  test.each([
    ['java.util.Collections', 'sort', 1, 0],
    ['java.util.Collections', 'addAll', 3, 0],
    ['java.util.Collections', 'swap', 3, 0],
    ['java.util.Arrays', 'fill', 2, 0],
    ['java.util.Arrays', 'sort', 3, 0],
    ['java.lang.System', 'arraycopy', 5, 2],
    ['java.lang.reflect.Field', 'set', 2, 0],
    ['org.apache.commons.beanutils.BeanUtils', 'copyProperties', 2, 0],
    ['org.apache.commons.beanutils.PropertyUtils', 'copyProperties', 2, 0],
    ['org.apache.commons.beanutils.BeanUtils', 'populate', 2, 0],
    ['org.springframework.beans.BeanUtils', 'copyProperties', 2, 1],
    ['org.modelmapper.ModelMapper', 'map', 2, 1],
    ['org.apache.commons.collections4.CollectionUtils', 'addAll', 2, 0],
  ])('%s.%s/%i changes argument %i', (type, method, arity, target) => {
    expect(changes(type, method, arity)).toContain(target);
    expect(changes(type, method, arity)).not.toContain('this');
  });

  test.each([
    ['java.util.Collections', 'unmodifiableList', 1],
    ['java.util.Collections', 'max', 1],
    ['java.util.Arrays', 'asList', 1],
    ['java.util.Arrays', 'copyOf', 2],
    ['org.springframework.beans.BeanUtils', 'instantiateClass', 1],
    ['com.google.common.collect.Lists', 'newArrayList', 1],
  ])('%s.%s/%i changes no argument', (type, method, arity) => {
    expect(changes(type, method, arity)).toEqual([]);
  });

  test.each([
    ['java.util.HashSet', 'add', 1, 'true'],
    ['java.util.ArrayList', 'remove', 1, 'true'],
    ['java.util.HashMap', 'remove', 1, 'non-null'],
    ['java.util.HashMap', 'remove', 2, 'true'],
    ['java.util.HashMap', 'putIfAbsent', 2, 'null'],
    ['java.util.ArrayDeque', 'poll', 0, 'non-null'],
    ['java.util.HashMap', 'put', 2, undefined],
    ['java.util.ArrayList', 'add', 1, 'always'],
    ['java.util.ArrayDeque', 'pop', 0, undefined],
  ])('%s.%s/%i tells by %s whether it changed anything', (type, method, arity, reports) => {
    const [mutation] = does(type, method, arity).filter((meaning) => meaning.op === 'mutate');
    expect(mutation).toBeDefined();
    expect(mutation?.reports).toBe(reports);
  });

  test('what is stored', () => {
    expect(does('java.util.HashMap', 'put', 2)).toMatchObject([{ stores: [0, 1] }]);
    expect(does('java.util.ArrayList', 'addAll', 1)).toMatchObject([{ storesElements: [0] }]);
    expect(does('java.util.ArrayList', 'addAll', 1)).not.toMatchObject([{ stores: [0] }]);
    expect(does('java.util.ArrayList', 'add', 2)).toMatchObject([{ stores: [1] }]);
  });
});

describe('results', () => {
  test.each([
    ['java.util.ArrayList', 'iterator', 0, { part: 'this' }],
    ['java.util.ArrayList', 'subList', 2, { part: 'this' }],
    ['java.util.HashMap', 'values', 0, { part: 'this' }],
    ['java.util.TreeMap', 'headMap', 1, { part: 'this' }],
    ['java.util.TreeSet', 'descendingSet', 0, { part: 'this' }],
    ['java.util.ArrayList', 'stream', 0, { part: 'this' }],
    ['java.util.stream.Stream', 'filter', 1, { same: 'this' }],
    ['java.util.stream.Stream', 'map', 1, { returnedBy: 0 }],
    ['java.util.stream.Stream', 'collect', 1, { copy: 'this' }],
    ['java.util.stream.Stream', 'findFirst', 0, { part: 'this' }],
    ['java.util.Optional', 'get', 0, { part: 'this' }],
    ['java.util.Optional', 'ofNullable', 1, { holds: [0] }],
    ['java.util.Objects', 'requireNonNull', 2, { same: 0 }],
    ['java.util.Collections', 'unmodifiableMap', 1, { part: 0 }],
    ['java.util.Collections', 'list', 1, { copy: 0 }],
    ['java.util.ArrayList', 'new', 1, { copy: 0 }],
    ['java.util.TreeMap', 'new', 1, { copy: 0 }],
    ['java.util.ArrayList', 'clone', 0, { copy: 'this' }],
    ['java.lang.StringBuilder', 'append', 1, { same: 'this' }],
    ['java.util.Map', 'of', 4, { holds: 'all' }],
    ['[]', 'clone', 0, { copy: 'this' }],
  ])('%s.%s/%i', (type, method, arity, result) => {
    expect(lookupCall(type, method, arity)?.call.gives).toEqual([result]);
  });

  test('a calendar gives a new date, and a constructor without arguments copies nothing', () => {
    expect(lookupCall('java.util.Calendar', 'getTime', 0)?.call.gives).toBeUndefined();
    expect(lookupCall('java.util.ArrayList', 'new', 0)).toBeUndefined();
  });

  test.each([
    ['java.util.ArrayList<com.shop.Item>', 'iterator', 0, 'java.util.Iterator<com.shop.Item>'],
    ['java.util.ArrayList<com.shop.Item>', 'get', 1, 'com.shop.Item'],
    ['java.util.LinkedHashMap<java.lang.String,com.shop.Item>', 'get', 1, 'com.shop.Item'],
    [
      'java.util.TreeMap<java.lang.String,com.shop.Item>',
      'entrySet',
      0,
      'java.util.Set<java.util.Map.Entry<java.lang.String,com.shop.Item>>',
    ],
    ['java.util.Properties', 'get', 1, 'java.lang.Object'],
    ['java.util.Stack<com.shop.Item>', 'elements', 0, 'java.util.Enumeration<com.shop.Item>'],
    [
      'com.google.common.collect.ArrayListMultimap<java.lang.String,com.shop.Item>',
      'get',
      1,
      'java.util.List<com.shop.Item>',
    ],
  ])('%s.%s/%i has the type %s', (type, method, arity, expected) => {
    const { name, args } = parseTypeName(type);
    const found = lookupCall(name, method, arity, args);
    expect(found?.call.returns).toBeDefined();
    expect(substitute(parseTypeName(found?.call.returns ?? ''), found?.ownerArgs ?? [])).toEqual(
      parseTypeName(expected),
    );
  });

  test('type arguments are followed to the supertypes', () => {
    const [list] = superTypesOf('java.util.Stack', [parseTypeName('com.shop.Item')]);
    expect(list).toEqual(parseTypeName('java.util.Vector<com.shop.Item>'));
    expect(superTypesOf('com.shop.Cart')).toEqual([]);
  });
});

describe('functions', () => {
  test('run in place, with parts of the receiver', () => {
    expect(does('java.util.ArrayList', 'forEach', 1)).toEqual([
      { op: 'invoke', fn: 0, with: [{ part: 'this', type: '$0' }] },
    ]);
    expect(does('java.util.HashMap', 'forEach', 1)).toEqual([
      {
        op: 'invoke',
        fn: 0,
        with: [
          { part: 'this', type: '$0' },
          { part: 'this', type: '$1' },
        ],
      },
    ]);
    expect(does('java.util.Optional', 'ifPresent', 1)).toMatchObject([{ op: 'invoke', fn: 0 }]);
  });

  test.each([
    ['java.lang.Thread', 'new', 1],
    ['java.util.concurrent.ThreadPoolExecutor', 'submit', 1],
    ['java.util.concurrent.ScheduledExecutorService', 'schedule', 3],
    ['java.util.concurrent.CompletableFuture', 'runAsync', 1],
    ['java.util.Timer', 'schedule', 2],
    ['jakarta.servlet.AsyncContext', 'start', 1],
    ['org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor', 'execute', 1],
  ])('%s.%s/%i runs its function elsewhere', (type, method, arity) => {
    expect(does(type, method, arity)).toContainEqual({ op: 'detach', fn: 0 });
  });

  test('waiting for a thread is nothing', () => {
    expect(does('java.lang.Thread', 'join', 0)).toEqual([]);
    expect(does('java.util.concurrent.Future', 'get', 0)).toEqual([]);
  });
});

describe('kinds', () => {
  test.each([
    'int',
    'java.lang.String',
    'java.lang.Integer',
    'java.math.BigDecimal',
    'java.time.LocalDate',
    'java.util.UUID',
  ])('%s is immutable', (name) => {
    expect(isImmutable(name)).toBe(true);
  });
  test.each([
    'java.util.Date',
    'java.lang.StringBuilder',
    'java.util.concurrent.atomic.AtomicInteger',
    'java.lang.Object',
    'java.util.List',
    'com.shop.Cart',
    '[]',
  ])('%s is not', (name) => {
    expect(isImmutable(name)).toBe(false);
  });

  test('services and plain objects', () => {
    expect(kindOf('org.slf4j.Logger')).toBe('service');
    expect(kindOf('java.sql.PreparedStatement')).toBe('service');
    expect(kindOf('java.io.ByteArrayOutputStream')).toBe('plain');
    expect(kindOf('java.util.HashMap')).toBe('plain');
    expect(kindOf('com.shop.Cart')).toBeUndefined();
  });
});

describe('lookup', () => {
  test('names of Object are no methods', () => {
    expect(lookupCall('java.util.ArrayList', 'constructor', 0)).toBeUndefined();
    expect(lookupCall('java.util.ArrayList', 'hasOwnProperty', 1)).toBeUndefined();
    expect(findModel('constructor')).toBeUndefined();
    expect(simpleNameCandidates('constructor')).toEqual([]);
  });

  test('methods of java.lang.Object are found for recorded classes only', () => {
    expect(lookupCall('java.util.Random', 'toString', 0)?.call.returns).toBe('java.lang.String');
    expect(lookupCall('com.shop.Cart', 'toString', 0)).toBeUndefined();
  });

  test('constructors are not inherited', () => {
    expect(lookupCall('java.util.AbstractList', 'new', 1)).toBeUndefined();
  });

  test('the supertypes of a class come nearest first, each once', () => {
    const names = superModels('java.util.LinkedList').map(({ name }) => name);
    expect(names[0]).toBe('java.util.LinkedList');
    expect(names).toContain('java.util.Deque');
    expect(new Set(names).size).toBe(names.length);
    expect(names.indexOf('java.util.List')).toBeLessThan(names.indexOf('java.util.Collection'));
  });

  test('simple names and packages', () => {
    expect(simpleNameCandidates('HttpSession')).toEqual(['javax.servlet.http.HttpSession']);
    expect(simpleNameCandidates('Session')).toContain('org.hibernate.Session');
    expect(simpleNameCandidates('Entry')).toEqual(['java.util.Map.Entry']);
    expect(simpleNameCandidates('SessionAttributes')).toHaveLength(1);
    expect(wildcardPackages.has('java.util')).toBe(true);
    expect(wildcardPackages.has('jakarta.servlet.http')).toBe(true);
    expect(wildcardPackages.has('javax.servlet.http')).toBe(true);
    expect(wildcardPackages.has('com.shop')).toBe(false);
  });

  test('fields', () => {
    expect(lookupField('javax.servlet.jsp.tagext.BodyTagSupport', 'pageContext')).toBe('javax.servlet.jsp.PageContext');
    expect(lookupField('java.lang.System', 'nothing')).toBeUndefined();
  });

  test('every modelled method is found on its own class', () => {
    for (const model of models) {
      for (const key of Object.keys(model.methods ?? {})) {
        const [method = '', arity = '0'] = key.split('/');
        expect(lookupCall(model.name, method, Number(arity)), `${model.name}.${key}`).toBeDefined();
      }
    }
  });
});
