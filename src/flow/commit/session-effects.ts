/**
 * What happens to sessions: changes, writes, commits, replacement, the end of the response. Every function changes the
 * state that it is given.
 */
import type { Func, Span } from '../ir.ts';
import type { Activation } from './context.ts';
import type { Session } from './catalog.ts';
import { excerpt, reportProblem } from './problems.ts';
import { addOpen, freshSession, type LateCause, type SessionState, type Site, type State } from './state.ts';
import { expressionOf, tagKey, tagsOf, type DataTag, type SessionTag, type Step, type Value } from './value.ts';

/**
 * Where something happens, seen from the file that is analysed: the place itself, or the call that leads there. A change of
 * an object that a function was handed is seen from the function that got it from the session.
 */
function placed(
  activation: Activation,
  span: Span,
  read: Step | null = null,
): { readonly step: Step; readonly inner: Step | null } {
  const { calls, func, run } = activation;
  const own: Step = { func, span };
  const isHere = func.file.path === run.path;
  if (isHere && (read === null || isWithin(func, read.func))) return { step: own, inner: null };
  const here = calls.filter((one) => one.func.file.path === run.path);
  const step = here.findLast((one) => one.func === read?.func) ?? (isHere ? own : here[here.length - 1]);
  return step === undefined || step === own ? { step: own, inner: null } : { step, inner: own };
}

/** The function stands in the other one, or is it. */
function isWithin(inner: Func, outer: Func): boolean {
  return (
    inner.file.path === outer.file.path && inner.span.start >= outer.span.start && inner.span.end <= outer.span.end
  );
}

export function stepAt(activation: Activation, span: Span): Step {
  return placed(activation, span).step;
}

export function sessionState(state: State, tag: SessionTag, owned: boolean): SessionState {
  let session = state.sessions.get(tag.id);
  if (session === undefined) {
    session = freshSession(tag.library, owned);
    state.sessions.set(tag.id, session);
  }
  return session;
}

export interface Change {
  readonly span: Span;
  readonly how: Site['how'];
  readonly key: string | null;
  readonly read: Step | null;
  readonly removes?: boolean;
}

/** Session data changes, or is written. */
export function change(activation: Activation, state: State, tag: SessionTag, what: Change): void {
  const { catalog } = activation.run;
  const info = catalog.session(tag.library);
  if (info === undefined) return;
  const session = sessionState(state, tag, activation.run.root.isHandler);
  const { step, inner } = placed(activation, what.span, what.how === 'part' ? what.read : null);
  const late = lateCause(state, info);
  const site: Site = {
    id: `${step.func.id}:${step.span.start}:${step.span.end}`,
    step,
    inner,
    read: what.read,
    key: what.key,
    how: what.how,
    removes: what.removes === true,
    afterCommit: session.committed,
    sameReference: false,
    late,
  };
  if (isStale(activation, state, tag, session, site) || isDestroyed(activation, tag, session, site)) return;
  if (what.how === 'write') {
    session.wrote = true;
    session.dirty.clear();
  } else if (!session.wrote) addOpen(session.dirty, site.id, site);
  addOpen(session.changes, site.id, site);
  if (late !== null) addOpen(session.late, site.id, site);
  const pending = state.work === null ? undefined : state.pending.get(state.work);
  if (pending !== undefined) addOpen(pending.sites, site.id, { site, session: tag.id });
}

function isStale(activation: Activation, state: State, tag: SessionTag, session: SessionState, site: Site): boolean {
  const { replacing, replaced } = session;
  const isAlias = replaced !== null && tag.generation < session.generation;
  if (!isAlias && (replacing === null || state.response.ended !== null)) return false;
  const cause = isAlias ? replaced : replacing;
  if (cause === null) return false;
  const library = session.library;
  reportProblem(activation, {
    rule: 'no-stale-handle',
    kind: isAlias ? 'alias' : 'replaced',
    step: site.step,
    data: {
      library,
      call: cause.call,
      name: excerpt(tag.read),
      change: excerpt(site.step),
      key: expressionOf(site.key ?? ''),
    },
    trace: [
      { step: tag.read, role: 'read', text: 'the session is taken here' },
      { step: cause.step, role: 'call', text: `${cause.call} replaces it here` },
      { step: site.step, role: 'change', text: 'the old session is changed here' },
    ],
    repair: isAlias
      ? { session: sourceOf(activation, tag), read: tag.read, cause: cause.step, key: site.key, remedy: '', role: '' }
      : null,
  });
  return true;
}

/** Nothing saves a session that the request does not have any more. */
function isDestroyed(activation: Activation, tag: SessionTag, session: SessionState, site: Site): boolean {
  const { destroyed, library } = session;
  if (destroyed === null || session.escaped) return false;
  reportProblem(activation, {
    rule: 'no-stale-handle',
    kind: 'destroyed',
    step: site.step,
    data: {
      library,
      call: destroyed.call,
      name: excerpt(tag.read),
      change: excerpt(site.step),
      key: expressionOf(site.key ?? ''),
    },
    trace: [
      { step: destroyed.step, role: 'call', text: `${destroyed.call} ends the session here` },
      { step: site.step, role: 'change', text: 'it is changed here' },
    ],
    repair: null,
  });
  return true;
}

function sourceOf({ run }: Activation, tag: SessionTag): string {
  return run.collector.names.get(tag.id) ?? 'session';
}

/** Why a change that is made now is not saved by itself; null if it is. */
function lateCause(state: State, { model }: Session): LateCause | null {
  if (model.commit === 'call') return state.outside?.kind === 'socket' ? state.outside : null;
  if (state.outside !== null) return state.outside;
  const { ended, headers } = state.response;
  const isEnded = ended !== null && (ended.work === null || ended.work === state.work);
  if (model.commit === 'response-end' && isEnded) {
    return { kind: 'afterResponse', step: ended.step, text: ended.text };
  }
  if (model.commit === 'headers') {
    const sent = isEnded ? ended : headers;
    if (sent !== null) return { kind: 'headersSent', step: sent.step, text: sent.text };
  }
  return null;
}

/** A value is stored: what stands in the session from here on, and whether it can be. */
export function noteStored(
  state: State,
  tag: SessionTag,
  key: string | null,
  value: Value,
  clones: boolean,
  step: Step,
): void {
  const session = state.sessions.get(tag.id);
  if (session === undefined) return;
  for (const [id, one] of session.cloned) if (one.key === key) session.cloned.delete(id);
  for (const [id, site] of session.afterClone) if (site.key === key) session.afterClone.delete(id);
  for (const data of tagsOf(value, 'data')) if (data.given !== 'live') dropCopies(state, data);
  if (!clones) return;
  const waiting = [...value.tags];
  const seen = new Set<string>();
  for (let one = waiting.pop(); one !== undefined && seen.size < 50; one = waiting.pop()) {
    if (one.kind !== 'data' && one.kind !== 'object' && one.kind !== 'instance') continue;
    const id = tagKey(one);
    if (seen.has(id)) continue;
    seen.add(id);
    addOpen(session.cloned, id, { key, step });
    for (const field of state.heap.fields(one.id).values()) waiting.push(...field.tags);
  }
}

/** Somebody else has the copy, or it was written back: changes of it are no loss. */
export function dropCopies(state: State, data: DataTag): void {
  state.sharedCopies.add(data.id);
  for (const session of state.sessions.values()) {
    for (const [id, site] of session.copies) {
      if (id.startsWith(`${data.id} `) || site.read?.span.start === data.read.span.start) session.copies.delete(id);
    }
  }
}

/** A copy that the library made is changed. */
export function changeCopy(activation: Activation, state: State, data: DataTag, what: Change): void {
  if (data.byProgram || state.sharedCopies.has(data.id)) return;
  const session = sessionState(state, data.session, activation.run.root.isHandler);
  const { step, inner } = placed(activation, what.span, what.read);
  const id = `${data.id} ${step.span.start}`;
  addOpen(session.copies, id, {
    id,
    step,
    inner,
    read: data.read,
    key: what.key ?? data.key,
    how: what.how,
    removes: what.removes === true,
    afterCommit: null,
    sameReference: false,
    late: null,
  });
}

/** An object of which a session took a clone is changed. */
export function changeCloned(activation: Activation, state: State, tag: string, span: Span): void {
  for (const session of state.sessions.values()) {
    for (const [root, clone] of session.cloned) {
      if (tag !== root && !tag.startsWith(`${root}.`)) continue;
      const { step, inner } = placed(activation, span);
      const id = `${root} ${step.span.start}`;
      const base = { id, step, inner, read: clone.step, key: clone.key, how: 'part' as const, removes: false };
      addOpen(session.afterClone, id, { ...base, afterCommit: null, sameReference: false, late: null });
    }
  }
}

/** Somebody looks at the object as it is now: that the session has an older one may be what is meant. */
export function dropCloned(state: State, tag: string): void {
  for (const session of state.sessions.values()) {
    for (const id of session.afterClone.keys()) if (id.startsWith(`${tag} `)) session.afterClone.delete(id);
  }
}

/** What was changed so far is saved, at once or when the promise is awaited. */
export function commit(
  activation: Activation,
  state: State,
  tag: SessionTag,
  span: Span,
  promise: string | null,
): void {
  const info = activation.run.catalog.session(tag.library);
  if (info === undefined) return;
  const session = sessionState(state, tag, activation.run.root.isHandler);
  const step = stepAt(activation, span);
  const { model } = info;
  const { ended } = state.response;
  if (model.commit === 'call' && ended !== null && (ended.work === null || ended.work === state.work)) {
    reportProblem(activation, {
      rule: 'no-detached-write',
      kind: 'headersSent',
      step,
      data: { library: tag.library, call: ended.text, change: excerpt(step), key: '' },
      trace: [
        { step: ended.step, role: 'end', text: 'the response is sent here' },
        { step, role: 'write', text: 'the session is saved here' },
      ],
      repair: null,
    });
  }
  const pending = state.work === null ? undefined : state.pending.get(state.work);
  if (pending !== undefined) pending.save = step;
  if (promise === null) session.floating.clear();
  else session.floating.set(promise, { step, sites: new Map(session.changes) });
  session.changes.clear();
  session.committed = step;
  if (model.lateSave === 'ok') {
    session.late.clear();
    for (const one of state.pending.values()) {
      for (const [id, { session: of }] of one.sites) if (of === tag.id) one.sites.delete(id);
    }
  }
}

/** Nothing of the session is open any more. */
export function settle(session: SessionState): void {
  for (const sites of [session.dirty, session.changes, session.late, session.copies, session.afterClone]) sites.clear();
  session.floating.clear();
  session.unsent.clear();
  session.cloned.clear();
}

/** Somebody else has the session, and may write and save it. */
export function escapeSession(state: State, id: string): void {
  const session = state.sessions.get(id);
  if (session === undefined) return;
  session.escaped = true;
  session.dirty.clear();
  session.changes.clear();
  session.floating.clear();
  session.unsent.clear();
  session.afterClone.clear();
  session.copies.clear();
}

export function beginReplacement(state: State, tag: SessionTag, step: Step, call: string, owned: boolean): void {
  const session = sessionState(state, tag, owned);
  session.replacing = { step, call };
}

/** The session that comes from here on is another one. */
export function finishReplacements(state: State): void {
  for (const session of state.sessions.values()) {
    if (session.replacing === null) continue;
    session.replaced = session.replacing;
    session.replacing = null;
    session.generation++;
    session.destroyed = null;
    session.dirty.clear();
    session.changes.clear();
  }
}

export function respond(activation: Activation, state: State, part: 'end' | 'headers', span: Span): void {
  const step = stepAt(activation, span);
  const text = excerpt(step);
  const { response } = state;
  if (part === 'headers') {
    response.headers ??= { step, text };
    return;
  }
  response.ended ??= { step, text, work: state.work };
  if (state.work !== null) {
    const pending = state.pending.get(state.work);
    if (pending !== undefined) pending.responded = true;
  }
}

/** What the promise stood for has been done. */
export function settlePromise(state: State, id: string): void {
  state.pending.delete(id);
  for (const one of state.pending.values()) if (one.startedIn === id) one.startedIn = state.work;
  const { ended } = state.response;
  if (ended?.work === id) state.response.ended = { ...ended, work: state.work };
  for (const session of state.sessions.values()) session.floating.delete(id);
}
