/** What members of values are: the bridge from records to tags. */
import type { Member, ObjectModel } from '../../models/javascript/model.ts';
import type { Span } from '../ir.ts';
import type { Activation } from './context.ts';
import type { State } from './state.ts';
import {
  joinValues,
  unknownValue,
  valueOf,
  type DataTag,
  type LibraryTag,
  type RoleTag,
  type SessionTag,
  type Step,
  type Tag,
  type Value,
} from './value.ts';
import { sessionState, stepAt } from './session-effects.ts';

/** A path from a tag may be this long before it stands for anything below. */
const maxPath = 200;

/** Promises of sessions have ids that start so. */
export const LAZY = 'lazy ';

function below(id: string, field: string): string {
  return id.length > maxPath ? id : `${id}.${field}`;
}

/** What a member of an object with a role, or an export of a library, is. */
function memberValue(member: Member, name: string, id: string, library: string, receiver: Value | undefined): Value {
  switch (member.kind) {
    case 'call':
      return valueOf({ kind: 'member', id: below(id, name), name, library, call: member, receiver });
    case 'object':
      return valueOf({ kind: 'role', id: below(id, name), role: member.role, options: undefined });
    default:
      return unknownValue;
  }
}

export function newSession(
  activation: Activation,
  state: State,
  library: string,
  holder: string,
  read: Step,
  owned = activation.run.root.isHandler,
): SessionTag {
  const id = `${library}@${holder}`;
  const fresh: SessionTag = { kind: 'session', id, library, generation: 0, read };
  const { generation } = sessionState(state, fresh, owned);
  // `req.session` is as good as a name.
  const { names } = activation.run.collector;
  const source = read.func.file.text.slice(read.span.start, read.span.end);
  if (!names.has(id) && /^[\w$]+(?:\??\.[\w$]+)*!?$/.test(source)) names.set(id, source);
  return { ...fresh, generation };
}

export function load(activation: Activation, state: State, object: Value, field: string, span: Span): Value {
  let found: Value | undefined;
  for (const tag of object.tags) {
    const value = loadOf(activation, state, tag, field, span);
    found = found === undefined ? value : joinValues(found, value);
  }
  return found ?? unknownValue;
}

function loadOf(activation: Activation, state: State, tag: Tag, field: string, span: Span): Value {
  const { catalog, modules } = activation.run;
  switch (tag.kind) {
    case 'role':
      return roleMember(activation, state, tag, field, span);
    case 'session':
      return sessionMember(activation, tag, field, span);
    case 'data':
      return valueOf(partOf(activation, tag, field, span));
    case 'object':
    case 'instance': {
      const own = state.heap.get(tag.id, field) ?? (tag.kind === 'object' ? state.heap.get(tag.id, '*') : undefined);
      if (own !== undefined) return own;
      if (tag.kind !== 'instance') return unknownValue;
      const method = tag.of.methods.get(field);
      if (method !== undefined) return valueOf({ kind: 'function', id: method.id, func: method });
      return load(activation, state, valueOf(...tag.of.bases), field, span);
    }
    case 'class': {
      const method = tag.methods.get(field);
      return method === undefined ? unknownValue : valueOf({ kind: 'function', id: method.id, func: method });
    }
    case 'library':
      return libraryMember(activation, tag, field);
    case 'import': {
      if (tag.name === '*') {
        return valueOf({ kind: 'import', id: `${tag.path}#${field}`, path: tag.path, name: field });
      }
      const value = modules.exported(tag.path, tag.name, false, state);
      return value === undefined ? unknownValue : load(activation, state, value, field, span);
    }
    case 'builtin': {
      const name = `${tag.name}.${field}`;
      return valueOf({ kind: 'builtin', id: name, name });
    }
    case 'member': {
      // `session.Store` of a module whose default export is a function.
      const role = catalog.role(`${tag.library}.module`)?.members?.[field];
      return role === undefined ? unknownValue : memberValue(role, field, tag.id, tag.library, undefined);
    }
    case 'random':
    case 'result':
      return valueOf(tag);
    default:
      return unknownValue;
  }
}

function libraryMember(activation: Activation, tag: LibraryTag, field: string): Value {
  const { catalog } = activation.run;
  const found = catalog.exportsOf(tag.specifier, field);
  if (found.length > 0) return exported(found, tag.specifier, field);
  if (field === 'default') return valueOf(tag);
  // `require('express').Router`: a member of what the module gives.
  const [main] = catalog.exportsOf(tag.specifier, 'default');
  if (main?.member.kind === 'object') {
    const member = catalog.role(main.member.role)?.members?.[field];
    if (member !== undefined) return memberValue(member, field, tag.specifier, main.library.id, undefined);
  }
  const name = `${tag.specifier}#${field}`;
  return valueOf({ kind: 'builtin', id: name, name });
}

export function exported(
  found: readonly { readonly library: { readonly id: string }; readonly member: Member }[],
  specifier: string,
  name: string,
): Value {
  let value: Value | undefined;
  for (const { library, member } of found) {
    const one = memberValue(member, name, specifier, library.id, undefined);
    value = value === undefined ? one : joinValues(value, one);
  }
  return value ?? unknownValue;
}

function roleMember(activation: Activation, state: State, tag: RoleTag, field: string, span: Span): Value {
  const { catalog } = activation.run;
  const found = catalog.sessionAt(tag.role, field, false);
  const read = stepAt(activation, span);
  if (found !== undefined) {
    const session = newSession(activation, state, found.session.library.id, tag.id, read);
    return found.place.awaited === true ? valueOf(session, { kind: 'promise', id: LAZY + tag.id }) : valueOf(session);
  }
  const model = catalog.role(tag.role);
  const member = memberOf(model, field);
  if (member === undefined) return unknownValue;
  if (member.kind === 'session') {
    const holder = model?.members?.[field] === undefined ? below(tag.id, field) : tag.id;
    return valueOf(newSession(activation, state, member.library, holder, read));
  }
  if (member.kind === 'bypass') {
    state.response.bypassed ??= read;
    return unknownValue;
  }
  return memberValue(member, field, tag.id, catalog.libraryOfRole(tag.role), valueOf(tag));
}

function memberOf(model: ObjectModel | undefined, field: string): Member | undefined {
  return model?.members?.[field] ?? model?.others;
}

function sessionMember(activation: Activation, tag: SessionTag, field: string, span: Span): Value {
  const info = activation.run.catalog.session(tag.library);
  if (info === undefined) return unknownValue;
  const { model } = info;
  const member = memberOf(activation.run.catalog.role(model.role), field);
  if (member?.kind === 'data') return valueOf(dataOf(activation, tag, null, member.gives, span));
  if (member?.kind === 'call') {
    return valueOf({
      kind: 'member',
      id: below(tag.id, field),
      name: field,
      library: tag.library,
      call: member,
      receiver: valueOf(tag),
    });
  }
  if (member !== undefined) return memberValue(member, field, tag.id, tag.library, valueOf(tag));
  if (model.ownProperties === null) return unknownValue;
  return valueOf(dataOf(activation, tag, field, model.ownProperties.gives, span));
}

export function dataOf(
  activation: Activation,
  session: SessionTag,
  key: string | null,
  given: DataTag['given'],
  span: Span,
): DataTag {
  const read = stepAt(activation, span);
  const id = `${session.id}#${key ?? ''}@${read.span.start}`;
  return { kind: 'data', id, session, key, given, byProgram: false, read };
}

/** Something that is reached through session data. */
function partOf(activation: Activation, tag: DataTag, field: string, span: Span): DataTag {
  const read = tag.key === null ? stepAt(activation, span) : tag.read;
  return {
    ...tag,
    id: below(tag.id, field),
    key: tag.key ?? (field === '*' ? null : field),
    // What lies in a shallow copy is the session's own.
    given: tag.given === 'shallow-copy' ? 'live' : tag.given,
    byProgram: tag.given === 'copy' && tag.byProgram,
    read,
  };
}

/** Everything that can be reached from a value in one step. */
export function partsOf(activation: Activation, state: State, value: Value, span: Span): Value {
  let found: Value | undefined;
  const add = (one: Value): void => {
    found = found === undefined ? one : joinValues(found, one);
  };
  for (const tag of value.tags) {
    if (tag.kind === 'data') add(valueOf(partOf(activation, tag, '*', span)));
    else if (tag.kind === 'object') {
      for (const field of fieldsOf(state, tag.id)) add(field);
    } else if (tag.kind === 'promise' || tag.kind === 'import' || tag.kind === 'result') add(valueOf(tag));
  }
  return found ?? unknownValue;
}

export function fieldsOf(state: State, id: string): readonly Value[] {
  return [...state.heap.fields(id).values()];
}

/** A shallow copy that the program makes: its parts are those of the original. */
export function copyOf(value: Value, isDeep: boolean): Value {
  const tags = value.tags.flatMap((tag): readonly Tag[] => {
    if (tag.kind === 'data') {
      const given = isDeep || tag.given === 'copy' ? 'copy' : 'shallow-copy';
      return [{ ...tag, id: `${tag.id}~`, given, byProgram: true }];
    }
    if (tag.kind === 'session') return [];
    return tag.kind === 'promise' || tag.kind === 'object' ? [tag] : [];
  });
  return tags.length === 0 ? unknownValue : { ...unknownValue, tags };
}
