/** What is saved, but in an order that another request may notice, or that a later call undoes. */
import type { Span } from '../ir.ts';
import type { CallSite } from './calls.ts';
import type { Activation } from './context.ts';
import { excerpt, reportProblem } from './problems.ts';
import { sessionState, stepAt } from './session-effects.ts';
import type { State } from './state.ts';
import { expressionOf, tagsOf, unknownValue, type SessionTag } from './value.ts';

/**
 * A redirect while the store does not have the change yet. express-session sends all but the last byte of the response before
 * `store.set` has finished, and a client acts on the header lines.
 */
export function checkRedirect(activation: Activation, state: State, span: Span): void {
  const { catalog, collector } = activation.run;
  if (state.response.ended !== null) return;
  const step = stepAt(activation, span);
  for (const [id, session] of state.sessions) {
    const info = catalog.session(session.library);
    if (info?.model.answersEarly !== true || session.ended || session.escaped || session.committed !== null) continue;
    const site = [...session.changes.values()].findLast(({ late }) => late === null);
    if (site === undefined) continue;
    const name = collector.names.get(id) ?? 'session';
    reportProblem(activation, {
      rule: 'save-before-redirect',
      kind: 'redirectRace',
      step,
      data: { library: info.library.id, change: excerpt(site.step), call: excerpt(step), key: '', session: name },
      trace: [
        { step: site.step, role: 'change', text: 'the session is changed here' },
        { step, role: 'end', text: 'the client is sent to another page here' },
      ],
      repair: { session: name, read: null, cause: null, key: null, remedy: '', role: info.model.role },
    });
  }
}

/** What was written before a log-in that makes a new session, and does not take it over. */
export function checkDropped(
  activation: Activation,
  state: State,
  tag: SessionTag,
  { effect, args }: CallSite,
  option: string,
): void {
  const session = sessionState(state, tag, activation.run.root.isHandler);
  if (session.escaped || takesOver(state, args, option)) return;
  const step = stepAt(activation, effect.span);
  for (const site of session.changes.values()) {
    if (site.late !== null || site.removes) continue;
    reportProblem(activation, {
      rule: 'keep-session-info',
      kind: 'droppedByLogin',
      step: site.step,
      data: {
        library: tag.library,
        change: excerpt(site.step),
        call: `${effect.name}()`,
        option,
        key: expressionOf(site.key ?? ''),
      },
      trace: [
        { step: site.step, role: 'change', text: 'the session is changed here' },
        { step, role: 'call', text: `${effect.name}() makes a new session here` },
      ],
      repair: { session: '', read: null, cause: step, key: null, remedy: `{ ${option}: true }`, role: '' },
    });
  }
}

/** The option is set, or the options are not known. */
function takesOver(state: State, args: CallSite['args'], option: string): boolean {
  const options = args[1] ?? unknownValue;
  if (tagsOf(options, 'function').length > 0) return false;
  const [object] = tagsOf(options, 'object');
  if (object === undefined || options.tags.length > 1) return args.length > 1;
  const value = state.heap.get(object.id, option);
  return state.heap.has(object.id, '*') || (value !== undefined && value.literal !== false);
}
