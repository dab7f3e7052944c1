/** Third-party libraries that web applications use on the objects that they keep in sessions. */
import type { ClassModel } from '../model.ts';
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
} from './calls.ts';

const STRING = 'java.lang.String';
const list = (text: string): readonly string[] => text.trim().split(/\s+/u);
const service = (name: string): ClassModel => ({ name, kind: 'service' });
const changesFirst = mutates({ target: 0 });
const addsToFirst = mutates({ target: 0, storesElements: [1] });

/** Apache Commons, both package names of each library. */
const commons: readonly ClassModel[] = [
  ...['org.apache.commons.beanutils', 'org.apache.commons.beanutils2'].flatMap((pkg): ClassModel[] => {
    const methods = {
      // (destination, origin)
      'copyProperties/2': changesFirst,
      'copyProperty/3': changesFirst,
      'populate/2': changesFirst,
      'setProperty/3': mutates({ target: 0, stores: [2] }),
      ...each(['setSimpleProperty/3', 'setNestedProperty/3', 'setIndexedProperty', 'setMappedProperty'], changesFirst),
      'cloneBean/1': copy(0),
      'describe/1': returns('java.util.Map<java.lang.String,java.lang.String>'),
    };
    const strings = each(['getProperty/2', 'getSimpleProperty/2', 'getNestedProperty/2'], returns(STRING));
    const parts = each(['getProperty/2', 'getSimpleProperty/2', 'getNestedProperty/2'], part(undefined, 0));
    return [
      { name: `${pkg}.BeanUtils`, methods: { ...methods, ...strings } },
      { name: `${pkg}.BeanUtilsBean`, methods: { ...methods, ...strings } },
      { name: `${pkg}.PropertyUtils`, methods: { ...methods, ...parts } },
      { name: `${pkg}.PropertyUtilsBean`, methods: { ...methods, ...parts } },
      {
        name: `${pkg}.DynaBean`,
        methods: { get: part(), 'set/2': stores(1), 'set/3': stores(2), 'remove/2': mutates() },
      },
    ];
  }),
  ...['org.apache.commons.collections', 'org.apache.commons.collections4'].flatMap((pkg): ClassModel[] => [
    {
      name: `${pkg}.CollectionUtils`,
      methods: {
        addAll: mutates({ target: 0, stores: [1, 2, 3, 4], storesElements: [1], reports: 'true' }),
        addIgnoreNull: mutates({ target: 0, stores: [1], reports: 'true' }),
        ...each(['filter/2', 'filterInverse/2'], both(invokes(1, partOf(0, '@0.0')), changesFirst)),
        'transform/2': both(invokes(1, partOf(0, '@0.0')), changesFirst),
        'reverseArray/1': changesFirst,
        ...each(['forAllDo/2', 'exists/2', 'countMatches/2', 'matchesAll/2'], invokes(1, partOf(0, '@0.0'))),
        'find/2': both(invokes(1, partOf(0, '@0.0')), part('@0.0', 0)),
        'get/2': part(undefined, 0),
        ...each(['select/2', 'selectRejected/2', 'removeAll/2', 'retainAll/2', 'subtract/2'], copy(0)),
        ...each(['union/2', 'intersection/2', 'disjunction/2', 'collate/2'], both(copy(0), copy(1))),
        'collect/2': both(invokes(1, partOf(0, '@0.0')), returnedBy(1, 'java.util.Collection<@1()>')),
        ...each(
          ['unmodifiableCollection/1', 'synchronizedCollection/1', 'predicatedCollection/2', 'emptyIfNull/1'],
          same(0),
        ),
      },
    },
    {
      name: `${pkg}.ListUtils`,
      methods: {
        'partition/2': part('java.util.List<@0>', 0),
        ...each(
          ['unmodifiableList/1', 'synchronizedList/1', 'lazyList/2', 'fixedSizeList/1', 'emptyIfNull/1'],
          same(0),
        ),
        'defaultIfNull/2': both(same(0), same(1)),
        ...each(['union/2', 'sum/2'], both(copy(0), copy(1))),
        ...each(['subtract/2', 'removeAll/2', 'retainAll/2', 'select/2'], copy(0)),
      },
    },
    {
      name: `${pkg}.MapUtils`,
      methods: {
        'putAll/2': both(mutates({ target: 0, storesElements: [1] }), same(0)),
        'safeAddToMap/3': mutates({ target: 0, stores: [2] }),
        'getObject/2': part(undefined, 0),
        'getString/2': returns(STRING),
        'getMap/2': part('java.util.Map', 0),
        'invertMap/1': returns('java.util.Map'),
        ...each(['unmodifiableMap/1', 'synchronizedMap/1', 'lazyMap/2', 'emptyIfNull/1'], same(0)),
      },
    },
    {
      name: `${pkg}.MultiMap`,
      extends: ['java.util.Map<$0,java.lang.Object>'],
    },
    {
      name: `${pkg}.Bag`,
      extends: ['java.util.Collection<$0>'],
      methods: { 'add/2': mutates({ stores: [0], reports: 'true' }), 'remove/2': mutates({ reports: 'true' }) },
    },
    {
      name: `${pkg}.BidiMap`,
      extends: ['java.util.Map<$0,$1>'],
      methods: { 'removeValue/1': mutates({ reports: 'non-null' }), 'inverseBidiMap/0': part() },
    },
  ]),
  ...['org.apache.commons.lang', 'org.apache.commons.lang3'].flatMap((pkg): ClassModel[] => [
    {
      name: `${pkg}.StringUtils`,
      methods: each(list('trim strip defaultString join replace substring'), returns(STRING)),
    },
    {
      name: `${pkg}.ArrayUtils`,
      methods: {
        ...each(['reverse', 'shuffle', 'swap', 'shift'], changesFirst),
        ...each(list('add addAll remove removeElement insert subarray clone toObject toPrimitive'), copy(0)),
      },
    },
    { name: `${pkg}.ObjectUtils`, methods: { defaultIfNull: both(same(0), same(1)), clone: copy(0) } },
    { name: `${pkg}.SerializationUtils`, methods: { 'clone/1': returns('@0') } },
    {
      name: `${pkg}.time.DateUtils`,
      methods: each(
        list(
          'addDays addHours addMinutes addMonths addYears addWeeks addSeconds truncate round setDays setHours setMinutes setMonths setYears ceiling',
        ),
        returns('java.util.Date'),
      ),
    },
    ...['Int', 'Long', 'Boolean', 'Double', 'Float', 'Short', 'Byte'].map((kind): ClassModel => ({
      name: `${pkg}.mutable.Mutable${kind}`,
      methods: each(
        list(`setValue increment decrement add subtract setTrue setFalse getAndIncrement getAndDecrement incrementAndGet
            decrementAndGet getAndAdd addAndGet`),
        mutates(),
      ),
    })),
    {
      name: `${pkg}.mutable.MutableObject`,
      methods: { 'new/1': holds([0]), 'setValue/1': stores(0), 'getValue/0': part('$0') },
    },
    ...['EqualsBuilder', 'HashCodeBuilder', 'ToStringBuilder', 'CompareToBuilder'].map((simple) =>
      service(`${pkg}.builder.${simple}`),
    ),
  ]),
];

const ENTRY = 'java.util.Map.Entry<$0,$1>';

const guava: readonly ClassModel[] = [
  {
    name: 'com.google.common.collect.Lists',
    methods: {
      'newArrayList/0': returns('java.util.ArrayList'),
      // One argument is a collection to copy, or a single element.
      'newArrayList/1': both(copy(0), holds([0], 'java.util.ArrayList<@0.0>')),
      newArrayList: holds('all', 'java.util.ArrayList<@0>'),
      'newLinkedList/1': copy(0, 'java.util.LinkedList<@0.0>'),
      'newCopyOnWriteArrayList/1': copy(0, 'java.util.concurrent.CopyOnWriteArrayList<@0.0>'),
      'reverse/1': part('java.util.List<@0.0>', 0),
      'partition/2': part('java.util.List<java.util.List<@0.0>>', 0),
      'transform/2': both(invokes(1, partOf(0, '@0.0')), returnedBy(1, 'java.util.List<@1()>')),
      asList: holds('all', 'java.util.List<@0>'),
    },
  },
  {
    name: 'com.google.common.collect.Sets',
    methods: {
      'newHashSet/0': returns('java.util.HashSet'),
      'newHashSet/1': both(copy(0), holds([0], 'java.util.HashSet<@0.0>')),
      newHashSet: holds('all', 'java.util.HashSet<@0>'),
      ...each(['newLinkedHashSet/1', 'newTreeSet/1', 'newConcurrentHashSet/1'], copy(0, 'java.util.Set<@0.0>')),
      'filter/2': both(invokes(1, partOf(0, '@0.0')), part('java.util.Set<@0.0>', 0)),
      ...each(['union/2', 'symmetricDifference/2'], both(part(undefined, 0), part('java.util.Set<@0.0>', 1))),
      ...each(['intersection/2', 'difference/2'], part('java.util.Set<@0.0>', 0)),
    },
  },
  {
    name: 'com.google.common.collect.Maps',
    methods: {
      ...each(['newHashMap/0', 'newLinkedHashMap/0', 'newTreeMap/0', 'newConcurrentMap/0'], returns('java.util.Map')),
      ...each(['newHashMap/1', 'newLinkedHashMap/1', 'newTreeMap/1'], copy(0, 'java.util.Map<@0.0,@0.1>')),
      ...each(['filterKeys/2', 'filterValues/2', 'filterEntries/2'], part('java.util.Map<@0.0,@0.1>', 0)),
      'transformValues/2': both(invokes(1, partOf(0, '@0.1')), returnedBy(1, 'java.util.Map<@0.0,@1()>')),
      'uniqueIndex/2': both(invokes(1, partOf(0, '@0.0')), copy(0, 'java.util.Map<@1(),@0.0>')),
      'immutableEntry/2': holds([0, 1], 'java.util.Map.Entry<@0,@1>'),
    },
  },
  {
    name: 'com.google.common.collect.Iterables',
    methods: {
      ...each(list('getFirst getLast get getOnlyElement find tryFind'), both(part('@0.0', 0))),
      ...each(
        list('filter skip limit cycle unmodifiableIterable consumingIterable'),
        part('java.lang.Iterable<@0.0>', 0),
      ),
      partition: part('java.lang.Iterable<java.util.List<@0.0>>', 0),
      'transform/2': both(invokes(1, partOf(0, '@0.0')), returnedBy(1, 'java.lang.Iterable<@1()>')),
      concat: both(part(undefined, 0), part(undefined, 1), returns('java.lang.Iterable<@0.0>')),
      'addAll/2': mutates({ target: 0, storesElements: [1], reports: 'true' }),
      ...each(['removeIf/2', 'removeAll/2', 'retainAll/2'], mutates({ target: 0, reports: 'true' })),
      ...each(['any/2', 'all/2'], invokes(1, partOf(0, '@0.0'))),
    },
  },
  {
    name: 'com.google.common.collect.Iterators',
    methods: {
      ...each(list('filter limit unmodifiableIterator peekingIterator'), part('java.util.Iterator<@0.0>', 0)),
      ...each(list('getNext getLast getOnlyElement find'), part('@0.0', 0)),
      'addAll/2': addsToFirst,
      ...each(['removeIf/2', 'removeAll/2', 'retainAll/2'], mutates({ target: 0, reports: 'true' })),
    },
  },
  {
    name: 'com.google.common.collect.Collections2',
    methods: {
      'filter/2': both(invokes(1, partOf(0, '@0.0')), part('java.util.Collection<@0.0>', 0)),
      'transform/2': both(invokes(1, partOf(0, '@0.0')), returnedBy(1, 'java.util.Collection<@1()>')),
    },
  },
  {
    name: 'com.google.common.collect.FluentIterable',
    extends: ['java.lang.Iterable<$0>'],
    methods: {
      'from/1': part('com.google.common.collect.FluentIterable<@0.0>', 0),
      ...each(['filter/1', 'skip/1', 'limit/1'], same()),
      'transform/1': both(
        invokes(0, partOf('this', '$0')),
        returnedBy(0, 'com.google.common.collect.FluentIterable<@0()>'),
      ),
      ...each(['toList/0', 'toSortedList/1'], copy('this', 'java.util.List<$0>')),
      'toSet/0': copy('this', 'java.util.Set<$0>'),
      'get/1': part('$0'),
    },
  },
  ...['List', 'Set', 'SortedSet', 'Collection'].map((kind): ClassModel => ({
    name: `com.google.common.collect.Immutable${kind}`,
    extends: [`java.util.${kind}<$0>`],
    methods: {
      of: holds('all', `com.google.common.collect.Immutable${kind}<@0>`),
      'copyOf/1': copy(0, `com.google.common.collect.Immutable${kind}<@0.0>`),
    },
  })),
  ...['Map', 'SortedMap', 'BiMap'].map((kind): ClassModel => ({
    name: `com.google.common.collect.Immutable${kind}`,
    extends: ['java.util.Map<$0,$1>'],
    methods: {
      of: holds('all', `com.google.common.collect.Immutable${kind}<@0,@1>`),
      'copyOf/1': copy(0, `com.google.common.collect.Immutable${kind}<@0.0,@0.1>`),
    },
  })),
  {
    name: 'com.google.common.collect.Multimap',
    methods: {
      'put/2': mutates({ stores: [0, 1], reports: 'true' }),
      'putAll/1': mutates({ storesElements: [0], reports: 'true' }),
      'putAll/2': mutates({ storesElements: [1], reports: 'true' }),
      'remove/2': mutates({ reports: 'true' }),
      ...each(['removeAll/1', 'replaceValues/2'], both(mutates(), part('java.util.Collection<$1>'))),
      'clear/0': mutates(),
      'get/1': part('java.util.Collection<$1>'),
      'values/0': part('java.util.Collection<$1>'),
      'keySet/0': part('java.util.Set<$0>'),
      'entries/0': part(`java.util.Collection<${ENTRY}>`),
      'asMap/0': part('java.util.Map<$0,java.util.Collection<$1>>'),
      'forEach/1': invokes(0, partOf('this', '$0'), partOf('this', '$1')),
    },
  },
  ...[
    ['ListMultimap', 'List'],
    ['SetMultimap', 'Set'],
  ].map(([simple = '', kind = '']): ClassModel => ({
    name: `com.google.common.collect.${simple}`,
    extends: ['com.google.common.collect.Multimap<$0,$1>'],
    methods: { 'get/1': part(`java.util.${kind}<$1>`) },
  })),
  ...[
    ['ArrayListMultimap', 'ListMultimap'],
    ['LinkedListMultimap', 'ListMultimap'],
    ['HashMultimap', 'SetMultimap'],
    ['LinkedHashMultimap', 'SetMultimap'],
    ['TreeMultimap', 'SetMultimap'],
  ].map(([simple = '', supertype = '']): ClassModel => ({
    name: `com.google.common.collect.${simple}`,
    extends: [`com.google.common.collect.${supertype}<$0,$1>`],
    methods: {
      'create/0': returns(`com.google.common.collect.${simple}`),
      'create/1': copy(0, `com.google.common.collect.${simple}<@0.0,@0.1>`),
    },
  })),
  {
    name: 'com.google.common.collect.BiMap',
    extends: ['java.util.Map<$0,$1>'],
    methods: {
      'forcePut/2': both(stores(0, 1), part('$1')),
      'inverse/0': part('com.google.common.collect.BiMap<$1,$0>'),
    },
  },
  { name: 'com.google.common.collect.HashBiMap', extends: ['com.google.common.collect.BiMap<$0,$1>'] },
  {
    name: 'com.google.common.collect.Multiset',
    extends: ['java.util.Collection<$0>'],
    methods: {
      'add/2': stores(0),
      ...each(['remove/2', 'setCount/2'], mutates()),
      'setCount/3': mutates({ reports: 'true' }),
      'elementSet/0': part('java.util.Set<$0>'),
      'entrySet/0': part(),
    },
  },
  {
    name: 'com.google.common.collect.Table',
    methods: {
      'put/3': both(stores(0, 1, 2), part('$2')),
      'putAll/1': mutates({ storesElements: [0] }),
      'remove/2': both(mutates({ reports: 'non-null' }), part('$2')),
      'clear/0': mutates(),
      'get/2': part('$2'),
      'row/1': part('java.util.Map<$1,$2>'),
      'column/1': part('java.util.Map<$0,$2>'),
      'values/0': part('java.util.Collection<$2>'),
      'rowMap/0': part('java.util.Map<$0,java.util.Map<$1,$2>>'),
      'columnMap/0': part('java.util.Map<$1,java.util.Map<$0,$2>>'),
      ...each(['cellSet/0', 'rowKeySet/0', 'columnKeySet/0'], part('java.util.Set')),
    },
  },
  { name: 'com.google.common.collect.HashBasedTable', extends: ['com.google.common.collect.Table<$0,$1,$2>'] },
  {
    name: 'com.google.common.cache.Cache',
    methods: {
      'getIfPresent/1': part('$1'),
      // Loads what is missing, which changes the cache.
      'get/2': both(invokes(1), mutates(), part(), returnedBy(1, '$1')),
      'put/2': stores(0, 1),
      'putAll/1': mutates({ storesElements: [0] }),
      ...each(['invalidate/1', 'invalidateAll/0', 'invalidateAll/1', 'cleanUp/0'], mutates()),
      'asMap/0': part('java.util.concurrent.ConcurrentMap<$0,$1>'),
      'getAllPresent/1': copy(),
    },
  },
  {
    name: 'com.google.common.cache.LoadingCache',
    extends: ['com.google.common.cache.Cache<$0,$1>'],
    methods: {
      ...each(['get/1', 'getUnchecked/1', 'apply/1'], both(mutates(), part('$1'))),
      'refresh/1': mutates(),
    },
  },
  {
    name: 'com.google.common.base.Preconditions',
    methods: { checkNotNull: same(0), checkElementIndex: pure, checkArgument: pure, checkState: pure },
  },
  {
    name: 'com.google.common.base.MoreObjects',
    methods: { 'firstNonNull/2': both(same(0), same(1)) },
  },
  {
    name: 'com.google.common.base.Optional',
    methods: {
      ...each(['of/1', 'fromNullable/1'], holds([0], 'com.google.common.base.Optional<@0>')),
      ...each(['get/0', 'orNull/0'], part('$0')),
      'or/1': both(part(), same(0, '$0')),
    },
  },
  { name: 'com.google.common.base.Splitter', kind: 'service' },
  { name: 'com.google.common.base.Joiner', kind: 'service', methods: { join: returns(STRING) } },
];

/** Libraries that copy one bean into another. */
const mappers: readonly ClassModel[] = [
  ...[
    'org.dozer.Mapper',
    'org.dozer.DozerBeanMapper',
    'net.sf.dozer.util.mapping.MapperIF',
    'com.github.dozermapper.core.Mapper',
  ].map((name): ClassModel => ({
    name,
    kind: 'service',
    // The destination is a class (then the result is new) or an object; a class literal cannot change.
    methods: { map: both(mutates({ target: 1 }), returns('@1.0')) },
  })),
  {
    name: 'org.modelmapper.ModelMapper',
    kind: 'service',
    methods: { map: both(mutates({ target: 1 }), returns('@1.0')) },
  },
  {
    name: 'cn.hutool.core.bean.BeanUtil',
    methods: {
      // copyProperties(source, target) as in Spring; toBean and the variant with a class give a new object.
      copyProperties: mutates({ target: 1 }),
      fillBean: both(mutates({ target: 0 }), same(0)),
      'fillBeanWithMap/3': both(mutates({ target: 1 }), same(1)),
      setFieldValue: mutates({ target: 0, stores: [2] }),
      setProperty: mutates({ target: 0, stores: [2] }),
      ...each(['getFieldValue/2', 'getProperty/2'], part(undefined, 0)),
    },
  },
  {
    name: 'com.fasterxml.jackson.databind.ObjectMapper',
    kind: 'service',
    methods: {
      // The reader that it gives writes into the object.
      'readerForUpdating/1': part('com.fasterxml.jackson.databind.ObjectReader', 0),
      'updateValue/2': both(mutates({ target: 0 }), same(0)),
      'writeValueAsString/1': returns(STRING),
      readValue: returns('@1.0'),
      'convertValue/2': returns('@1.0'),
      'createObjectNode/0': returns('com.fasterxml.jackson.databind.node.ObjectNode'),
      'createArrayNode/0': returns('com.fasterxml.jackson.databind.node.ArrayNode'),
    },
  },
  { name: 'com.fasterxml.jackson.databind.ObjectReader', methods: { readValue: both(mutates(), same()) } },
  { name: 'com.google.gson.Gson', kind: 'service', methods: { toJson: returns(STRING), fromJson: returns('@1.0') } },
];

const fluentPut = both(stores(0, 1), same());
const json: readonly ClassModel[] = [
  {
    name: 'org.json.JSONObject',
    methods: {
      ...each(['put/2', 'putOpt/2', 'putOnce/2'], fluentPut),
      ...each(['accumulate/2', 'append/2', 'increment/1'], both(stores(1), same())),
      'remove/1': both(mutates({ reports: 'non-null' }), part()),
      'clear/0': mutates(),
      ...each(['get/1', 'opt/1'], part()),
      ...each(['getJSONObject/1', 'optJSONObject/1'], part('org.json.JSONObject')),
      ...each(['getJSONArray/1', 'optJSONArray/1'], part('org.json.JSONArray')),
      ...each(['getString/1', 'optString', 'toString'], returns(STRING)),
      'keySet/0': part('java.util.Set<java.lang.String>'),
      'keys/0': part('java.util.Iterator<java.lang.String>'),
    },
  },
  {
    name: 'org.json.JSONArray',
    extends: ['java.lang.Iterable<java.lang.Object>'],
    methods: {
      'put/1': both(stores(0), same()),
      'put/2': both(stores(1), same()),
      'putAll/1': both(mutates({ storesElements: [0] }), same()),
      'remove/1': both(mutates({ reports: 'non-null' }), part()),
      'clear/0': mutates(),
      ...each(['get/1', 'opt/1'], part()),
      ...each(['getJSONObject/1', 'optJSONObject/1'], part('org.json.JSONObject')),
      ...each(['getJSONArray/1', 'optJSONArray/1'], part('org.json.JSONArray')),
      ...each(['getString/1', 'optString', 'toString'], returns(STRING)),
    },
  },
  ...['com.alibaba.fastjson', 'com.alibaba.fastjson2', 'net.sf.json'].flatMap((pkg): ClassModel[] => [
    {
      name: `${pkg}.JSONObject`,
      extends: ['java.util.Map<java.lang.String,java.lang.Object>'],
      methods: {
        ...each(['fluentPut/2', 'element/2', 'accumulate/2', 'discard/1'], both(stores(1), same())),
        'fluentPutAll/1': both(mutates({ storesElements: [0] }), same()),
        ...each(['fluentRemove/1', 'fluentClear/0'], both(mutates(), same())),
        'getJSONObject/1': part(`${pkg}.JSONObject`),
        'getJSONArray/1': part(`${pkg}.JSONArray`),
        ...each(['getString/1', 'toJSONString/0', 'toString'], returns(STRING)),
      },
    },
    {
      name: `${pkg}.JSONArray`,
      extends: ['java.util.List<java.lang.Object>'],
      methods: {
        ...each(['fluentAdd/1', 'element/1'], both(stores(0), same())),
        'getJSONObject/1': part(`${pkg}.JSONObject`),
        'getJSONArray/1': part(`${pkg}.JSONArray`),
        ...each(['getString/1', 'toJSONString/0'], returns(STRING)),
      },
    },
  ]),
  {
    name: 'org.json.simple.JSONObject',
    extends: ['java.util.HashMap<java.lang.Object,java.lang.Object>'],
    methods: { 'toJSONString/0': returns(STRING) },
  },
  { name: 'org.json.simple.JSONArray', extends: ['java.util.ArrayList<java.lang.Object>'] },
  {
    name: 'com.google.gson.JsonObject',
    methods: {
      'add/2': stores(1),
      'addProperty/2': mutates(),
      'remove/1': both(mutates({ reports: 'non-null' }), part()),
      'get/1': part(),
      'getAsJsonObject/1': part('com.google.gson.JsonObject'),
      'getAsJsonArray/1': part('com.google.gson.JsonArray'),
      'deepCopy/0': returns('com.google.gson.JsonObject'),
    },
  },
  {
    name: 'com.google.gson.JsonArray',
    extends: ['java.lang.Iterable'],
    methods: {
      'add/1': stores(0),
      'set/2': both(stores(1), part()),
      'remove/1': both(mutates(), part()),
      'get/1': part(),
    },
  },
  {
    name: 'com.fasterxml.jackson.databind.JsonNode',
    extends: ['java.lang.Iterable<com.fasterxml.jackson.databind.JsonNode>'],
    methods: {
      ...each(['get/1', 'path/1', 'at/1', 'findValue/1'], part('com.fasterxml.jackson.databind.JsonNode')),
      ...each(['asText', 'textValue/0'], returns(STRING)),
      'deepCopy/0': pure,
    },
  },
  {
    name: 'com.fasterxml.jackson.databind.node.ObjectNode',
    extends: ['com.fasterxml.jackson.databind.JsonNode'],
    methods: {
      ...each(['put/2', 'replace/2'], both(stores(1), part())),
      ...each(['set/2', 'setAll/1'], both(mutates({ stores: [1] }), same())),
      ...each(['remove/1', 'removeAll/0', 'retain'], mutates()),
      ...each(
        ['putObject/1', 'with/1', 'withObject/1'],
        both(mutates(), part('com.fasterxml.jackson.databind.node.ObjectNode')),
      ),
      ...each(['putArray/1', 'withArray/1'], both(mutates(), part('com.fasterxml.jackson.databind.node.ArrayNode'))),
    },
  },
  {
    name: 'com.fasterxml.jackson.databind.node.ArrayNode',
    extends: ['com.fasterxml.jackson.databind.JsonNode'],
    methods: {
      ...each(['add/1', 'addAll/1'], both(mutates({ stores: [0] }), same())),
      ...each(['insert/2', 'set/2'], both(stores(1), same())),
      ...each(['remove/1', 'removeAll/0'], mutates()),
      'addObject/0': both(mutates(), part('com.fasterxml.jackson.databind.node.ObjectNode')),
      'addArray/0': both(mutates(), part('com.fasterxml.jackson.databind.node.ArrayNode')),
    },
  },
];

const joda: readonly ClassModel[] = [
  ...list(`DateTime LocalDate LocalTime LocalDateTime DateMidnight Instant Duration Period Interval DateTimeZone Days Months
    Years YearMonth Partial Chronology ReadableInstant ReadablePartial`).map((simple): ClassModel => ({
    name: `org.joda.time.${simple}`,
    kind: 'immutable',
  })),
  ...['MutableDateTime', 'MutablePeriod', 'MutableInterval'].map((simple): ClassModel => ({
    name: `org.joda.time.${simple}`,
    methods: {
      ...each(
        list(`add set setDate setTime setDateTime setMillis setYear setMonthOfYear setDayOfMonth setDayOfWeek setDayOfYear
            setHourOfDay setMinuteOfHour setMinuteOfDay setSecondOfMinute setSecondOfDay setMillisOfSecond setMillisOfDay
            setWeekOfWeekyear setWeekyear setZone setZoneRetainFields setChronology setRounding addYears addMonths addWeeks
            addWeekyears addDays addHours addMinutes addSeconds addMillis clear setYears setMonths setWeeks setDays setHours
            setMinutes setSeconds setPeriod mergePeriod setInterval setStart setEnd setStartMillis setEndMillis
            setDurationAfterStart setDurationBeforeEnd setPeriodAfterStart setPeriodBeforeEnd setValue`),
        mutates(),
      ),
      'toDateTime/0': returns('org.joda.time.DateTime'),
      ...each(['copy/0', 'clone/0'], copy()),
    },
  })),
];

const uploads: readonly ClassModel[] = [
  {
    name: 'org.apache.commons.fileupload.servlet.ServletFileUpload',
    kind: 'service',
  },
  service('org.apache.commons.fileupload.FileItem'),
];

const services: readonly ClassModel[] = list(`
  org.slf4j.Logger org.slf4j.LoggerFactory org.slf4j.MDC org.apache.log4j.Logger org.apache.log4j.Category
  org.apache.logging.log4j.Logger org.apache.logging.log4j.LogManager org.apache.commons.logging.Log
  org.apache.commons.logging.LogFactory java.util.logging.Logger org.jboss.logging.Logger ch.qos.logback.classic.Logger
  org.springframework.jdbc.core.JdbcTemplate org.springframework.jdbc.core.JdbcOperations
  org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate org.springframework.jdbc.core.simple.SimpleJdbcTemplate
  org.springframework.orm.hibernate3.HibernateTemplate org.springframework.orm.hibernate5.HibernateTemplate
  org.springframework.web.client.RestTemplate org.springframework.web.reactive.function.client.WebClient
  org.springframework.data.repository.CrudRepository org.springframework.data.repository.PagingAndSortingRepository
  org.springframework.data.jpa.repository.JpaRepository org.springframework.data.mongodb.repository.MongoRepository
  org.springframework.data.redis.core.RedisTemplate org.springframework.data.redis.core.StringRedisTemplate
  org.springframework.data.mongodb.core.MongoTemplate org.springframework.context.ApplicationEventPublisher
  org.springframework.mail.javamail.JavaMailSender org.springframework.transaction.support.TransactionTemplate
  org.springframework.jms.core.JmsTemplate org.springframework.kafka.core.KafkaTemplate
  org.springframework.amqp.rabbit.core.RabbitTemplate com.baomidou.mybatisplus.core.mapper.BaseMapper
  org.apache.http.client.HttpClient org.hibernate.Query org.hibernate.Criteria org.hibernate.Transaction
  org.apache.velocity.app.VelocityEngine freemarker.template.Configuration org.thymeleaf.TemplateEngine
  javax.mail.Transport redis.clients.jedis.Jedis redis.clients.jedis.JedisPool net.sf.ehcache.Cache
`).map(service);

export const libraryModels: readonly ClassModel[] = [
  ...commons,
  ...guava,
  ...mappers,
  ...json,
  ...joda,
  ...uploads,
  ...services,
];
