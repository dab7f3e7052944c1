/** Values that go to somebody whose code is not known. */
import type { Func } from '../ir.ts';
import { ownVariables } from '../typescript/builder.ts';
import { variablesIn } from '../variables.ts';
import type { Activation } from './context.ts';
import { dropCloned, dropCopies, escapeSession, settlePromise } from './session-effects.ts';
import type { State } from './state.ts';
import { tagKey, type Value } from './value.ts';
import { fieldsOf } from './values.ts';

const maxDepth = 6;

export function escapeValue(activation: Activation, state: State, value: Value, depth = 0): void {
  // Nothing is open that anyone could close.
  if (state.sessions.size === 0 && state.pending.size === 0) return;
  for (const tag of value.tags) {
    switch (tag.kind) {
      case 'session':
        escapeSession(state, tag.id);
        break;
      case 'role':
        // Whoever has the request has its session.
        for (const id of [...state.sessions.keys()]) if (leadsTo(tag.id, id)) escapeSession(state, id);
        break;
      case 'data':
        if (tag.given !== 'live') dropCopies(state, tag);
        dropCloned(state, tagKey(tag));
        break;
      case 'promise':
        settlePromise(state, tag.id);
        break;
      case 'result':
        for (const session of state.sessions.values()) session.unsent.delete(tag.id);
        break;
      case 'object':
      case 'instance':
        dropCloned(state, tagKey(tag));
        if (depth < maxDepth)
          for (const field of fieldsOf(state, tag.id)) escapeValue(activation, state, field, depth + 1);
        break;
      case 'function':
        // Whoever has the function has what it captured.
        if (depth < maxDepth) {
          for (const captured of capturedBy(state, tag.func)) escapeValue(activation, state, captured, depth + 1);
        }
        break;
      default:
        break;
    }
  }
}

/** Values of outer variables that the function mentions, as far as they lead to a session. */
function capturedBy(state: State, func: Func): readonly Value[] {
  const own = ownVariables.get(func);
  return variablesIn(func).flatMap((variable) => {
    if (own !== undefined && variable >= own.first && variable < own.end) return [];
    const value = state.env.get(variable);
    return value?.tags.some(({ kind }) => kind === 'session' || kind === 'result' || kind === 'function') === true
      ? [value]
      : [];
  });
}

export function captures(state: State, func: Func): boolean {
  const own = ownVariables.get(func);
  return variablesIn(func).some((variable) => {
    if (own !== undefined && variable >= own.first && variable < own.end) return false;
    return state.env.get(variable)?.tags.some(({ kind }) => kind !== 'builtin' && kind !== 'library') === true;
  });
}

/** Sessions that functions in the value have captured: an object of one's own that manages the session. */
export function managedSessions(state: State, value: Value, depth = 0): readonly string[] {
  if (depth > maxDepth) return [];
  return value.tags.flatMap((tag) => {
    if (tag.kind === 'object')
      return fieldsOf(state, tag.id).flatMap((field) => managedSessions(state, field, depth + 1));
    if (tag.kind !== 'function') return [];
    return capturedBy(state, tag.func).flatMap((captured) => [
      ...captured.tags.flatMap((one) => (one.kind === 'session' ? [one.id] : [])),
      ...managedSessions(state, captured, depth + 1),
    ]);
  });
}

/** The session `library@holder` belongs to the object, or to something that is reached through it. */
function leadsTo(holder: string, session: string): boolean {
  const at = session.indexOf(`@${holder}`);
  if (at < 0) return false;
  const next = session.charAt(at + 1 + holder.length);
  return next === '' || next === '.';
}
