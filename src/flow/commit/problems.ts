/** Collects problems, and judges what is still open where a path ends. */
import type { Session } from './catalog.ts';
import type { Activation, Problem, RepairHint } from './context.ts';
import type { SessionState, Site, State, WorkKind } from './state.ts';
import { expressionOf, isExpression, UNKNOWN_KEY, type Step } from './value.ts';

const maxShown = 80;

/** Sessions that were read from a store have ids that start so. */
export const RECORD = 'record@';

export function excerpt({ func, span }: Step): string {
  const shown = func.file.text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
  return shown.length <= maxShown ? shown : `${shown.slice(0, maxShown - 1)}…`;
}

export function reportProblem({ run }: Activation, problem: Problem): void {
  if (!run.reports || problem.step.func.file.path !== run.path) return;
  run.collector.problems.push({ problem, root: run.root.func });
}

/** Where a path of a function that is judged on its own ends. `leftBy`: a call that throws there to answer the request. */
export function judge(activation: Activation, state: State, end: Step, leftBy?: string): void {
  const { run } = activation;
  for (const [id, session] of state.sessions) {
    const info = run.catalog.session(session.library);
    if (info === undefined) continue;
    const name = nameOf(activation, id, info);
    judgeLate(activation, session, info, name);
    judgeBypass(activation, state, session, info, name);
    judgeUnstored(activation, session, info, end);
    if (session.ended) continue;
    if (session.owned) judgeCopies(activation, session, info, name);
    if (session.escaped) continue;
    const detection = run.catalog.detection(info);
    if (detection === 'SET_END' || detection === 'SET_EAGER') judgeDirty(activation, session, info, name, end);
    if (!session.owned) continue;
    if (detection === 'EXPLICIT' && state.outside === null)
      judgeUncommitted(activation, session, info, name, end, leftBy);
    for (const site of session.afterClone.values()) judgeClone(activation, site, info, name);
  }
  judgePending(activation, state);
}

/** What the function calls the session; a session that came from a helper is named by the request that it belongs to. */
function nameOf({ run }: Activation, id: string, { library, model }: Session): string {
  const known = run.collector.names.get(id);
  if (known !== undefined) return known;
  const { func } = run.root;
  const holder = id.slice(library.id.length + 1);
  const place = model.places?.find(({ member, getter }) => typeof member === 'string' && getter === undefined);
  const parameter = func.parameters.find((_, index) => holder === `${func.id}:${index}`);
  if (typeof place?.member !== 'string' || parameter === undefined || parameter.name === '') return 'session';
  return `${parameter.name}.${place.member}`;
}

function remedyOf({ model }: Session, name: string, key: string | null): string {
  return model.remedy.replaceAll('{{session}}', name).replaceAll('{{key}}', key === null ? 'key' : keySource(key));
}

/** A key that is no constant is known by its source. */
function keySource(key: string): string {
  if (key === UNKNOWN_KEY) return 'key';
  return isExpression(key) ? expressionOf(key) : `'${key.replaceAll("'", "\\'")}'`;
}

function hintOf(site: Site | null, info: Session, name: string): RepairHint {
  return {
    session: name,
    read: site?.read ?? null,
    cause: site?.late?.step ?? null,
    key: site?.key ?? null,
    remedy: remedyOf(info, name, site?.key ?? null),
    role: info.model.role,
    savesLate: info.model.lateSave === 'ok',
  };
}

/** What the message's placeholders may stand for, and where the path leads. */
function dataOf(site: Site, info: Session, name: string): Record<string, string> {
  const remedy = remedyOf(info, name, site.key);
  return {
    library: info.library.id,
    key: site.key === null || site.key === UNKNOWN_KEY ? 'Session data' : expressionOf(site.key),
    change: excerpt(site.step),
    remedy,
    commit: remedy,
    expression: name,
  };
}

function traceOf(site: Site, end: Step | null, text: string): Problem['trace'] {
  return [
    ...(site.read === null ? [] : [{ step: site.read, role: 'read' as const, text: 'session data is read here' }]),
    {
      step: site.step,
      role: site.inner === null ? 'change' : 'call',
      text: site.inner === null ? 'it is changed here' : 'it is handed on here',
    },
    ...(site.inner === null ? [] : [{ step: site.inner, role: 'change' as const, text: 'it is changed here' }]),
    ...(end === null ? [] : [{ step: end, role: 'end' as const, text }]),
  ];
}

function judgeDirty(activation: Activation, session: SessionState, info: Session, name: string, end: Step): void {
  for (const site of session.dirty.values()) {
    if (site.how === 'write') continue;
    const data = dataOf(site, info, name);
    reportProblem(activation, {
      rule: site.how === 'delete' ? 'no-write-to-copy' : 'no-lost-mutation',
      kind: kindOfDirty(site),
      step: site.step,
      data,
      trace: traceOf(site, end, 'the path ends here without a write'),
      repair: site.inner === null && !site.sameReference ? hintOf(site, info, name) : null,
    });
  }
}

function kindOfDirty(site: Site): string {
  if (site.how === 'delete') return 'deleteIgnored';
  if (site.sameReference) return 'sameReference';
  return site.inner === null ? 'notSet' : 'notSetInCall';
}

function judgeUncommitted(
  activation: Activation,
  session: SessionState,
  info: Session,
  name: string,
  end: Step,
  leftBy: string | undefined,
): void {
  for (const { step } of session.floating.values()) {
    reportProblem(activation, {
      rule: 'require-commit',
      kind: 'floating',
      step,
      data: {
        library: info.library.id,
        call: excerpt(step),
        change: excerpt(step),
        commit: remedyOf(info, name, null),
        key: '',
      },
      trace: [
        { step, role: 'write', text: 'the session is saved here' },
        { step: end, role: 'end', text: 'the path ends here, and nobody has waited for it' },
      ],
      // Where its result has to be sent, waiting for it is not enough.
      repair: [...session.unsent.values()].some(({ span }) => span.start === step.span.start)
        ? null
        : hintOf(null, info, name),
    });
  }
  const floating = new Set([...session.floating.values()].map(({ step }) => step.span.start));
  for (const step of session.unsent.values()) {
    if (floating.has(step.span.start)) continue;
    reportProblem(activation, {
      rule: 'require-commit',
      kind: 'notSent',
      step,
      data: {
        library: info.library.id,
        call: excerpt(step),
        change: excerpt(step),
        commit: remedyOf(info, name, null),
        key: '',
      },
      trace: [
        { step, role: 'write', text: 'the cookie is made here' },
        { step: end, role: 'end', text: 'the path ends here, and it was not sent' },
      ],
      repair: null,
    });
  }
  for (const [site, count] of lastOfEachKind(activation, session)) {
    const data = {
      ...dataOf(site, info, name),
      earlier: count === 1 ? '' : ` (the last of ${count} changes)`,
      throws: leftBy === undefined ? '' : `, where ${leftBy} throws`,
    };
    reportProblem(activation, {
      rule: 'require-commit',
      kind: site.afterCommit === null ? 'missing' : 'afterCommit',
      step: site.step,
      data,
      trace: [
        ...(site.afterCommit === null
          ? []
          : [{ step: site.afterCommit, role: 'write' as const, text: 'the session is saved here' }]),
        ...traceOf(site, end, 'the path ends here without saving it'),
      ],
      repair: site.inner === null ? hintOf(site, info, name) : null,
    });
  }
}

/** What is saved is the whole session, so one place is enough: the last one, in the function itself if there is one; and how many there are. */
function lastOfEachKind({ run }: Activation, { changes }: SessionState): readonly (readonly [Site, number])[] {
  const found = new Map<boolean, Site>();
  const counts = new Map<boolean, number>();
  const rank = ({ step }: Site) => (step.func === run.root.func ? 1 : 0);
  for (const site of changes.values()) {
    const kind = site.afterCommit === null;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const old = found.get(kind);
    const isLater =
      old === undefined ||
      rank(site) > rank(old) ||
      (rank(site) === rank(old) && site.step.span.start > old.step.span.start);
    if (isLater) found.set(kind, site);
  }
  return [...found].map(([kind, site]) => [site, counts.get(kind) ?? 1]);
}

function whereOf(how: WorkKind, step: Step): string {
  if (how === 'timer') return 'in a timer';
  if (how === 'callback') return 'in a callback that is called later';
  const text = excerpt(step);
  return text.includes('.forEach(') ? 'in an async callback of forEach' : 'in work that is not awaited';
}

function judgeClone(activation: Activation, site: Site, info: Session, name: string): void {
  reportProblem(activation, {
    rule: 'no-mutation-after-set',
    kind: 'clonedBefore',
    step: site.step,
    data: dataOf(site, info, name),
    trace: [
      ...(site.read === null ? [] : [{ step: site.read, role: 'write' as const, text: 'a copy of it is stored here' }]),
      { step: site.step, role: 'change', text: 'it is changed here' },
    ],
    repair: hintOf(site, info, name),
  });
}

function judgeCopies(activation: Activation, session: SessionState, info: Session, name: string): void {
  for (const site of session.copies.values()) {
    if (site.id.startsWith(RECORD)) {
      reportProblem(activation, {
        rule: 'no-lost-mutation',
        kind: 'storeRecord',
        step: site.step,
        data: { ...dataOf(site, info, name), remedy: 'store.set(sid, session)' },
        trace: traceOf(site, null, ''),
        repair: null,
      });
      continue;
    }
    reportProblem(activation, {
      rule: 'no-write-to-copy',
      kind: 'copy',
      step: site.step,
      data: { ...dataOf(site, info, name), expression: site.read === null ? name : excerpt(site.read) },
      trace: traceOf(site, null, ''),
      repair: hintOf(site, info, name),
    });
  }
}

function judgeLate(activation: Activation, session: SessionState, info: Session, name: string): void {
  for (const site of session.late.values()) {
    const { late } = site;
    if (late === null) continue;
    reportProblem(activation, {
      rule: 'no-detached-write',
      kind: late.kind,
      step: site.step,
      data: {
        ...dataOf(site, info, 'session'),
        call: late.text,
        hook: late.text,
        where: late.text,
      },
      trace: [
        { step: late.step, role: 'end', text: 'the response is sent here' },
        { step: site.step, role: 'change', text: 'the session is changed here' },
      ],
      repair: site.inner === null ? hintOf(site, info, name) : null,
    });
  }
}

function judgeBypass(activation: Activation, state: State, session: SessionState, info: Session, name: string): void {
  const { bypassed } = state.response;
  if (bypassed === null || info.model.commit === 'call') return;
  for (const site of session.changes.values()) {
    if (site.late !== null) continue;
    reportProblem(activation, {
      rule: 'no-detached-write',
      kind: 'bypassed',
      step: site.step,
      data: { ...dataOf(site, info, 'session'), call: excerpt(bypassed) },
      trace: [
        { step: site.step, role: 'change', text: 'the session is changed here' },
        { step: bypassed, role: 'end', text: 'the framework leaves the response alone from here on' },
      ],
      repair: hintOf(site, info, name),
    });
  }
}

/** Keys that the library leaves out when it stores the session. Beside others they may be meant for this request only. */
function judgeUnstored(activation: Activation, session: SessionState, info: Session, end: Step): void {
  const prefix = info.model.unstoredPrefix;
  if (prefix === undefined) return;
  const sites = [...session.changes.values()];
  if (!sites.every(({ key, how }) => how === 'write' && key?.startsWith(prefix) === true)) return;
  for (const site of sites) {
    reportProblem(activation, {
      rule: 'serializable-attribute',
      kind: 'unstoredKey',
      step: site.step,
      data: { ...dataOf(site, info, 'session'), prefix },
      trace: traceOf(site, end, 'the path ends here, and nothing else was written'),
      repair: null,
    });
  }
}

/** A save that only makes a cookie, in work that nobody waits for: the header lines are gone by then. */
function judgeLateSave(
  activation: Activation,
  state: State,
  save: Step,
  sites: Iterable<{ readonly session: string }>,
  work: Step,
): void {
  for (const { session: id } of sites) {
    const session = state.sessions.get(id);
    const info = session === undefined ? undefined : activation.run.catalog.session(session.library);
    if (info?.model.commit !== 'call' || session?.escaped === true) continue;
    const call = state.response.ended?.text ?? 'return';
    reportProblem(activation, {
      rule: 'no-detached-write',
      kind: 'headersSent',
      step: save,
      data: { library: info.library.id, call, change: excerpt(save), key: '' },
      trace: [
        { step: work, role: 'call', text: 'nobody waits for this' },
        { step: save, role: 'write', text: 'the session is saved here' },
      ],
      repair: null,
    });
    return;
  }
}

/** Work that nobody waits for changes the session, and the request is over before it. `known` is judged elsewhere. */
export function judgePending(activation: Activation, state: State, known?: ReadonlySet<string>): void {
  const { run } = activation;
  for (const [work, { step, sites, responded, how, startedIn, save }] of state.pending) {
    if (responded || known?.has(work) === true) continue;
    const { ended } = state.response;
    const hasAnswered = (ended !== null && ended.work === startedIn) || run.root.answersByReturn;
    if (save !== undefined && hasAnswered) judgeLateSave(activation, state, save, sites.values(), step);
    for (const { site, session: id } of sites.values()) {
      const session = state.sessions.get(id);
      const info = session === undefined ? undefined : run.catalog.session(session.library);
      if (info === undefined || site.late !== null) continue;
      const isOver = info.model.commit === 'return' ? run.root.isHandler : info.model.commit !== 'call' && hasAnswered;
      if (!isOver) continue;
      reportProblem(activation, {
        rule: 'no-detached-write',
        kind: 'detached',
        step: site.step,
        data: { ...dataOf(site, info, 'session'), where: whereOf(how, step), call: ended?.text ?? '' },
        trace: [
          { step, role: 'call', text: 'nobody waits for this' },
          { step: site.step, role: 'change', text: 'the session is changed here' },
        ],
        repair: hintOf(site, info, run.collector.names.get(id) ?? ''),
      });
    }
  }
}
