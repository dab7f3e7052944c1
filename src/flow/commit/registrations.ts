/** Calls that set sessions up: their options, stores and secrets. */
import type { LibraryModel, Meaning, StoreModel } from '../../models/javascript/model.ts';
import type { Literal } from '../ir.ts';
import { callValue, type CallSite } from './calls.ts';
import type { Activation, OptionValue, Registration } from './context.ts';
import { stepAt } from './session-effects.ts';
import type { State } from './state.ts';
import { tagsOf, unknownValue, valueOf, type Value } from './value.ts';
import { below } from './values.ts';

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

export function useStore(activation: Activation, site: CallSite, store: StoreModel, library: string): void {
  const info = activation.run.catalog.session(library);
  if (info === undefined) return;
  note(activation, site, { library: info.library, options: new Map(), isComplete: false, store });
}

function note(
  activation: Activation,
  site: CallSite,
  what: { library: LibraryModel; options: ReadonlyMap<string, OptionValue>; isComplete: boolean; store?: StoreModel },
): void {
  const { collector, reports } = activation.run;
  if (!reports) return;
  const step = stepAt(activation, site.effect.span);
  const id = `${step.func.file.path}@${step.span.start}`;
  const entry: Registration = { ...what, step };
  collector.registrations.set(id, [...(collector.registrations.get(id) ?? []), entry]);
}

/** The properties of an options object, nested ones with dots. */
export function optionsOf(
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
    if (state.heap.has(below(object.id, '*')) || state.heap.has(below(object.id, '…'))) isComplete = false;
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
  const start = `${id}.`;
  for (const [place, value] of state.heap) {
    if (!place.startsWith(start) || place.includes('.', start.length)) continue;
    const name = `${prefix}${place.slice(start.length)}`;
    into.set(name, { value, literal: value.mixed ? undefined : value.literal });
    const inner = tagsOf(value, 'object')[0];
    if (inner !== undefined && !inner.isArray && depth < 3)
      collect(activation, state, inner.id, `${name}.`, into, depth + 1);
    if (inner?.isArray === true) {
      const element = state.heap.get(below(inner.id, '*'));
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
    return tagsOf(state.heap.get(below(tag.id, '*')) ?? unknownValue, 'object');
  });
  let states: readonly State[] = [state];
  for (const entry of entries) {
    const plugin = state.heap.get(below(entry.id, String(meaning.plugin))) ?? unknownValue;
    const options = state.heap.get(below(entry.id, String(meaning.options))) ?? unknownValue;
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
