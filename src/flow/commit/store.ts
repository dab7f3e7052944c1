/** Changes of what is not a plain variable: session data in place, and the property that holds the session. */
import type { Span } from '../ir.ts';
import type { Activation } from './context.ts';
import { excerpt, reportProblem } from './problems.ts';
import { change, changeCloned, changeCopy, noteStored, settle, stepAt } from './session-effects.ts';
import type { State } from './state.ts';
import { checkStored } from './stored-values.ts';
import { tagKey, type RoleTag, type Value } from './value.ts';
import { newSession } from './values.ts';

/** `x.push(…)`, `delete x.y`, `Object.assign(x, …)`. */
export function mutate(
  activation: Activation,
  state: State,
  object: Value,
  field: string | null,
  span: Span,
  how: 'part' | 'delete',
): void {
  const { catalog } = activation.run;
  for (const tag of object.tags) {
    if (tag.kind === 'data') {
      const what = { span, how: 'part' as const, key: tag.key ?? field, read: tag.read };
      if (tag.given === 'live') {
        change(activation, state, tag.session, what);
        changeCloned(activation, state, tagKey(tag), span);
      } else changeCopy(activation, state, tag, what);
    } else if (tag.kind === 'session') {
      const own = catalog.session(tag.library)?.model.ownProperties;
      if (own === null || own === undefined) continue;
      const isIgnored = how === 'delete' && own.delete === 'ignored';
      const what = isIgnored ? 'delete' : 'write';
      change(activation, state, tag, { span, how: what, key: field, read: tag.read, removes: how === 'delete' });
    } else if (tag.kind === 'object' || tag.kind === 'instance') {
      changeCloned(activation, state, tagKey(tag), span);
    } else if (tag.kind === 'role' && how === 'delete') {
      assignSession(activation, state, tag, field, undefined, span);
    }
  }
}

/** `req.session = …`, and `delete req.session` where no value is given. */
export function assignSession(
  activation: Activation,
  state: State,
  tag: RoleTag,
  field: string | null,
  from: Value | undefined,
  span: Span,
): void {
  const { catalog } = activation.run;
  const found = field === null ? undefined : catalog.sessionAt(tag.role, field, false);
  if (found === undefined) return;
  const { session: info, place } = found;
  const step = stepAt(activation, span);
  const handle = newSession(activation, state, info.library.id, tag.id, step);
  const session = state.sessions.get(handle.id);
  if (session === undefined) return;
  const isNull = from === undefined || from.nullness === 'null';
  const isObject = from?.tags.some(({ kind }) => kind === 'object') === true;
  const data = { library: info.library.id, statement: excerpt(step), change: excerpt(step), key: '', remedy: '' };
  const trace = [{ step, role: 'change' as const, text: 'the session is replaced here' }];
  if (isNull) {
    const effect = place.unset === undefined ? 'unknown' : catalog.choose(info, place.unset.toNull);
    if (effect === 'keeps' && !session.ended) {
      reportProblem(activation, {
        rule: 'no-ineffective-logout',
        kind: 'keepsSession',
        step,
        data,
        trace,
        repair: { session: '', read: null, cause: null, key: null, remedy: '', role: info.model.role },
      });
    }
    if (effect === 'logout') {
      change(activation, state, handle, { span, how: 'write', key: null, read: null });
    }
    settle(session);
    return;
  }
  if (!isObject) {
    settle(session);
    return;
  }
  if (place.unset?.toObject === 'breaks') {
    reportProblem(activation, { rule: 'no-ineffective-logout', kind: 'neverEnds', step, data, trace, repair: null });
  } else if (place.unset?.toObject === 'write') {
    change(activation, state, handle, { span, how: 'write', key: null, read: null });
    noteStored(state, handle, null, from, false, step);
    checkStored(activation, state, handle, from, step);
  }
}
