/** java.util.concurrent: atomic values, and what runs a function on another thread. */
import type { ClassModel } from '../../model.ts';
import {
  both,
  detaches,
  each,
  holds,
  invokes,
  mutates,
  part,
  partOf,
  pure,
  returnedBy,
  returns,
  stores,
} from '../calls.ts';

const atomicNumber = (name: string): ClassModel => ({
  name,
  methods: {
    ...each(
      `set lazySet setPlain setOpaque setRelease getAndSet getAndAdd getAndIncrement getAndDecrement incrementAndGet
      decrementAndGet addAndGet compareAndExchange compareAndExchangeAcquire compareAndExchangeRelease`
        .trim()
        .split(/\s+/u),
      mutates(),
    ),
    ...each(
      [
        'compareAndSet',
        'weakCompareAndSet',
        'weakCompareAndSetPlain',
        'weakCompareAndSetVolatile',
        'weakCompareAndSetAcquire',
        'weakCompareAndSetRelease',
      ],
      mutates({ reports: 'true' }),
    ),
    ...each(['updateAndGet/1', 'getAndUpdate/1'], both(invokes(0, null), mutates())),
    ...each(['accumulateAndGet/2', 'getAndAccumulate/2'], both(invokes(1, null, null), mutates())),
    // The array variants take an index first.
    ...each(['updateAndGet/2', 'getAndUpdate/2'], both(invokes(1, null), mutates())),
    ...each(['accumulateAndGet/3', 'getAndAccumulate/3'], both(invokes(2, null, null), mutates())),
  },
});

const held = partOf('this', '$0');
const atomics: readonly ClassModel[] = [
  ...['AtomicInteger', 'AtomicLong', 'AtomicBoolean', 'AtomicIntegerArray', 'AtomicLongArray'].map((simple) =>
    atomicNumber(`java.util.concurrent.atomic.${simple}`),
  ),
  {
    name: 'java.util.concurrent.atomic.AtomicReference',
    methods: {
      'new/1': holds([0], 'java.util.concurrent.atomic.AtomicReference<@0>'),
      ...each(['get/0', 'getPlain/0', 'getOpaque/0', 'getAcquire/0'], part('$0')),
      ...each(['set/1', 'lazySet/1', 'setPlain/1', 'setOpaque/1', 'setRelease/1'], stores(0)),
      'getAndSet/1': both(stores(0), part('$0')),
      ...each(
        [
          'compareAndSet/2',
          'weakCompareAndSet/2',
          'weakCompareAndSetPlain/2',
          'weakCompareAndSetVolatile/2',
          'weakCompareAndSetAcquire/2',
          'weakCompareAndSetRelease/2',
        ],
        mutates({ stores: [1], reports: 'true' }),
      ),
      ...each(
        ['compareAndExchange/2', 'compareAndExchangeAcquire/2', 'compareAndExchangeRelease/2'],
        both(stores(1), part('$0')),
      ),
      ...each(['updateAndGet/1', 'getAndUpdate/1'], both(invokes(0, held), mutates(), part(), returnedBy(0, '$0'))),
      ...each(
        ['accumulateAndGet/2', 'getAndAccumulate/2'],
        both(invokes(1, held, { same: 0 }), mutates({ stores: [0] }), part(), returnedBy(1, '$0')),
      ),
    },
  },
  {
    name: 'java.util.concurrent.atomic.AtomicReferenceArray',
    methods: {
      ...each(['get/1', 'getPlain/1', 'getOpaque/1', 'getAcquire/1'], part('$0')),
      ...each(['set/2', 'lazySet/2', 'setPlain/2', 'setOpaque/2', 'setRelease/2'], stores(1)),
      'getAndSet/2': both(stores(1), part('$0')),
      ...each(
        ['', 'Plain', 'Volatile', 'Acquire', 'Release'].map((kind) => `weakCompareAndSet${kind}/3`),
        mutates({ stores: [2], reports: 'true' }),
      ),
      'compareAndSet/3': mutates({ stores: [2], reports: 'true' }),
      ...each(
        ['compareAndExchange/3', 'compareAndExchangeAcquire/3', 'compareAndExchangeRelease/3'],
        both(stores(2), part('$0')),
      ),
      ...each(
        ['accumulateAndGet/3', 'getAndAccumulate/3'],
        both(invokes(2, held, { same: 1 }), mutates({ stores: [1] }), part(), returnedBy(2, '$0')),
      ),
      ...each(['updateAndGet/2', 'getAndUpdate/2'], both(invokes(1, held), mutates(), part('$0'))),
    },
  },
  ...['AtomicStampedReference', 'AtomicMarkableReference'].map((simple): ClassModel => ({
    name: `java.util.concurrent.atomic.${simple}`,
    methods: {
      'new/2': holds([0], `java.util.concurrent.atomic.${simple}<@0>`),
      ...each(['getReference/0', 'get/1'], part('$0')),
      'set/2': stores(0),
      ...each(['compareAndSet/4', 'weakCompareAndSet/4'], mutates({ stores: [1], reports: 'true' })),
      ...each(['attemptStamp/2', 'attemptMark/2'], mutates({ reports: 'true' })),
    },
  })),
  ...['LongAdder', 'DoubleAdder', 'LongAccumulator', 'DoubleAccumulator'].map((simple): ClassModel => ({
    name: `java.util.concurrent.atomic.${simple}`,
    methods: each(
      ['add/1', 'increment/0', 'decrement/0', 'reset/0', 'sumThenReset/0', 'accumulate/1', 'getThenReset/0'],
      mutates(),
    ),
  })),
];

const FUTURE = 'java.util.concurrent.Future<@0()>';
const COMPLETABLE = 'java.util.concurrent.CompletableFuture';

const executors: readonly ClassModel[] = [
  { name: 'java.util.concurrent.Executor', kind: 'service', methods: { 'execute/1': detaches(0) } },
  {
    name: 'java.util.concurrent.ExecutorService',
    extends: ['java.util.concurrent.Executor'],
    kind: 'service',
    // invokeAll and invokeAny wait for what they run.
    methods: { submit: both(detaches(0), returns(FUTURE)), ...each(['invokeAll', 'invokeAny'], pure) },
  },
  {
    name: 'java.util.concurrent.ScheduledExecutorService',
    extends: ['java.util.concurrent.ExecutorService'],
    kind: 'service',
    methods: each(['schedule', 'scheduleAtFixedRate', 'scheduleWithFixedDelay'], detaches(0)),
  },
  ...['ThreadPoolExecutor', 'ForkJoinPool'].map((simple): ClassModel => ({
    name: `java.util.concurrent.${simple}`,
    extends: ['java.util.concurrent.ExecutorService'],
    kind: 'service',
  })),
  {
    name: 'java.util.concurrent.ScheduledThreadPoolExecutor',
    extends: ['java.util.concurrent.ThreadPoolExecutor', 'java.util.concurrent.ScheduledExecutorService'],
    kind: 'service',
  },
  ...[
    'javax.enterprise.concurrent.ManagedExecutorService',
    'javax.enterprise.concurrent.ManagedScheduledExecutorService',
  ].map((name): ClassModel => ({ name, extends: ['java.util.concurrent.ScheduledExecutorService'], kind: 'service' })),
  {
    name: 'java.util.concurrent.Executors',
    methods: {
      ...each(
        `newFixedThreadPool newCachedThreadPool newSingleThreadExecutor newWorkStealingPool newVirtualThreadPerTaskExecutor
        newThreadPerTaskExecutor`
          .trim()
          .split(/\s+/u),
        returns('java.util.concurrent.ExecutorService'),
      ),
      ...each(
        ['newScheduledThreadPool', 'newSingleThreadScheduledExecutor'],
        returns('java.util.concurrent.ScheduledExecutorService'),
      ),
    },
  },
  { name: 'java.util.concurrent.Future', kind: 'service', methods: { get: part('$0') } },
  {
    name: COMPLETABLE,
    extends: ['java.util.concurrent.Future<$0>'],
    kind: 'service',
    methods: {
      runAsync: both(detaches(0), returns(COMPLETABLE)),
      supplyAsync: both(detaches(0), returns(`${COMPLETABLE}<@0()>`)),
      // Run by whichever thread completes the stage.
      ...each(
        ['thenRun', 'thenAccept', 'whenComplete'].flatMap((name) => [name, `${name}Async`]),
        both(detaches(0), returns(COMPLETABLE)),
      ),
      ...each(
        ['thenApply', 'handle', 'exceptionally'].flatMap((name) => [name, `${name}Async`]),
        both(detaches(0), returns(`${COMPLETABLE}<@0()>`)),
      ),
      ...each(['thenCompose', 'thenComposeAsync'], both(detaches(0), returns('@0()'))),
      ...each(
        ['thenCombine', 'thenAcceptBoth', 'runAfterBoth', 'applyToEither', 'acceptEither', 'runAfterEither'].flatMap(
          (name) => [name, `${name}Async`],
        ),
        both(detaches(1), returns(COMPLETABLE)),
      ),
      'completedFuture/1': holds([0], `${COMPLETABLE}<@0>`),
      ...each(['allOf', 'anyOf'], returns(COMPLETABLE)),
      ...each(['join/0', 'getNow/1'], part('$0')),
    },
  },
  { name: 'java.util.concurrent.CompletionStage', extends: [`${COMPLETABLE}<$0>`], kind: 'service' },
  {
    name: 'java.util.concurrent.FutureTask',
    extends: ['java.util.concurrent.Future<$0>'],
    kind: 'service',
    methods: { new: detaches(0) },
  },
];

const threads: readonly ClassModel[] = [
  { name: 'java.lang.Runnable' },
  { name: 'java.util.concurrent.Callable' },
  {
    name: 'java.lang.Thread',
    extends: ['java.lang.Runnable'],
    methods: {
      // With a group first, the function is the second argument. An argument that is no function is not run.
      new: both(detaches(0), detaches(1)),
      // Runs the body of a subclass.
      'start/0': detaches('this'),
      'startVirtualThread/1': both(detaches(0), returns('java.lang.Thread')),
      ...each(['ofVirtual/0', 'ofPlatform/0'], returns('java.lang.Thread.Builder')),
      'currentThread/0': returns('java.lang.Thread'),
      ...each(['setName/1', 'setDaemon/1', 'setPriority/1', 'interrupt/0', 'join', 'sleep'], pure),
    },
  },
  {
    name: 'java.lang.Thread.Builder',
    methods: {
      ...each(['start/1', 'unstarted/1'], both(detaches(0), returns('java.lang.Thread'))),
      ...each(['name', 'daemon', 'priority'], returns('java.lang.Thread.Builder')),
    },
  },
  {
    name: 'java.util.Timer',
    kind: 'service',
    methods: each(['schedule', 'scheduleAtFixedRate'], detaches(0)),
  },
  { name: 'java.util.TimerTask', extends: ['java.lang.Runnable'] },
  ...[
    'locks.Lock',
    'locks.ReentrantLock',
    'locks.ReadWriteLock',
    'locks.ReentrantReadWriteLock',
    'locks.StampedLock',
    'locks.Condition',
    'CountDownLatch',
    'CyclicBarrier',
    'Semaphore',
    'Phaser',
  ].map((simple): ClassModel => ({ name: `java.util.concurrent.${simple}`, kind: 'service' })),
];

export const concurrentModels: readonly ClassModel[] = [...atomics, ...executors, ...threads];
