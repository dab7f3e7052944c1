/** Constructors that keep the tables of calls readable. Each gives one Call; `both` joins several into one. */
import type {
  Call,
  ChangeReport,
  FunctionParameter,
  Guard,
  Meaning,
  MethodModel,
  Operand,
  SessionTarget,
  VersionBefore,
} from '../model.ts';

/** Joins calls: meanings and results add up, the last type of a result holds. */
export function both(...calls: readonly Call[]): Call {
  const does = calls.flatMap((call) => call.does ?? []);
  const gives = calls.flatMap((call) => call.gives ?? []);
  const type = calls.findLast((call) => call.returns !== undefined)?.returns;
  return {
    ...(does.length > 0 && { does }),
    ...(gives.length > 0 && { gives }),
    ...(type !== undefined && { returns: type }),
  };
}

/** The same call under each of these names. */
export function each(names: readonly string[], call: Call): MethodModel {
  return Object.fromEntries(names.map((name) => [name, call]));
}

const does = (...meanings: readonly Meaning[]): Call => ({ does: meanings });
const typed = (call: Call, type: string | undefined): Call => (type === undefined ? call : { ...call, returns: type });

/** Changes nothing and gives nothing of interest. Written out where it hides a method of a supertype. */
export const pure: Call = {};

export const returns = (type: string): Call => ({ returns: type });
export const part = (type?: string, of: Operand = 'this'): Call => typed({ gives: [{ part: of }] }, type);
export const same = (of: Operand = 'this', type?: string): Call => typed({ gives: [{ same: of }] }, type);
export const copy = (of: Operand = 'this', type?: string): Call => typed({ gives: [{ copy: of }] }, type);
export const holds = (args: readonly number[] | 'all', type?: string): Call =>
  typed({ gives: [{ holds: args }] }, type);
export const returnedBy = (fn: number, type = `@${fn}()`): Call => ({ gives: [{ returnedBy: fn }], returns: type });

interface MutateOptions {
  readonly target?: Operand;
  readonly stores?: readonly number[];
  readonly storesElements?: readonly number[];
  readonly reports?: ChangeReport;
}

export function mutates({ target = 'this', ...rest }: MutateOptions = {}): Call {
  return does({ op: 'mutate', target, ...rest });
}
/** Changes the receiver, from which these arguments can be reached afterwards. */
export const stores = (...args: readonly number[]): Call => mutates({ stores: args });

export function invokes(fn: number, ...parameters: readonly (FunctionParameter | null)[]): Call {
  return does({ op: 'invoke', fn, with: parameters });
}
export function detaches(fn: Operand, ...parameters: readonly (FunctionParameter | null)[]): Call {
  return does({ op: 'detach', fn, ...(parameters.length > 0 && { with: parameters }) });
}
/** A function parameter that receives an object reachable from the operand. */
export const partOf = (of: Operand, type?: string): FunctionParameter =>
  type === undefined ? { part: of } : { part: of, type };
export const sameAs = (of: Operand, type?: string): FunctionParameter =>
  type === undefined ? { same: of } : { same: of, type };

interface ReadOptions extends SessionTarget {
  readonly autoWritten?: true | VersionBefore;
  readonly maybe?: true;
}
export const reads = (key: Operand = 0, options: ReadOptions = {}): Call => does({ op: 'read', key, ...options });

interface WriteOptions extends SessionTarget {
  readonly onlyWhenAbsent?: true;
  readonly ignoresSameInstance?: true;
}
export const writes = (
  key: Operand = 0,
  value: Operand | { readonly returnedBy: number } = 1,
  options: WriteOptions = {},
): Call => does({ op: 'write', key, value, ...options });

export const removes = (key: Operand = 0, target: SessionTarget = {}): Call => does({ op: 'remove', key, ...target });
export const drops = (target: { handle?: Operand; space?: string } = {}): Call => does({ op: 'drop', ...target });
export const names = (type: string, target: SessionTarget = {}): Call => typed(does({ op: 'names', ...target }), type);
export const commits: Call = does({ op: 'commit' });
export const dispatches: Call = does({ op: 'dispatch' }, { op: 'commit' });
export const nextFilter: Call = does({ op: 'next-filter' });

/** True where the argument has one of these constant values. */
export const when = (argument: number, ...oneOf: Guard['oneOf']): { readonly when: Guard } => ({
  when: { argument, oneOf },
});
