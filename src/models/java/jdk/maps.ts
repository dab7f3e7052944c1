/** java.util maps and their entries, up to Java 21. */
import type { ClassModel, MethodModel } from '../../model.ts';
import {
  both,
  copy,
  each,
  holds,
  invokes,
  mutates,
  part,
  partOf,
  pure,
  returnedBy,
  returns,
  same,
  sameAs,
  stores,
} from '../calls.ts';

const ENTRY = 'java.util.Map.Entry<$0,$1>';
const eachEntry = (fn: number) => invokes(fn, partOf('this', '$0'), partOf('this', '$1'));
const entry = part(ENTRY);
const key = part('$0');
const pollsEntry = both(mutates({ reports: 'non-null' }), entry);

const interfaces: readonly ClassModel[] = [
  {
    name: 'java.util.Map',
    methods: {
      'get/1': part('$1'),
      'getOrDefault/2': both(part('$1'), same(1, '$1')),
      'put/2': both(stores(0, 1), part('$1')),
      'putAll/1': mutates({ storesElements: [0] }),
      'putIfAbsent/2': both(mutates({ stores: [0, 1], reports: 'null' }), part('$1')),
      'remove/1': both(mutates({ reports: 'non-null' }), part('$1')),
      'remove/2': mutates({ reports: 'true' }),
      'replace/2': both(mutates({ stores: [1], reports: 'non-null' }), part('$1')),
      'replace/3': mutates({ stores: [2], reports: 'true' }),
      'replaceAll/1': both(eachEntry(0), mutates()),
      'clear/0': mutates(),
      'compute/2': both(invokes(1, sameAs(0), partOf('this', '$1')), mutates(), part(), returnedBy(1, '$1')),
      'computeIfAbsent/2': both(invokes(1, sameAs(0)), mutates({ stores: [0] }), part(), returnedBy(1, '$1')),
      'computeIfPresent/2': both(
        invokes(1, sameAs(0), partOf('this', '$1')),
        mutates({ reports: 'non-null' }),
        part(),
        returnedBy(1, '$1'),
      ),
      'merge/3': both(
        invokes(2, partOf('this', '$1'), sameAs(1)),
        mutates({ stores: [0, 1] }),
        part(),
        returnedBy(2, '$1'),
      ),
      'forEach/1': eachEntry(0),
      'keySet/0': part('java.util.Set<$0>'),
      'values/0': part('java.util.Collection<$1>'),
      'entrySet/0': part(`java.util.Set<${ENTRY}>`),
      'of/0': returns('java.util.Map'),
      of: holds('all', 'java.util.Map<@0,@1>'),
      ofEntries: holds('all', 'java.util.Map<@0.0,@0.1>'),
      'entry/2': holds([0, 1], 'java.util.Map.Entry<@0,@1>'),
      'copyOf/1': copy(0, 'java.util.Map<@0.0,@0.1>'),
    },
  },
  {
    name: 'java.util.Map.Entry',
    methods: {
      'getKey/0': part('$0'),
      'getValue/0': part('$1'),
      'setValue/1': both(stores(0), part('$1')),
      'copyOf/1': copy(0, 'java.util.Map.Entry<@0.0,@0.1>'),
    },
  },
  {
    name: 'java.util.SequencedMap',
    extends: ['java.util.Map<$0,$1>'],
    methods: {
      ...each(['firstEntry/0', 'lastEntry/0'], entry),
      ...each(['pollFirstEntry/0', 'pollLastEntry/0'], pollsEntry),
      ...each(['putFirst/2', 'putLast/2'], both(stores(0, 1), part('$1'))),
      'reversed/0': part('java.util.SequencedMap<$0,$1>'),
      'sequencedKeySet/0': part('java.util.SequencedSet<$0>'),
      'sequencedValues/0': part('java.util.SequencedCollection<$1>'),
      'sequencedEntrySet/0': part(`java.util.SequencedSet<${ENTRY}>`),
    },
  },
  {
    name: 'java.util.SortedMap',
    extends: ['java.util.SequencedMap<$0,$1>'],
    methods: {
      ...each(['firstKey/0', 'lastKey/0'], key),
      ...each(['headMap/1', 'tailMap/1', 'subMap/2', 'reversed/0'], part('java.util.SortedMap<$0,$1>')),
    },
  },
  {
    name: 'java.util.NavigableMap',
    extends: ['java.util.SortedMap<$0,$1>'],
    methods: {
      ...each(['lowerEntry/1', 'floorEntry/1', 'ceilingEntry/1', 'higherEntry/1'], entry),
      ...each(['lowerKey/1', 'floorKey/1', 'ceilingKey/1', 'higherKey/1'], key),
      ...each(
        ['descendingMap/0', 'reversed/0', 'headMap/2', 'tailMap/2', 'subMap/4'],
        part('java.util.NavigableMap<$0,$1>'),
      ),
      ...each(['navigableKeySet/0', 'descendingKeySet/0'], part('java.util.NavigableSet<$0>')),
    },
  },
  { name: 'java.util.concurrent.ConcurrentMap', extends: ['java.util.Map<$0,$1>'] },
  {
    name: 'java.util.concurrent.ConcurrentNavigableMap',
    extends: ['java.util.concurrent.ConcurrentMap<$0,$1>', 'java.util.NavigableMap<$0,$1>'],
  },
  {
    name: 'java.util.Dictionary',
    methods: {
      'get/1': part('$1'),
      'put/2': both(stores(0, 1), part('$1')),
      'remove/1': both(mutates({ reports: 'non-null' }), part('$1')),
      'keys/0': part('java.util.Enumeration<$0>'),
      'elements/0': part('java.util.Enumeration<$1>'),
    },
  },
];

function concrete(name: string, supertypes: readonly string[], methods: MethodModel = {}): ClassModel {
  return {
    name,
    extends: supertypes.map((supertype) => `${supertype}<$0,$1>`),
    methods: { 'new/1': copy(0, `${name}<@0.0,@0.1>`), ...methods },
  };
}

const eachAt = (fn: number, type: string) => invokes(fn, partOf('this', type));

const classes: readonly ClassModel[] = [
  { name: 'java.util.AbstractMap', extends: ['java.util.Map<$0,$1>'] },
  ...['SimpleEntry', 'SimpleImmutableEntry'].map((simple): ClassModel => ({
    name: `java.util.AbstractMap.${simple}`,
    extends: ['java.util.Map.Entry<$0,$1>'],
    methods: {
      'new/2': holds([0, 1], `java.util.AbstractMap.${simple}<@0,@1>`),
      'new/1': copy(0, `java.util.AbstractMap.${simple}<@0.0,@0.1>`),
    },
  })),
  concrete('java.util.HashMap', ['java.util.AbstractMap']),
  concrete('java.util.LinkedHashMap', ['java.util.HashMap', 'java.util.SequencedMap']),
  concrete('java.util.TreeMap', ['java.util.AbstractMap', 'java.util.NavigableMap']),
  concrete('java.util.EnumMap', ['java.util.AbstractMap']),
  concrete('java.util.IdentityHashMap', ['java.util.AbstractMap']),
  concrete('java.util.WeakHashMap', ['java.util.AbstractMap']),
  concrete('java.util.Hashtable', ['java.util.Dictionary', 'java.util.Map'], { 'contains/1': pure }),
  {
    name: 'java.util.Properties',
    extends: ['java.util.Hashtable<java.lang.Object,java.lang.Object>'],
    methods: {
      // A Properties given to the constructor holds defaults: it is looked into, not copied.
      'new/1': holds([0]),
      'setProperty/2': mutates({ stores: [0, 1] }),
      ...each(['load/1', 'loadFromXML/1'], mutates()),
      getProperty: returns('java.lang.String'),
      'propertyNames/0': part('java.util.Enumeration'),
      // A snapshot of strings.
      'stringPropertyNames/0': returns('java.util.Set<java.lang.String>'),
    },
  },
  concrete('java.util.concurrent.ConcurrentHashMap', ['java.util.AbstractMap', 'java.util.concurrent.ConcurrentMap'], {
    'keys/0': part('java.util.Enumeration<$0>'),
    'elements/0': part('java.util.Enumeration<$1>'),
    'keySet/1': part('java.util.Set<$0>'),
    newKeySet: returns('java.util.Set'),
    'forEach/2': eachEntry(1),
    'forEachKey/2': eachAt(1, '$0'),
    'forEachValue/2': eachAt(1, '$1'),
    'forEachEntry/2': eachAt(1, ENTRY),
    'forEach/3': both(eachEntry(1), invokes(2, null)),
    'search/2': both(eachEntry(1), returnedBy(1)),
    'searchValues/2': both(eachAt(1, '$1'), returnedBy(1)),
    'searchEntries/2': both(eachAt(1, ENTRY), returnedBy(1)),
    'searchKeys/2': both(eachAt(1, '$0'), returnedBy(1)),
  }),
  concrete('java.util.concurrent.ConcurrentSkipListMap', [
    'java.util.AbstractMap',
    'java.util.concurrent.ConcurrentNavigableMap',
  ]),
];

export const mapModels: readonly ClassModel[] = [...interfaces, ...classes];
