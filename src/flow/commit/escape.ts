/** Values that go to somebody whose code is not known. */
import type { Activation } from './context.ts';
import { dropCloned, dropCopies, escapeSession, settlePromise } from './session-effects.ts';
import type { State } from './state.ts';
import { tagKey, type Value } from './value.ts';
import { fieldsOf } from './values.ts';

const maxDepth = 6;

export function escapeValue(activation: Activation, state: State, value: Value, depth = 0): void {
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
      default:
        break;
    }
  }
}

/** The session `library@holder` belongs to the object, or to something that is reached through it. */
function leadsTo(holder: string, session: string): boolean {
  const at = session.indexOf(`@${holder}`);
  if (at < 0) return false;
  const next = session.charAt(at + 1 + holder.length);
  return next === '' || next === '.';
}
