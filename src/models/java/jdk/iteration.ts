/** Iterators, and the static methods of Collections, Arrays, Objects and System that work on other objects. */
import type { Call, ClassModel } from '../../model.ts';
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
  stores,
} from '../calls.ts';

const eachElement = invokes(0, partOf('this', '$0'));

const iterators: readonly ClassModel[] = [
  {
    // next() moves the iterator, which is nothing of the collection.
    name: 'java.util.Iterator',
    methods: { 'next/0': part('$0'), 'remove/0': mutates(), 'forEachRemaining/1': eachElement },
  },
  {
    name: 'java.util.ListIterator',
    extends: ['java.util.Iterator<$0>'],
    methods: { 'previous/0': part('$0'), 'set/1': stores(0), 'add/1': stores(0) },
  },
  {
    name: 'java.util.Enumeration',
    methods: { 'nextElement/0': part('$0'), 'asIterator/0': part('java.util.Iterator<$0>') },
  },
  {
    name: 'java.util.Spliterator',
    methods: {
      'tryAdvance/1': eachElement,
      'forEachRemaining/1': eachElement,
      'trySplit/0': part('java.util.Spliterator<$0>'),
    },
  },
];

const changesFirst = mutates({ target: 0 });

/** Wrappers: what is changed through them is the wrapped object. */
function views(prefixes: readonly string[]): Readonly<Record<string, Call>> {
  const table: Record<string, Call> = {};
  const one = ['Collection', 'List', 'Set', 'SortedSet', 'NavigableSet', 'Queue'];
  const two = ['Map', 'SortedMap', 'NavigableMap'];
  for (const prefix of prefixes) {
    for (const kind of one) table[prefix + kind] = part(`java.util.${kind}<@0.0>`, 0);
    for (const kind of two) table[prefix + kind] = part(`java.util.${kind}<@0.0,@0.1>`, 0);
    for (const kind of ['Collection', 'Set', 'Map'])
      table[`${prefix}Sequenced${kind}`] = part(`java.util.Sequenced${kind}<@0.0${kind === 'Map' ? ',@0.1' : ''}>`, 0);
  }
  return table;
}

const statics: readonly ClassModel[] = [
  {
    name: 'java.util.Collections',
    methods: {
      ...each(['sort', 'shuffle', 'reverse', 'swap', 'rotate'], changesFirst),
      'fill/2': mutates({ target: 0, stores: [1] }),
      'replaceAll/3': mutates({ target: 0, stores: [2], reports: 'true' }),
      addAll: mutates({ target: 0, stores: [1, 2, 3, 4, 5, 6, 7, 8], reports: 'true' }),
      'copy/2': mutates({ target: 0, storesElements: [1] }),
      ...views(['unmodifiable', 'synchronized', 'checked']),
      'asLifoQueue/1': part('java.util.Queue<@0.0>', 0),
      'newSetFromMap/1': part('java.util.Set<@0.0>', 0),
      'newSequencedSetFromMap/1': part('java.util.SequencedSet<@0.0>', 0),
      'enumeration/1': part('java.util.Enumeration<@0.0>', 0),
      'list/1': copy(0, 'java.util.ArrayList<@0.0>'),
      ...each(['max', 'min'], part('@0.0', 0)),
      'nCopies/2': holds([1], 'java.util.List<@1>'),
      'singleton/1': holds([0], 'java.util.Set<@0>'),
      'singletonList/1': holds([0], 'java.util.List<@0>'),
      'singletonMap/2': holds([0, 1], 'java.util.Map<@0,@1>'),
      'emptyList/0': returns('java.util.List'),
      'emptySet/0': returns('java.util.Set'),
      'emptyMap/0': returns('java.util.Map'),
      ...each(['emptySortedSet/0', 'emptyNavigableSet/0'], returns('java.util.NavigableSet')),
      ...each(['emptySortedMap/0', 'emptyNavigableMap/0'], returns('java.util.NavigableMap')),
      'emptyListIterator/0': returns('java.util.ListIterator'),
      'emptyIterator/0': returns('java.util.Iterator'),
      'emptyEnumeration/0': returns('java.util.Enumeration'),
    },
  },
  {
    name: 'java.util.Arrays',
    methods: {
      ...each(['sort', 'parallelSort', 'parallelPrefix'], changesFirst),
      'fill/2': mutates({ target: 0, stores: [1] }),
      'fill/4': mutates({ target: 0, stores: [3] }),
      ...each(['setAll/2', 'parallelSetAll/2'], both(invokes(1, null), changesFirst)),
      // One argument is most often an array, of which the list is a view.
      'asList/1': part('java.util.List<@0.0>', 0),
      asList: holds('all', 'java.util.List<@0>'),
      ...each(['copyOf', 'copyOfRange'], copy(0)),
      stream: part('java.util.stream.Stream<@0.0>', 0),
      spliterator: part('java.util.Spliterator<@0.0>', 0),
      ...each(['toString/1', 'deepToString/1'], returns('java.lang.String')),
    },
  },
  {
    name: 'java.util.Objects',
    methods: {
      requireNonNull: same(0),
      'requireNonNullElse/2': both(same(0), same(1, '@0')),
      'requireNonNullElseGet/2': both(invokes(1), same(0), returnedBy(1, '@0')),
      toString: returns('java.lang.String'),
    },
  },
  {
    name: 'java.lang.System',
    fields: { out: 'java.io.PrintStream', err: 'java.io.PrintStream', in: 'java.io.InputStream' },
    methods: {
      'arraycopy/5': mutates({ target: 2, storesElements: [0] }),
      ...each(['getProperty', 'getenv/1', 'lineSeparator/0', 'setProperty/2'], returns('java.lang.String')),
      'getenv/0': returns('java.util.Map<java.lang.String,java.lang.String>'),
    },
  },
  {
    name: 'java.lang.reflect.Field',
    kind: 'immutable',
    methods: {
      'set/2': mutates({ target: 0, stores: [1] }),
      ...each(
        ['Boolean', 'Byte', 'Char', 'Short', 'Int', 'Long', 'Float', 'Double'].map((type) => `set${type}/2`),
        changesFirst,
      ),
      'get/1': part(undefined, 0),
    },
  },
  {
    name: 'java.lang.reflect.Array',
    methods: {
      'set/3': mutates({ target: 0, stores: [2] }),
      ...each(
        ['Boolean', 'Byte', 'Char', 'Short', 'Int', 'Long', 'Float', 'Double'].map((type) => `set${type}/3`),
        changesFirst,
      ),
      'get/2': part('@0.0', 0),
    },
  },
  // What a method called by reflection does is not known; the call is taken to change nothing.
  { name: 'java.lang.reflect.Method', kind: 'immutable', methods: { invoke: pure } },
  { name: 'java.lang.reflect.Constructor', kind: 'immutable', methods: { newInstance: returns('$0') } },
];

export const iterationModels: readonly ClassModel[] = [...iterators, ...statics];
