/** Calls that set sessions up: their options, stores and secrets. */
import type { LibraryModel, Meaning, StoreModel } from '../../models/javascript/model.ts';
import type { Literal, Span } from '../ir.ts';
import { callValue, type CallSite } from './calls.ts';
import type { Activation, OptionValue, Registration } from './context.ts';
import { stepAt } from './session-effects.ts';
import type { State } from './state.ts';
import { reportProblem } from './problems.ts';
import { tagsOf, unknownValue, valueOf, type RoleTag, type Value } from './value.ts';

export function configure(
  activation: Activation,
  state: State,
  site: CallSite,
  library: string,
  options: number | 'last',
): void {
  const info = activation.run.catalog.session(library);
  if (info === undefined) return;
  const given = options === 'last' ? site.args[site.args.length - 1] : site.args[options];
  const { values, isComplete } = optionsOf(activation, state, given);
  note(activation, site, { library: info.library, options: values, isComplete });
  const literals = new Map<string, Literal>();
  for (const [name, { literal }] of values) if (literal !== undefined) literals.set(name, literal);
  activation.run.catalog.noteOptions(library, literals);
}

/** `app.keys = […]`: a secret that is no option. */
export function secretOf(
  activation: Activation,
  state: State,
  tag: RoleTag,
  field: string,
  from: Value,
  span: Span,
): void {
  const { catalog } = activation.run;
  if (catalog.role(tag.role)?.secrets?.includes(field) !== true) return;
  const elements = tagsOf(from, 'object').flatMap(({ id }) => state.heap.get(id, '*') ?? []);
  const values = elements.length > 0 ? elements : [from];
  const random = values.flatMap((value) => (value.mixed || value.tags.length !== 1 ? [] : tagsOf(value, 'random')))[0];
  if (random === undefined || random.call === '') return;
  const step = stepAt(activation, span);
  reportProblem(activation, {
    rule: 'no-per-process-secret',
    kind: 'randomSecret',
    step,
    data: { library: catalog.libraryOfRole(tag.role), call: `${random.call}()`, option: field, statement: '' },
    trace: [{ step, role: 'call', text: 'the secret is set here' }],
    repair: { session: '', read: null, cause: null, key: null, remedy: '', role: tag.role },
  });
}

export function useStore(activation: Activation, site: CallSite, store: StoreModel, library: string): void {
  const info = activation.run.catalog.session(library);
  if (info === undefined) return;
  const id = idOf(activation, site);
  const known = activation.run.collector.registrations.get(id) ?? [];
  const last = known[known.length - 1];
  if (last?.library.id === library) known[known.length - 1] = { ...last, store };
  else note(activation, site, { library: info.library, options: new Map(), isComplete: false, store });
}

function note(
  activation: Activation,
  site: CallSite,
  what: { library: LibraryModel; options: ReadonlyMap<string, OptionValue>; isComplete: boolean; store?: StoreModel },
): void {
  const { collector, reports } = activation.run;
  if (!reports) return;
  const step = stepAt(activation, site.effect.span);
  const id = idOf(activation, site);
  const entry: Registration = { ...what, step };
  collector.registrations.set(id, [...(collector.registrations.get(id) ?? []), entry]);
}

function idOf(activation: Activation, site: CallSite): string {
  const step = stepAt(activation, site.effect.span);
  return `${step.func.file.path}@${step.span.start}`;
}

/** The properties of an options object, nested ones with dots. */
function optionsOf(
  activation: Activation,
  state: State,
  given: Value | undefined,
): { readonly values: ReadonlyMap<string, OptionValue>; readonly isComplete: boolean } {
  const values = new Map<string, OptionValue>();
  if (given === undefined) return { values, isComplete: true };
  const resolved = resolve(activation, state, given);
  const objects = tagsOf(resolved, 'object');
  let isComplete = objects.length === 1 && resolved.tags.length === 1 && !resolved.mixed;
  for (const object of objects.slice(0, 1)) {
    if (state.heap.has(object.id, '*') || state.heap.has(object.id, '…')) isComplete = false;
    collect(activation, state, object.id, '', values, 0);
  }
  return { values, isComplete };
}

function resolve(activation: Activation, state: State, value: Value): Value {
  const [tag] = value.tags;
  if (tag?.kind !== 'import') return value;
  return activation.run.modules.exported(tag.path, tag.name, true, state) ?? value;
}

function collect(
  activation: Activation,
  state: State,
  id: string,
  prefix: string,
  into: Map<string, OptionValue>,
  depth: number,
): void {
  for (const [field, value] of state.heap.fields(id)) {
    if (field.includes('.')) continue;
    const name = `${prefix}${field}`;
    into.set(name, { value, literal: value.mixed ? undefined : value.literal });
    const inner = tagsOf(value, 'object')[0];
    if (inner !== undefined && !inner.isArray && depth < 3)
      collect(activation, state, inner.id, `${name}.`, into, depth + 1);
    if (inner?.isArray === true) {
      const element = state.heap.get(inner.id, '*');
      if (element !== undefined) into.set(name, { value: element, literal: undefined });
    }
  }
}

/** `fastify.register(plugin, options)`: calls the plugin with them. */
export function registerPlugin(
  activation: Activation,
  state: State,
  site: CallSite,
  meaning: Extract<Meaning, { op: 'register' }>,
  receiver: Value | undefined,
): readonly State[] {
  const self = receiver ?? unknownValue;
  if (typeof meaning.plugin === 'number' && typeof meaning.options === 'number') {
    const plugin = site.args[meaning.plugin] ?? unknownValue;
    const options = site.args[meaning.options] ?? unknownValue;
    return callPlugin(activation, state, site, plugin, options, self);
  }
  const [first = unknownValue] = site.args;
  const entries = tagsOf(first, 'object').flatMap((tag) => {
    if (!tag.isArray) return [tag];
    return tagsOf(state.heap.get(tag.id, '*') ?? unknownValue, 'object');
  });
  let states: readonly State[] = [state];
  for (const entry of entries) {
    const plugin = state.heap.get(entry.id, String(meaning.plugin)) ?? unknownValue;
    const options = state.heap.get(entry.id, String(meaning.options)) ?? unknownValue;
    states = states.flatMap((current) => callPlugin(activation, current, site, plugin, options, self));
  }
  return states;
}

function callPlugin(
  activation: Activation,
  state: State,
  site: CallSite,
  plugin: Value,
  options: Value,
  self: Value,
): readonly State[] {
  const known = plugin.tags.filter(({ kind }) => kind === 'member' || kind === 'role' || kind === 'library');
  if (known.length === 0) return [state];
  const shifted: CallSite = { ...site, args: [self, options] };
  return callValue(activation, state, shifted, valueOf(...known), unknownValue).map(({ state: after }) => after);
}
