/** Other files of the project, parsed and run when a call or an import leads to them. */
import type { LibraryModel } from '../../models/javascript/model.ts';
import { mayUseSession } from '../../models/javascript/prefilter.ts';
import { compiler } from '../../languages/typescript/compiler.ts';
import { parseTypeScript } from '../../languages/typescript/parse.ts';
import { readText } from '../../project/file-access.ts';
import { packageOf } from '../../project/javascript/node-package.ts';
import { resolveModule } from '../../project/javascript/module-resolution.ts';
import { sharedCache, type CacheTable } from '../../project/project-cache.ts';
import type { Var } from '../ir.ts';
import { runModule, type ModuleResult } from '../commit/analyzer.ts';
import { Catalog } from '../commit/catalog.ts';
import type { ModuleLoader } from '../commit/context.ts';
import type { State } from '../commit/state.ts';
import { joinValues, tagsOf, valueOf, type Value } from '../commit/value.ts';
import { lowerModule, type LoweredModule } from './lower-module.ts';

/** Files that one analysis may look into. */
const maxModules = 30;

const lowered: CacheTable<LoweredModule | null> = { name: 'lowered modules' };
const texts: CacheTable<string | null> = { name: 'module texts' };

export function catalogFor(
  module: LoweredModule,
  libraries: readonly LibraryModel[],
  path: string = module.path,
): Catalog {
  const dependencies = packageOf(path)?.dependencies ?? new Map<string, string>();
  return new Catalog({ libraries, imported: module.specifiers, dependencies });
}

export class ProjectModules implements ModuleLoader {
  readonly #libraries: readonly LibraryModel[];
  readonly #custom: readonly LibraryModel[];
  readonly #results = new Map<string, { readonly module: LoweredModule; readonly result: ModuleResult } | undefined>();
  readonly #variables = new Map<Var, Value>();

  constructor(libraries: readonly LibraryModel[]) {
    this.#libraries = libraries;
    this.#custom = libraries.filter(({ custom }) => custom === true);
  }

  /** The analysed file itself, when its code has been run. */
  add(module: LoweredModule, result: ModuleResult): void {
    this.#results.set(module.path, { module, result });
    for (const [variable, value] of result.state?.env.own ?? []) this.#variables.set(variable, value);
  }

  resolve(specifier: string, from: string): string | undefined {
    return resolveModule(specifier, from);
  }

  variable(variable: Var): Value | undefined {
    return this.#variables.get(variable);
  }

  exported(path: string, name: string, always: boolean, into?: State): Value | undefined {
    return this.#exported(path, name, always, into, 6);
  }

  #exported(path: string, name: string, always: boolean, into: State | undefined, depth: number): Value | undefined {
    if (depth === 0) return undefined;
    const loaded = this.#load(path, always);
    if (loaded === undefined) return undefined;
    const { module, result } = loaded;
    const { state } = result;
    if (state === undefined) return undefined;
    const own = this.#own(module, state, name);
    if (own !== undefined) {
      const [tag] = own.tags;
      if (tag?.kind === 'import' && own.tags.length === 1) {
        if (tag.name === '*') return own;
        return this.#exported(tag.path, tag.name, always, into, depth - 1) ?? own;
      }
      if (into !== undefined) copyObjects(state, own, into);
      return own;
    }
    for (const specifier of module.reexports) {
      const target = this.resolve(specifier, path);
      const found = target === undefined ? undefined : this.#exported(target, name, always, into, depth - 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #own(module: LoweredModule, state: State, name: string): Value | undefined {
    const variable = module.exports.get(name);
    if (variable !== undefined) return state.env.get(variable);
    const exportsValue = state.env.get(module.exportsObject);
    if (exportsValue === undefined) return undefined;
    if (name === 'default') return module.exports.size > 0 ? undefined : exportsValue;
    let found: Value | undefined;
    for (const tag of exportsValue.tags) {
      const field =
        tag.kind === 'object'
          ? state.heap.get(tag.id, name)
          : tag.kind === 'instance' && tag.of.methods.get(name) !== undefined
            ? functionValue(tag.of.methods.get(name))
            : undefined;
      if (field !== undefined) found = found === undefined ? field : joinValues(found, field);
    }
    return found;
  }

  #load(path: string, always: boolean): { readonly module: LoweredModule; readonly result: ModuleResult } | undefined {
    if (this.#results.has(path)) return this.#results.get(path);
    if (!always) {
      const text = sharedCache.fromFile(texts, path, (one) => readText(one) ?? null);
      if (text === null || !mayUseSession(text, this.#custom)) return undefined;
    }
    if (this.#results.size >= maxModules) return undefined;
    // A cycle of imports: what is not there yet is not known.
    this.#results.set(path, undefined);
    const module = sharedCache.fromFile(lowered, path, lowerFile);
    if (module === null) return undefined;
    const catalog = catalogFor(module, this.#libraries);
    const result = runModule({ catalog, modules: this, module }, false);
    this.add(module, result);
    return { module, result };
  }
}

function functionValue(func: import('../ir.ts').Func | undefined): Value | undefined {
  return func === undefined ? undefined : valueOf({ kind: 'function', id: func.id, func });
}

function lowerFile(path: string): LoweredModule | null {
  const text = readText(path);
  if (text === undefined) return null;
  const parsed = parseTypeScript(text, path);
  return parsed.ok ? lowerModule(parsed.sourceFile, path, text, compiler()) : null;
}

/** What is known of the objects that a value leads to. */
function copyObjects(from: State, value: Value, into: State): void {
  const waiting = [...tagsOf(value, 'object')];
  const seen = new Set<string>();
  for (let tag = waiting.pop(); tag !== undefined && seen.size < 50; tag = waiting.pop()) {
    if (seen.has(tag.id)) continue;
    seen.add(tag.id);
    const fields = from.heap.fields(tag.id);
    into.heap.setAll(tag.id, fields);
    for (const field of fields.values()) waiting.push(...tagsOf(field, 'object'));
  }
}
