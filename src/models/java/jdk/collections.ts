/** java.util collections other than maps, up to Java 21. */
import type { ClassModel, MethodModel } from '../../model.ts';
import { both, copy, each, holds, invokes, mutates, part, partOf, pure, returns, same, stores } from '../calls.ts';

/** Takes an element out and gives it, or throws when there is none. */
const takes = both(mutates(), part('$0'));
/** Takes an element out and gives it, or gives null. */
const polls = both(mutates({ reports: 'non-null' }), part('$0'));
const element = part('$0');
const addsReporting = mutates({ stores: [0], reports: 'true' });
/** "true (as specified by Collection.add)": a list takes every element, a queue takes it or throws. */
const addsAlways = mutates({ stores: [0], reports: 'always' });
const removesReporting = mutates({ reports: 'true' });
const eachElement = invokes(0, partOf('this', '$0'));

const interfaces: readonly ClassModel[] = [
  {
    name: 'java.lang.Iterable',
    methods: {
      'iterator/0': part('java.util.Iterator<$0>'),
      'spliterator/0': part('java.util.Spliterator<$0>'),
      'forEach/1': eachElement,
    },
  },
  {
    name: 'java.util.Collection',
    extends: ['java.lang.Iterable<$0>'],
    methods: {
      'add/1': addsReporting,
      'addAll/1': mutates({ storesElements: [0], reports: 'true' }),
      'remove/1': removesReporting,
      'removeAll/1': removesReporting,
      'retainAll/1': removesReporting,
      'removeIf/1': both(eachElement, removesReporting),
      'clear/0': mutates(),
      'toArray/0': copy('this', 'java.lang.Object[]'),
      // An array that is large enough is filled and given back; then it is new to the session all the same.
      'toArray/1': copy('this', '@0'),
      'stream/0': part('java.util.stream.Stream<$0>'),
      'parallelStream/0': part('java.util.stream.Stream<$0>'),
    },
  },
  {
    name: 'java.util.SequencedCollection',
    extends: ['java.util.Collection<$0>'],
    methods: sequenced('SequencedCollection'),
  },
  {
    name: 'java.util.List',
    extends: ['java.util.SequencedCollection<$0>'],
    methods: {
      'add/1': addsAlways,
      'add/2': stores(1),
      'addAll/2': mutates({ storesElements: [1], reports: 'true' }),
      'get/1': element,
      'set/2': both(stores(1), element),
      // remove(int) gives the element, remove(Object) tells whether there was one.
      'remove/1': both(removesReporting, element),
      'sort/1': mutates(),
      'replaceAll/1': both(eachElement, mutates()),
      listIterator: part('java.util.ListIterator<$0>'),
      'subList/2': part('java.util.List<$0>'),
      'reversed/0': part('java.util.List<$0>'),
      of: holds('all', 'java.util.List<@0>'),
      'copyOf/1': copy(0, 'java.util.List<@0.0>'),
    },
  },
  {
    name: 'java.util.Set',
    extends: ['java.util.Collection<$0>'],
    methods: { of: holds('all', 'java.util.Set<@0>'), 'copyOf/1': copy(0, 'java.util.Set<@0.0>') },
  },
  {
    name: 'java.util.SequencedSet',
    extends: ['java.util.Set<$0>', 'java.util.SequencedCollection<$0>'],
    methods: { 'reversed/0': part('java.util.SequencedSet<$0>') },
  },
  {
    name: 'java.util.SortedSet',
    extends: ['java.util.SequencedSet<$0>'],
    methods: {
      ...each(['first/0', 'last/0'], element),
      ...each(['headSet/1', 'tailSet/1', 'subSet/2', 'reversed/0'], part('java.util.SortedSet<$0>')),
    },
  },
  {
    name: 'java.util.NavigableSet',
    extends: ['java.util.SortedSet<$0>'],
    methods: {
      ...each(['lower/1', 'floor/1', 'ceiling/1', 'higher/1'], element),
      ...each(['pollFirst/0', 'pollLast/0'], polls),
      ...each(
        ['descendingSet/0', 'reversed/0', 'headSet/2', 'tailSet/2', 'subSet/4'],
        part('java.util.NavigableSet<$0>'),
      ),
      'descendingIterator/0': part('java.util.Iterator<$0>'),
    },
  },
  {
    name: 'java.util.Queue',
    extends: ['java.util.Collection<$0>'],
    methods: {
      'add/1': addsAlways,
      'offer/1': addsReporting,
      'remove/0': takes,
      'poll/0': polls,
      'element/0': element,
      'peek/0': element,
    },
  },
  {
    name: 'java.util.Deque',
    extends: ['java.util.Queue<$0>', 'java.util.SequencedCollection<$0>'],
    methods: {
      ...each(['offerFirst/1', 'offerLast/1'], addsReporting),
      ...each(['pollFirst/0', 'pollLast/0'], polls),
      ...each(['peekFirst/0', 'peekLast/0'], element),
      ...each(['removeFirstOccurrence/1', 'removeLastOccurrence/1'], removesReporting),
      'push/1': stores(0),
      'pop/0': takes,
      'descendingIterator/0': part('java.util.Iterator<$0>'),
      'reversed/0': part('java.util.Deque<$0>'),
    },
  },
  {
    name: 'java.util.concurrent.BlockingQueue',
    extends: ['java.util.Queue<$0>'],
    methods: {
      'put/1': stores(0),
      'offer/3': addsReporting,
      'take/0': takes,
      'poll/2': polls,
      drainTo: both(mutates(), mutates({ target: 0 })),
    },
  },
  {
    name: 'java.util.concurrent.BlockingDeque',
    extends: ['java.util.concurrent.BlockingQueue<$0>', 'java.util.Deque<$0>'],
    methods: {
      ...each(['putFirst/1', 'putLast/1'], stores(0)),
      ...each(['offerFirst/3', 'offerLast/3'], addsReporting),
      ...each(['takeFirst/0', 'takeLast/0'], takes),
      ...each(['pollFirst/2', 'pollLast/2'], polls),
    },
  },
  {
    name: 'java.util.concurrent.TransferQueue',
    extends: ['java.util.concurrent.BlockingQueue<$0>'],
    methods: { 'transfer/1': stores(0), tryTransfer: addsReporting },
  },
];

function sequenced(view: string): MethodModel {
  return {
    ...each(['addFirst/1', 'addLast/1'], stores(0)),
    ...each(['getFirst/0', 'getLast/0'], element),
    ...each(['removeFirst/0', 'removeLast/0'], takes),
    'reversed/0': part(`java.util.${view}<$0>`),
  };
}

/** A class whose one-argument constructor copies a collection (or takes a capacity or a comparator). */
function concrete(name: string, supertypes: readonly string[], methods: MethodModel = {}): ClassModel {
  return {
    name,
    extends: supertypes.map((supertype) => `${supertype}<$0>`),
    methods: { 'new/1': copy(0, `${name}<@0.0>`), ...methods },
  };
}

const classes: readonly ClassModel[] = [
  { name: 'java.util.AbstractCollection', extends: ['java.util.Collection<$0>'] },
  { name: 'java.util.AbstractList', extends: ['java.util.AbstractCollection<$0>', 'java.util.List<$0>'] },
  { name: 'java.util.AbstractSequentialList', extends: ['java.util.AbstractList<$0>'] },
  { name: 'java.util.AbstractSet', extends: ['java.util.AbstractCollection<$0>', 'java.util.Set<$0>'] },
  { name: 'java.util.AbstractQueue', extends: ['java.util.AbstractCollection<$0>', 'java.util.Queue<$0>'] },
  { name: 'java.util.RandomAccess' },
  concrete('java.util.ArrayList', ['java.util.AbstractList'], { 'ensureCapacity/1': pure, 'trimToSize/0': pure }),
  concrete('java.util.LinkedList', ['java.util.AbstractSequentialList', 'java.util.Deque'], {
    'reversed/0': part('java.util.LinkedList<$0>'),
  }),
  concrete('java.util.Vector', ['java.util.AbstractList'], {
    'addElement/1': stores(0),
    'insertElementAt/2': stores(0),
    'setElementAt/2': stores(0),
    'removeElement/1': removesReporting,
    ...each(['removeElementAt/1', 'removeAllElements/0', 'setSize/1'], mutates()),
    ...each(['elementAt/1', 'firstElement/0', 'lastElement/0'], element),
    'elements/0': part('java.util.Enumeration<$0>'),
    'copyInto/1': mutates({ target: 0 }),
  }),
  {
    name: 'java.util.Stack',
    extends: ['java.util.Vector<$0>'],
    methods: { 'push/1': both(stores(0), same(0)), 'pop/0': takes, 'peek/0': element },
  },
  concrete('java.util.HashSet', ['java.util.AbstractSet']),
  concrete('java.util.LinkedHashSet', ['java.util.HashSet', 'java.util.SequencedSet']),
  concrete('java.util.TreeSet', ['java.util.AbstractSet', 'java.util.NavigableSet']),
  {
    name: 'java.util.EnumSet',
    extends: ['java.util.AbstractSet<$0>'],
    methods: {
      of: holds('all', 'java.util.EnumSet<@0>'),
      range: returns('java.util.EnumSet<@0>'),
      ...each(['noneOf/1', 'allOf/1'], returns('java.util.EnumSet<@0.0>')),
      ...each(['copyOf/1', 'complementOf/1'], copy(0, 'java.util.EnumSet<@0.0>')),
    },
  },
  concrete('java.util.ArrayDeque', ['java.util.AbstractCollection', 'java.util.Deque']),
  concrete('java.util.PriorityQueue', ['java.util.AbstractQueue']),
  concrete('java.util.concurrent.ConcurrentLinkedQueue', ['java.util.AbstractQueue']),
  concrete('java.util.concurrent.ConcurrentLinkedDeque', ['java.util.AbstractCollection', 'java.util.Deque']),
  concrete('java.util.concurrent.LinkedBlockingQueue', [
    'java.util.AbstractQueue',
    'java.util.concurrent.BlockingQueue',
  ]),
  concrete('java.util.concurrent.LinkedBlockingDeque', [
    'java.util.AbstractQueue',
    'java.util.concurrent.BlockingDeque',
  ]),
  concrete(
    'java.util.concurrent.ArrayBlockingQueue',
    ['java.util.AbstractQueue', 'java.util.concurrent.BlockingQueue'],
    {
      'new/3': copy(2, 'java.util.concurrent.ArrayBlockingQueue<@2.0>'),
    },
  ),
  concrete('java.util.concurrent.PriorityBlockingQueue', [
    'java.util.AbstractQueue',
    'java.util.concurrent.BlockingQueue',
  ]),
  concrete('java.util.concurrent.DelayQueue', ['java.util.AbstractQueue', 'java.util.concurrent.BlockingQueue']),
  concrete('java.util.concurrent.SynchronousQueue', ['java.util.AbstractQueue', 'java.util.concurrent.BlockingQueue']),
  concrete('java.util.concurrent.LinkedTransferQueue', [
    'java.util.AbstractQueue',
    'java.util.concurrent.TransferQueue',
  ]),
  concrete('java.util.concurrent.CopyOnWriteArrayList', ['java.util.List'], {
    'addIfAbsent/1': addsReporting,
    'addAllAbsent/1': mutates({ storesElements: [0] }),
  }),
  concrete('java.util.concurrent.CopyOnWriteArraySet', ['java.util.AbstractSet']),
  concrete('java.util.concurrent.ConcurrentSkipListSet', ['java.util.AbstractSet', 'java.util.NavigableSet']),
];

/** Members that every array type has; asked for under the name `[]`, its component type as type argument. */
const array: ClassModel = { name: '[]', methods: { 'clone/0': copy() } };

export const collectionModels: readonly ClassModel[] = [...interfaces, ...classes, array];
