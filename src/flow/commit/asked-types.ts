/**
 * What a type checker says where provenance says nothing: what a call gives, what a parameter is, and what is stored. Names
 * are only a reason to ask: what counts is the declared type.
 */
import type { ValueKind } from '../../models/javascript/model.ts';
import type { Func, Span } from '../ir.ts';
import type { Catalog } from './catalog.ts';
import type { Activation, AskedTypes } from './context.ts';
import type { State } from './state.ts';
import { typed } from './typed.ts';
import { withoutTags, type Value } from './value.ts';

/** What stands near a session's handle, in most programs. */
const WORTH_ASKING = /sess|\byar\b|cookie/i;
/** `const session = await `. */
const DECLARATION_LENGTH = 60;

/** More is known than which package's function it came from. */
function isKnown({ tags, literal }: Value): boolean {
  return literal !== undefined || tags.some(({ kind }) => kind !== 'builtin');
}

/** What a call gives: a session, if its declared type says so. */
export function askedResult(activation: Activation, state: State, value: Value, span: Span): Value {
  const { run, func } = activation;
  if (run.types === undefined || isKnown(value)) return value;
  const { text, path } = func.file;
  const line = text.slice(Math.max(span.start - DECLARATION_LENGTH, 0), span.end);
  if (!WORTH_ASKING.test(line.slice(line.lastIndexOf('\n', DECLARATION_LENGTH) + 1))) return value;
  const type = run.types.oracle.namesAt(path, span.start, span.end);
  if (type === undefined) return value;
  const bare = withoutTags(value, ['builtin']);
  const found = typed(activation, state, bare, type, { span, owned: true });
  return found === bare ? value : found;
}

/** What a parameter is that has no annotation: its type may come from where the function is handed to. */
export function askedParameter(activation: Activation, state: State, func: Func, index: number, value: Value): Value {
  const { types } = activation.run;
  const parameter = func.parameters[index];
  if (types === undefined || parameter?.span === undefined) return value;
  const { text, path } = func.file;
  if (!WORTH_ASKING.test(text.slice(func.span.start, func.span.end))) return value;
  const type = types.oracle.namesAt(path, parameter.span.start, parameter.span.end);
  return type === undefined ? value : typed(activation, state, value, type);
}

/** Roles of the parameters of a function that is handed to somebody unknown; undefined if none has one. */
export function askedRoles(
  types: AskedTypes | undefined,
  catalog: Catalog,
  func: Func,
): readonly (string | null)[] | undefined {
  const { text, path } = func.file;
  if (types === undefined || func.parameters.every(({ span }) => span === undefined)) return undefined;
  if (!WORTH_ASKING.test(text.slice(func.span.start, func.span.end))) return undefined;
  const roles = func.parameters.map(({ span }) => {
    const type = span === undefined ? undefined : types.oracle.namesAt(path, span.start, span.end);
    const meaning = catalog.typeMeaning(type);
    return meaning?.kind === 'role' ? meaning.role : null;
  });
  return roles.some((role) => role !== null) ? roles : undefined;
}

/** The checker knows the type of the first parameter: if it has no role, its name gives it none. */
export function hasKnownType(types: AskedTypes | undefined, func: Func): boolean {
  const span = func.parameters[0]?.span;
  return types !== undefined && span !== undefined && types.oracle.isKnownAt(func.file.path, span.start, span.end);
}

/** The kind of a stored value of which the code tells nothing. */
export function askedKind({ run, func }: Activation, value: Value, span: Span | undefined): ValueKind | undefined {
  if (run.types?.questions !== 'all' || span === undefined) return undefined;
  if (isKnown(value)) return undefined;
  return run.types.oracle.kindAt(func.file.path, span.start, span.end);
}
