/** What the language itself brings along: methods of arrays and promises, timers, copies. */

export interface BuiltinMethod {
  /** Changes the object that it is called on. */
  readonly mutates?: true;
  /** Calls its first argument for the elements before it returns. */
  readonly calls?: true;
  readonly gives?: 'part' | 'copy' | 'same';
  /** The arguments become reachable from the object. */
  readonly stores?: true;
}

/** Methods that only arrays have, or whose meaning is the same wherever the name occurs. */
export const METHODS: ReadonlyMap<string, BuiltinMethod> = new Map<string, BuiltinMethod>([
  ['push', { mutates: true, stores: true }],
  ['unshift', { mutates: true, stores: true }],
  ['pop', { mutates: true, gives: 'part' }],
  ['shift', { mutates: true, gives: 'part' }],
  ['splice', { mutates: true, stores: true, gives: 'copy' }],
  ['sort', { mutates: true, gives: 'same', calls: true }],
  ['reverse', { mutates: true, gives: 'same' }],
  ['fill', { mutates: true, gives: 'same' }],
  ['copyWithin', { mutates: true, gives: 'same' }],
  ['forEach', { calls: true }],
  ['map', { calls: true, gives: 'copy' }],
  ['flatMap', { calls: true, gives: 'copy' }],
  ['filter', { calls: true, gives: 'copy' }],
  ['find', { calls: true, gives: 'part' }],
  ['findLast', { calls: true, gives: 'part' }],
  ['findIndex', { calls: true }],
  ['findLastIndex', { calls: true }],
  ['some', { calls: true }],
  ['every', { calls: true }],
  ['reduce', { calls: true }],
  ['reduceRight', { calls: true }],
  ['at', { gives: 'part' }],
  ['slice', { gives: 'copy' }],
  ['concat', { gives: 'copy' }],
  ['flat', { gives: 'copy' }],
  ['toSorted', { gives: 'copy', calls: true }],
  ['toReversed', { gives: 'copy' }],
  ['toSpliced', { gives: 'copy' }],
  ['with', { gives: 'copy' }],
  ['values', { gives: 'copy' }],
  ['entries', { gives: 'copy' }],
  ['keys', {}],
  ['includes', {}],
  ['indexOf', {}],
  ['lastIndexOf', {}],
  ['join', {}],
  ['toString', {}],
  ['toJSON', { gives: 'copy' }],
  ['hasOwnProperty', {}],
]);

/** The first parameter of a callback of Node's kind. */
export const ERROR_FIRST = /^_?(?:err|error|e|er)$/;

/** Methods of databases, files and mailers that call an error-first callback when an answer has come, never before. */
export const DEFERRED_METHODS: ReadonlySet<string> = new Set([
  // mongoose, the driver of MongoDB, nedb
  ...['find', 'findOne', 'findById', 'findOneAndUpdate', 'findByIdAndUpdate', 'findOneAndDelete', 'findByIdAndDelete'],
  ...[
    'findOneAndRemove',
    'findByIdAndRemove',
    'exec',
    'save',
    'aggregate',
    'countDocuments',
    'updateOne',
    'updateMany',
  ],
  ...['insertOne', 'insertMany', 'deleteOne', 'deleteMany', 'distinct', 'populate'],
  // mysql, pg, sqlite3
  ...['query', 'execute'],
  // redis
  ...['hget', 'hgetall', 'hset', 'setex', 'hmset', 'incr', 'lrange', 'smembers'],
  // fs, bcrypt, nodemailer
  ...['readFile', 'writeFile', 'unlink', 'mkdir', 'readdir', 'rename', 'hash', 'compare', 'genSalt', 'sendMail'],
]);

export const PROMISE_METHODS: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

export type BuiltinCall =
  /** Runs the function in argument 0 later, and nobody can wait for it. */
  | { readonly kind: 'timer' }
  /** A promise of what is in argument 0. */
  | { readonly kind: 'all' }
  /** Changes argument 0 and gives it; the others become reachable from it. */
  | { readonly kind: 'assign' }
  /** lodash's `set(object, path, value)` and the like. */
  | { readonly kind: 'mutate' }
  | { readonly kind: 'copy' }
  | { readonly kind: 'deep-copy' }
  | { readonly kind: 'parts' }
  | { readonly kind: 'same' }
  /** Nothing of interest happens, and nobody keeps the arguments. */
  | { readonly kind: 'none' }
  | { readonly kind: 'random' }
  /** A promise of something of which nothing is known. */
  | { readonly kind: 'promise' }
  | { readonly kind: 'require' };

/** By name, with dots; a name that ends in `.*` stands for all members. */
const BUILTINS: ReadonlyMap<string, BuiltinCall> = new Map<string, BuiltinCall>([
  ['setTimeout', { kind: 'timer' }],
  ['setInterval', { kind: 'timer' }],
  ['setImmediate', { kind: 'timer' }],
  ['queueMicrotask', { kind: 'timer' }],
  ['requestIdleCallback', { kind: 'timer' }],
  ['process.nextTick', { kind: 'timer' }],
  ['Promise.all', { kind: 'all' }],
  ['Promise.allSettled', { kind: 'all' }],
  ['Promise.race', { kind: 'all' }],
  ['Promise.any', { kind: 'all' }],
  ['Promise.resolve', { kind: 'same' }],
  ['Promise.reject', { kind: 'none' }],
  ['Object.assign', { kind: 'assign' }],
  ['Object.defineProperty', { kind: 'mutate' }],
  ['Object.defineProperties', { kind: 'mutate' }],
  ['Object.setPrototypeOf', { kind: 'mutate' }],
  ['Object.freeze', { kind: 'same' }],
  ['Object.keys', { kind: 'none' }],
  ['Object.values', { kind: 'copy' }],
  ['Object.entries', { kind: 'copy' }],
  ['Object.fromEntries', { kind: 'copy' }],
  ['Object.hasOwn', { kind: 'none' }],
  ['Reflect.set', { kind: 'mutate' }],
  ['Reflect.deleteProperty', { kind: 'mutate' }],
  ['Array.from', { kind: 'copy' }],
  ['Array.of', { kind: 'copy' }],
  ['Array.isArray', { kind: 'none' }],
  ['fetch', { kind: 'promise' }],
  ['structuredClone', { kind: 'deep-copy' }],
  ['JSON.parse', { kind: 'none' }],
  ['JSON.stringify', { kind: 'none' }],
  ['String', { kind: 'none' }],
  ['Number', { kind: 'none' }],
  ['Boolean', { kind: 'none' }],
  ['parseInt', { kind: 'none' }],
  ['parseFloat', { kind: 'none' }],
  ['isNaN', { kind: 'none' }],
  ['Symbol', { kind: 'none' }],
  ['console.*', { kind: 'none' }],
  ['Math.*', { kind: 'none' }],
  ['Math.random', { kind: 'random' }],
  ['Date.now', { kind: 'random' }],
  ['crypto.randomUUID', { kind: 'random' }],
  ['crypto.randomBytes', { kind: 'random' }],
  ['crypto.getRandomValues', { kind: 'random' }],
  ['require', { kind: 'require' }],
]);

/** Functions of packages, as `specifier#name`; `default` for the module itself. */
export const MODULE_FUNCTIONS: ReadonlyMap<string, BuiltinCall> = new Map<string, BuiltinCall>([
  ...['crypto', 'node:crypto'].flatMap((module): [string, BuiltinCall][] =>
    ['randomBytes', 'randomUUID', 'getRandomValues', 'randomInt', 'generateKeySync'].map((name) => [
      `${module}#${name}`,
      { kind: 'random' },
    ]),
  ),
  ...['v1', 'v4', 'v7', 'default'].map((name): [string, BuiltinCall] => [`uuid#${name}`, { kind: 'random' }]),
  ['nanoid#nanoid', { kind: 'random' }],
  ['nanoid#default', { kind: 'random' }],
  ['timers#setTimeout', { kind: 'timer' }],
  ['node:timers#setTimeout', { kind: 'timer' }],
  ...['lodash', 'lodash-es'].flatMap((module): [string, BuiltinCall][] => [
    ...['set', 'merge', 'unset', 'assign', 'defaults', 'pull', 'remove', 'update', 'extend', 'defaultsDeep'].map(
      (name): [string, BuiltinCall] => [`${module}#${name}`, { kind: 'mutate' }],
    ),
    [`${module}#cloneDeep`, { kind: 'deep-copy' }],
    [`${module}#clone`, { kind: 'copy' }],
    ...['omit', 'pick', 'uniq', 'uniqBy', 'filter', 'map', 'sortBy', 'without', 'compact'].map(
      (name): [string, BuiltinCall] => [`${module}#${name}`, { kind: 'copy' }],
    ),
    ...['get', 'find', 'last', 'first', 'head'].map((name): [string, BuiltinCall] => [
      `${module}#${name}`,
      { kind: 'parts' },
    ]),
    ...['isEmpty', 'isEqual', 'includes', 'some', 'size', 'has'].map((name): [string, BuiltinCall] => [
      `${module}#${name}`,
      { kind: 'none' },
    ]),
  ]),
  ...['set', 'merge', 'unset', 'assign'].map((name): [string, BuiltinCall] => [
    `lodash/${name}#default`,
    { kind: 'mutate' },
  ]),
  ['lodash/cloneDeep#default', { kind: 'deep-copy' }],
]);

export function builtin(name: string): BuiltinCall | undefined {
  const known = BUILTINS.get(name);
  if (known !== undefined) return known;
  const dot = name.indexOf('.');
  return dot < 0 ? undefined : BUILTINS.get(`${name.slice(0, dot)}.*`);
}
