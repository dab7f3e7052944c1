/**
 * What a callee gets for its parameters. What is handed in and does not matter is the same whatever it is called, so that the
 * summary of one call is found again for the next.
 */
import { isKept } from './concern.ts';
import type { Activation, Context } from './context.ts';
import type { Func } from './ir.ts';
import type { State } from './state.ts';
import { withType } from './transfer.ts';
import { originSet, unknownValue, valueOf, type Origin, type Value } from './value.ts';

interface Handed {
  readonly receiver: Value | undefined;
  readonly args: readonly Value[];
}

export function parametersOf(
  state: State,
  func: Func,
  isClosure: boolean,
  { receiver, args }: Handed,
  activation: Activation,
): readonly Value[] {
  const namesMatter = isClosure || mayUseKeys(func, receiver, args, activation);
  return func.parameters.map((parameter, index) => {
    const isRest = func.variadic && index === func.parameters.length - 1;
    const value = isRest ? restArgument(state, func, args.slice(index), activation) : (args[index] ?? unknownValue);
    const plain = plainly(state, withType(value, parameter.type, false, activation), namesMatter, activation.context);
    return named(plain, func, index);
  });
}

/** A text that is handed in may become a key: the callee has a session or gets one, or gives the text back. */
function mayUseKeys(
  func: Func,
  receiver: Value | undefined,
  args: readonly Value[],
  { context: { program } }: Activation,
): boolean {
  const { returns } = func;
  if (returns !== undefined && !isNoText(returns.name)) return true;
  const involved = receiver === undefined ? args : [receiver, ...args];
  if (
    involved.some(
      ({ closures, methods, type }) =>
        closures.length > 0 || methods.length > 0 || (type !== undefined && program.isHandle(type)),
    )
  )
    return true;
  return program.reachesSession(func);
}

const noTexts = new Set(['void', 'boolean', 'int', 'long', 'short', 'byte', 'double', 'float']);

function isNoText(type: string): boolean {
  return noTexts.has(type);
}

/** Texts keep their names where they may be keys. */
function plainly(state: State, value: Value, namesMatter: boolean, context: Context): Value {
  const isFlag = typeof value.literal === 'boolean' || value.literal === null;
  if (isFlag || isKept(state, value, context)) return value;
  const { type } = value;
  if (!namesMatter) return valueOf({ type, nullness: value.nullness });
  if (value.literal !== undefined || value.named !== undefined) return value;
  const isText = type === undefined || type.name === 'java.lang.String' || type.name === 'java.lang.Object';
  if (isText && value.symbol !== undefined) return value;
  return valueOf({ type, nullness: value.nullness, origins: [] });
}

/** A parameter has a name of its own, unless the value it was handed has one. */
function named(value: Value, func: Func, index: number): Value {
  return value.symbol === undefined ? { ...value, symbol: `${func.id}^${index}` } : value;
}

/** The array that variadic arguments become. What is in it `fillRest` has put there. */
function restArgument(state: State, func: Func, args: readonly Value[], { context }: Activation): Value {
  const [first] = args;
  if (args.length === 1 && first !== undefined && isArray(first)) return first;
  const matters = args.some((arg) => isKept(state, arg, context));
  return valueOf({ origins: matters ? [restOrigin(func, args)] : [] });
}

/** Puts variadic arguments into the array that the callee sees, if they are not that array. */
export function fillRest(state: State, func: Func, args: readonly Value[]): Value | undefined {
  if (!func.variadic) return undefined;
  const rest = args.slice(func.parameters.length - 1);
  const [first] = rest;
  if (first === undefined || (rest.length === 1 && isArray(first))) return undefined;
  const origins = contentsOf(rest);
  if (origins.length === 0) return undefined;
  const origin = restOrigin(func, rest);
  state.heap.set(`${origin}.*`, valueOf({ origins }));
  return valueOf({ origins: [origin] });
}

function contentsOf(args: readonly Value[]): readonly Origin[] {
  return originSet(args.flatMap((arg) => arg.origins));
}

/**
 * The array is named by what is in it: a callee may give it back, and then the arrays of two calls are two objects. Calls that
 * hand in the same still share a summary. An array in an array is named without its contents, or a loop would make new names
 * without end.
 */
function restOrigin(func: Func, args: readonly Value[]): Origin {
  const contents = contentsOf(args).map((origin) =>
    origin.startsWith('F') ? origin.replace(/\.\.\.\(.*$/s, '...') : origin,
  );
  return `F${func.id}...(${originSet(contents).join('|')})`;
}

/** Null and what has no known type may be the array itself. */
function isArray({ type, literal }: Value): boolean {
  return type === undefined || type.dims > 0 || literal === null;
}
