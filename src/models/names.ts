/**
 * What a name says, for code whose source is not there. Words are judged, not prefixes: `setupComplete`, `settle` and
 * `address` are no setters. Everything concluded from here is at most `likely`.
 */

const wordPattern = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\p{L}+|\d+/gu;

/** The camel-case words of a name, in lower case: `setURLOf2` is set, url, of, 2. */
export function words(name: string): readonly string[] {
  return Array.from(name.matchAll(wordPattern), ([word]) => word.toLowerCase());
}

const changing = new Set([
  'set',
  'add',
  'remove',
  'clear',
  'put',
  'insert',
  'append',
  'prepend',
  'push',
  'pop',
  'update',
  'reset',
  'delete',
  'increment',
  'decrement',
  'replace',
  'enqueue',
  'dequeue',
  'swap',
  'toggle',
]);

/**
 * Verbs that also name work on a database (`order.delete()`, `user.update()`), a test or a new value: they count as a
 * change of the object only when something is passed in.
 */
const changingWithArgument = new Set([
  'update',
  'insert',
  'delete',
  'replace',
  'set',
  'add',
  'put',
  'remove',
  'append',
]);

/** `addTo(graphics)`, `appendTo(buffer)`, `removeFrom(list)` change what they are given; `setOf(..)` makes a set. */
const prepositions = new Set(['to', 'into', 'from', 'of', 'on']);

/**
 * Whether a method of this name changes the object that it is called on: its first word, or the word after an `And`
 * (`getAndSet`, `validateAndUpdate`), is a verb of change. Not `merge`, `apply`, `process`, `select` or `load`, which as
 * often give a new object or only look.
 */
export function isSetterLike(method: string, argumentCount = 1): boolean {
  const [first, ...rest] = words(method);
  if (first === undefined) return false;
  if (rest.length === 1 && prepositions.has(rest[0] ?? '')) return false;
  if (argumentCount === 0 && rest.length === 0 && changingWithArgument.has(first)) return false;
  if (changing.has(first)) return true;
  return rest.some((word, index) => index > 0 && rest[index - 1] === 'and' && changing.has(word));
}

const getting = new Set(['get', 'peek', 'find', 'first', 'last', 'current', 'element', 'child', 'parent', 'lookup']);
const copying = new Set(['copy', 'clone', 'snapshot', 'duplicate', 'count', 'size', 'length', 'name', 'id']);

/** Whether the result of a method of this name is taken to be an object inside the one that it is called on. */
export function isGetterLike(method: string): boolean {
  const [first, ...rest] = words(method);
  if (first === undefined || !getting.has(first)) return false;
  return !copying.has(rest.at(-1) ?? first);
}

/** Words that end a name without saying anything of its role. */
const endings = new Set(['impl', 'bean', 'local', 'remote', 'proxy', 'stub', 'interface']);

const services = new Set(
  `service services dao daos repository repositories repo manager managers mgr logger factory helper helpers util utils
  utility utilities tools controller client template facade delegate handler provider mapper validator converter formatter
  parser serializer servlet filter listener interceptor connection datasource executor scheduler publisher producer sender
  mailer gateway adapter resolver registry engine processor loader writer reader`
    .trim()
    .split(/\s+/u),
);

/**
 * Whether a class of this simple name is one that does work elsewhere, so that `userService.addUser(user)` is no change of
 * an attribute. Builders are not: a half-built object is kept in sessions by wizards.
 */
export function isServiceType(simpleTypeName: string): boolean {
  const all = words(simpleTypeName);
  const last = all.findLast((word) => !endings.has(word));
  return last !== undefined && services.has(last);
}
