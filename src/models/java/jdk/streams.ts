/** java.util.stream and java.util.Optional. Intermediate operations are taken to run at once. */
import type { ClassModel } from '../../model.ts';
import { both, copy, each, holds, invokes, part, partOf, pure, returnedBy, returns, same } from '../calls.ts';

const STREAM = 'java.util.stream.Stream';
const OPTIONAL = 'java.util.Optional';

const element = partOf('this', '$0');
const eachElement = invokes(0, element);

const stream: ClassModel = {
  name: STREAM,
  extends: ['java.util.stream.BaseStream<$0>'],
  methods: {
    ...each(['filter/1', 'peek/1', 'takeWhile/1', 'dropWhile/1'], both(eachElement, same())),
    ...each(['sorted/0', 'sorted/1', 'limit/1', 'skip/1', 'distinct/0'], same()),
    'map/1': both(eachElement, returnedBy(0, `${STREAM}<@0()>`)),
    // The function gives a stream, whose elements are those of the result.
    'flatMap/1': both(eachElement, returnedBy(0)),
    'mapMulti/1': both(invokes(0, element, null), part(STREAM)),
    ...each(['mapToInt/1', 'flatMapToInt/1'], both(eachElement, returns('java.util.stream.IntStream'))),
    ...each(['mapToLong/1', 'flatMapToLong/1'], both(eachElement, returns('java.util.stream.LongStream'))),
    ...each(['mapToDouble/1', 'flatMapToDouble/1'], both(eachElement, returns('java.util.stream.DoubleStream'))),
    ...each(['forEach/1', 'forEachOrdered/1', 'anyMatch/1', 'allMatch/1', 'noneMatch/1'], eachElement),
    ...each(['findFirst/0', 'findAny/0', 'min/1', 'max/1'], part(`${OPTIONAL}<$0>`)),
    'reduce/1': both(invokes(0, element, element), part(), returnedBy(0, `${OPTIONAL}<$0>`)),
    'reduce/2': both(invokes(1, element, element), part(), same(0), returnedBy(1, '$0')),
    'reduce/3': both(invokes(1, { same: 0 }, element), same(0), returnedBy(1)),
    // A collector gives a new container of the stream's elements; its type is the collector's third argument.
    'collect/1': copy('this', '@0.2'),
    'collect/3': both(invokes(1, null, element), copy('this', '@0()')),
    'toList/0': copy('this', 'java.util.List<$0>'),
    'toArray/0': copy('this', 'java.lang.Object[]'),
    'toArray/1': copy('this', '@0()'),
    of: holds('all', `${STREAM}<@0>`),
    'ofNullable/1': holds([0], `${STREAM}<@0>`),
    'empty/0': returns(STREAM),
    'concat/2': both(part(undefined, 0), part('@0', 1)),
    'generate/1': both(invokes(0), returnedBy(0, `${STREAM}<@0()>`)),
    'iterate/2': both(invokes(1, { same: 0 }), holds([0]), returnedBy(1, `${STREAM}<@0>`)),
  },
};

const collector = (type: string) => returns(`java.util.stream.Collector<java.lang.Object,java.lang.Object,${type}>`);

/** Reactor's publishers, on which Spring's reactive handlers get the WebSession. They run within the request. */
const publishers: readonly ClassModel[] = ['Mono', 'Flux'].map((simple): ClassModel => {
  const name = `reactor.core.publisher.${simple}`;
  return {
    name,
    methods: {
      ...each(['doOnNext/1', 'doOnSuccess/1', 'filter/1'], both(eachElement, same())),
      'map/1': both(eachElement, returnedBy(0, `${name}<@0()>`)),
      ...each(['flatMap/1', 'flatMapMany/1', 'concatMap/1', 'switchMap/1'], both(eachElement, returnedBy(0))),
      subscribe: eachElement,
      ...each(['block/0', 'blockFirst/0', 'blockLast/0'], part('$0')),
      just: holds('all', `${name}<@0>`),
      'justOrEmpty/1': holds([0], `${name}<@0>`),
      'collectList/0': copy('this', 'reactor.core.publisher.Mono<java.util.List<$0>>'),
      ...each(['switchIfEmpty/1', 'defaultIfEmpty/1', 'next/0', 'cache/0'], same()),
      'then/1': same(0),
      'thenReturn/1': holds([0], `${name}<@0>`),
    },
  };
});

export const streamModels: readonly ClassModel[] = [
  ...publishers,
  {
    name: 'java.util.stream.BaseStream',
    methods: {
      'iterator/0': part('java.util.Iterator<$0>'),
      'spliterator/0': part('java.util.Spliterator<$0>'),
      ...each(['parallel/0', 'sequential/0', 'unordered/0', 'onClose/1'], same()),
    },
  },
  stream,
  ...['Int', 'Long', 'Double'].map((kind): ClassModel => {
    const name = `java.util.stream.${kind}Stream`;
    return {
      name,
      extends: ['java.util.stream.BaseStream'],
      methods: {
        ...each(['filter/1', 'peek/1', 'takeWhile/1', 'dropWhile/1', 'map/1'], both(invokes(0, null), same())),
        ...each(['sorted/0', 'limit/1', 'skip/1', 'distinct/0'], same()),
        ...each(['forEach/1', 'forEachOrdered/1', 'anyMatch/1', 'allMatch/1', 'noneMatch/1'], invokes(0, null)),
        'mapToObj/1': both(invokes(0, null), returnedBy(0, `${STREAM}<@0()>`)),
        'mapToInt/1': both(invokes(0, null), returns('java.util.stream.IntStream')),
        'asIntStream/0': returns('java.util.stream.IntStream'),
        'mapToLong/1': both(invokes(0, null), returns('java.util.stream.LongStream')),
        'asLongStream/0': returns('java.util.stream.LongStream'),
        'mapToDouble/1': both(invokes(0, null), returns('java.util.stream.DoubleStream')),
        'asDoubleStream/0': returns('java.util.stream.DoubleStream'),
        'boxed/0': returns(`${STREAM}<java.lang.${kind === 'Int' ? 'Integer' : kind}>`),
        ...each(['range/2', 'rangeClosed/2', 'of', 'empty/0', 'concat/2'], returns(name)),
      },
    };
  }),
  {
    name: 'java.util.stream.Collectors',
    methods: {
      ...each(['toList/0', 'toUnmodifiableList/0'], collector('java.util.List')),
      ...each(['toSet/0', 'toUnmodifiableSet/0'], collector('java.util.Set')),
      ...each(
        ['toMap/2', 'toMap/3', 'toMap/4', 'groupingBy', 'partitioningBy', 'toUnmodifiableMap'],
        collector('java.util.Map'),
      ),
      ...each(['toConcurrentMap', 'groupingByConcurrent'], collector('java.util.concurrent.ConcurrentMap')),
      // The inner collector decides.
      ...each(['mapping/2', 'flatMapping/2', 'filtering/2'], returns('@1')),
      'collectingAndThen/2': collector('@1()'),
      'summingInt/1': collector('java.lang.Integer'),
      'summingLong/1': collector('java.lang.Long'),
      ...each(
        ['summingDouble/1', 'averagingInt/1', 'averagingLong/1', 'averagingDouble/1'],
        collector('java.lang.Double'),
      ),
      joining: collector('java.lang.String'),
      counting: collector('java.lang.Long'),
      'toCollection/1': collector('@0()'),
      ...each(['minBy/1', 'maxBy/1'], collector(OPTIONAL)),
    },
  },
  { name: 'java.util.stream.Collector' },
  { name: 'java.util.stream.StreamSupport', methods: { 'stream/2': part(`${STREAM}<@0.0>`, 0) } },
  {
    name: OPTIONAL,
    methods: {
      ...each(['of/1', 'ofNullable/1'], holds([0], `${OPTIONAL}<@0>`)),
      'empty/0': returns(OPTIONAL),
      ...each(['get/0', 'orElseThrow/0', 'orElseThrow/1'], part('$0')),
      'orElse/1': both(part(), same(0, '$0')),
      'orElseGet/1': both(invokes(0), part(), returnedBy(0, '$0')),
      'or/1': both(invokes(0), same(), returnedBy(0, `${OPTIONAL}<$0>`)),
      'ifPresent/1': eachElement,
      'ifPresentOrElse/2': both(eachElement, invokes(1)),
      'map/1': both(eachElement, returnedBy(0, `${OPTIONAL}<@0()>`)),
      'flatMap/1': both(eachElement, returnedBy(0)),
      'filter/1': both(eachElement, same()),
      'stream/0': part(`${STREAM}<$0>`),
      'isPresent/0': pure,
    },
  },
  ...['OptionalInt', 'OptionalLong', 'OptionalDouble'].map((simple): ClassModel => ({
    name: `java.util.${simple}`,
    kind: 'immutable',
    methods: { 'ifPresent/1': invokes(0, null) },
  })),
];
