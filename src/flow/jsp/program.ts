/** Answers the solver's questions for pages: those of Java, and what accesses of the Expression Language mean for a type. */
import type { Call } from '../../models/model.ts';
import { readPageFile, includedPath } from '../../project/page-files.ts';
import { buildPage } from '../../languages/jsp/build-page.ts';
import type { CallEffect, Func } from '../ir.ts';
import { JavaProgram } from '../java/program.ts';
import type { Target } from '../program.ts';
import { typeName, type TypeName } from '../type-name.ts';
import { fileOfPage } from './page-calls.ts';
import { ACCESS, SESSION_SCOPE_MAP } from './page-lowering.ts';

const MAP = typeName('java.util.Map');
const LIST = typeName('java.util.List');

type Argument = TypeName | undefined;

export class JspProgram extends JavaProgram {
  readonly #pages = new Map<string, readonly Func[]>();

  /** A forward or include to another page runs that. Methods that it declares are not found: they are none of this page's. */
  override dispatched(path: string, from: Func): readonly Func[] {
    const target = path.replace(/[?#].*$/, '');
    if (!/\.jspx?$/i.test(target)) return super.dispatched(path, from);
    const file = includedPath(target, from.file.path);
    if (file === undefined || file === from.file.path) return [];
    let known = this.#pages.get(file);
    if (known === undefined) {
      known = this.#serviceOf(file);
      this.#pages.set(file, known);
    }
    return known;
  }

  #serviceOf(path: string): readonly Func[] {
    const text = readPageFile(path);
    if (text === undefined) return [];
    const classes = [...fileOfPage(buildPage(text, path)).classes.values()];
    return classes.flatMap((info) =>
      (info.methods.get('_jspService') ?? []).map((method) => this.functionFor(info, method)),
    );
  }

  override target(call: CallEffect, receiver: TypeName | undefined, args: readonly Argument[]): Target {
    if (call.name.startsWith(ACCESS.get)) return this.#read(call, call.name.slice(ACCESS.get.length), receiver);
    if (call.name.startsWith(ACCESS.set)) return this.#change(call, call.name.slice(ACCESS.set.length), receiver, args);
    const target = super.target(call, receiver, args);
    if (target.kind !== 'unknown' || receiver !== undefined || call.receiver === null) return target;
    // EL's collection operations are called on anything that has elements (Jakarta EL 2.3).
    if (call.name === 'stream' && args.length === 0) return modelled(STREAM);
    return call.name === 'forEach' && args.length === 1 ? modelled(FOR_EACH) : target;
  }

  /**
   * MapELResolver, ListELResolver, ArrayELResolver, BeanELResolver. A getter is not followed: what it may change, such as a
   * value that it keeps, it will change on any node that runs the same page.
   */
  #read(call: CallEffect, property: string, receiver: TypeName | undefined): Target {
    if (receiver?.name === SESSION_SCOPE_MAP.name) {
      return modelled({ does: [{ op: 'read', key: property === '' ? 0 : { constant: property } }] });
    }
    if (receiver === undefined || receiver.dims > 0 || property === '') return modelled(PART);
    if (this.#isContainer(receiver))
      return super.target({ ...call, name: 'get', args: [call.into] }, receiver, [undefined]);
    const name = property.charAt(0).toUpperCase() + property.slice(1);
    for (const getter of [`get${name}`, `is${name}`, property]) {
      const found = super.target({ ...call, name: getter, args: [] }, receiver, []);
      if (found.kind === 'functions') return modelled({ ...PART, ...returning(found.functions[0]?.returns) });
      if (isKnown(found)) return found;
    }
    return modelled(PART);
  }

  #change(call: CallEffect, property: string, receiver: TypeName | undefined, args: readonly Argument[]): Target {
    const value = args.length - 1;
    if (receiver?.name === SESSION_SCOPE_MAP.name) {
      return modelled({ does: [{ op: 'write', key: property === '' ? 0 : { constant: property }, value }] });
    }
    const changes = modelled({ does: [{ op: 'mutate', target: 'this', ...(value >= 0 && { stores: [value] }) }] });
    if (property === '' || property === ACCESS.any) return changes;
    if (receiver === undefined || receiver.dims > 0 || this.#isContainer(receiver)) return changes;
    const setter = `set${property.charAt(0).toUpperCase()}${property.slice(1)}`;
    const found = super.target({ ...call, name: setter }, receiver, args);
    return isKnown(found) ? found : changes;
  }

  #isContainer(type: TypeName): boolean {
    return this.isSubtype(type, MAP) === true || this.isSubtype(type, LIST) === true;
  }
}

const PART: Call = { gives: [{ part: 'this' }] };
const FOR_EACH: Call = { does: [{ op: 'invoke', fn: 0, with: [{ part: 'this' }] }] };
const STREAM: Call = { gives: [{ part: 'this' }], returns: 'java.util.stream.Stream' };

function returning(type: TypeName | undefined): Pick<Call, 'returns'> {
  return type === undefined || type.name === 'void' ? {} : { returns: textOf(type) };
}

function textOf({ name, args, dims }: TypeName): string {
  const inner = args.length === 0 ? '' : `<${args.map(textOf).join(',')}>`;
  return `${name}${inner}${'[]'.repeat(dims)}`;
}

function modelled(call: Call): Target {
  return { kind: 'model', call, owner: SESSION_SCOPE_MAP.name, ownerArgs: [] };
}

/** Something was found that says what the call does. A record of a class that does not name the method says nothing. */
function isKnown(target: Target): boolean {
  if (target.kind === 'model') return (target.call.does ?? target.call.gives ?? target.call.returns) !== undefined;
  return target.kind !== 'unknown';
}
