/** What a declared type or a registration says of a value. */
import type { Span } from '../ir.ts';
import type { TypeName } from '../type-name.ts';
import type { Activation, HandlerRoles } from './context.ts';
import { sessionState } from './session-effects.ts';
import type { State } from './state.ts';
import { tagsOf, unknownValue, valueOf, type Value } from './value.ts';
import { fieldsOf } from './values.ts';

/** Where a checker was asked: the expression, and whether the function has got the session for itself. */
export interface Asked {
  readonly span: Span;
  readonly owned: boolean;
}

export function typed(activation: Activation, state: State, value: Value, type: TypeName, asked?: Asked): Value {
  const { catalog, collector } = activation.run;
  const shape = catalog.functionShape(type);
  if (shape !== undefined) {
    const roles: HandlerRoles = { with: shape.with, withByArity: undefined, afterResponse: null, outsideRequest: null };
    if (shape.kind === 'function') {
      for (const tag of tagsOf(value, 'function')) collector.handlers.set(tag.func, roles);
    } else markProperties(activation, state, value, shape.properties, roles, 0);
  }
  if (value.tags.some(({ kind }) => kind === 'session' || kind === 'role' || kind === 'data')) return value;
  const meaning = catalog.typeMeaning(type);
  if (meaning === undefined) return value;
  const id = `${activation.func.id}:${type.name}${asked === undefined ? '' : `@${asked.span.start}`}`;
  if (meaning.kind === 'role')
    return valueOf(...value.tags, { kind: 'role', id, role: meaning.role, options: undefined });
  const tag = {
    kind: 'session' as const,
    id: `${meaning.library}@${id}`,
    library: meaning.library,
    generation: 0,
    read: { func: activation.func, span: asked?.span ?? activation.func.span },
  };
  sessionState(state, tag, asked?.owned === true);
  return valueOf(...value.tags, tag);
}

/** Functions in these properties of an object, at any depth. */
export function markProperties(
  activation: Activation,
  state: State,
  value: Value,
  properties: readonly string[],
  roles: HandlerRoles,
  depth: number,
): void {
  if (depth > 6) return;
  const { collector } = activation.run;
  for (const tag of tagsOf(value, 'object')) {
    for (const name of properties) {
      for (const one of tagsOf(state.heap.get(tag.id, name) ?? unknownValue, 'function')) {
        if (!collector.handlers.has(one.func)) collector.handlers.set(one.func, roles);
      }
    }
    for (const field of fieldsOf(state, tag.id)) {
      if (tagsOf(field, 'object').length > 0) markProperties(activation, state, field, properties, roles, depth + 1);
    }
  }
}
