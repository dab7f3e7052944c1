/** What calls in the class of a page mean: those that stand for EL and actions, and those that set scoped variables. */
import type { Expression, MethodCall } from '../../languages/java/ast.ts';
import { PLACE_CALLS, type Page, type Place } from '../../languages/jsp/page.ts';
import type { BlockId, Var } from '../ir.ts';
import type { VariableTable } from '../java/builder.ts';
import { javaFile, type JavaFile } from '../java/classes.ts';
import type { EmbeddedCalls } from '../java/embedded.ts';
import { lowerExpression } from '../java/lower-expression.ts';
import type { Lowering } from '../java/scope.ts';
import { beansOf, namesOfTagFile } from './declarations.ts';
import { lowerEnd, lowerEnter, lowerStart } from './lower-action.ts';
import { lowerElEffects } from './lower-el.ts';
import { assign, constant, unknown, type PageLowering } from './page-lowering.ts';
import { ScopedVariables, type BeanDeclaration, type HidingScope } from './scopes.ts';

/** The class of a page as a Java file: the solver sees no difference. */
export function fileOfPage(page: Page): JavaFile {
  return javaFile(page.path, page.text, page.unit, new PageCalls(page));
}

class PageCalls implements EmbeddedCalls {
  readonly #page: Page;
  readonly #beans: ReadonlyMap<string, BeanDeclaration>;
  readonly #functions = new WeakMap<VariableTable, ScopedVariables>();

  constructor(page: Page) {
    this.#page = page;
    this.#beans = beansOf(page);
  }

  lowerCall(node: MethodCall, java: Lowering): Var | undefined {
    if (node.object !== null) return this.#findScoped(node, java);
    const place = this.#placeOf(node);
    if (place === undefined) return undefined;
    const lowering = this.#lowering(java);
    const name = node.name.name;
    if (place.node.type === 'ElExpression') {
      lowerElEffects(place.node, lowering);
    } else {
      const expressions = node.arguments.slice(1).map((argument) => lowerExpression(argument, java));
      const action = { ...lowering, action: place.node, index: place.index, expressions };
      if (name === PLACE_CALLS.tag) lowerStart(action);
      else if (name === PLACE_CALLS.end) lowerEnd(action);
    }
    return constant(null, lowering);
  }

  lowerCondition(node: Expression, then: BlockId, otherwise: BlockId, java: Lowering): boolean {
    if (node.type !== 'MethodCall' || node.object !== null || node.name.name !== PLACE_CALLS.enter) return false;
    const place = this.#placeOf(node);
    if (place?.node.type !== 'Action') return false;
    const expressions = node.arguments.slice(1).map((argument) => lowerExpression(argument, java));
    const lowering = { ...this.#lowering(java), action: place.node, index: place.index, expressions };
    lowerEnter(then, otherwise, lowering);
    return true;
  }

  /** `pageContext.setAttribute("x", v)` and `request.setAttribute("x", v)`. */
  noteCall(node: MethodCall, args: readonly Var[], java: Lowering): void {
    if (node.name.name !== 'setAttribute') return;
    const scope = scopeOfCall(node, 2);
    const name = literalText(node.arguments[0]);
    const value = args[1];
    if (scope === undefined || name === undefined || value === undefined) return;
    const lowering = this.#lowering(java);
    assign(lowering.scoped.declare(scope, name), value, lowering);
  }

  /** `pageContext.getAttribute("x")`, `request.getAttribute("x")`, `pageContext.findAttribute("x")`, where the page has set x. */
  #findScoped(node: MethodCall, java: Lowering): Var | undefined {
    const name = literalText(node.arguments[0]);
    if (name === undefined || node.object?.type !== 'Identifier') return undefined;
    const { scoped } = this.#lowering(java);
    if (node.name.name === 'findAttribute') return scoped.find(name);
    const scope = node.name.name === 'getAttribute' ? scopeOfCall(node, 1) : undefined;
    return scope === undefined ? undefined : scoped.find(name, scope);
  }

  #placeOf(node: MethodCall): { readonly node: Place; readonly index: number } | undefined {
    const name = node.name.name;
    if (name !== PLACE_CALLS.el && name !== PLACE_CALLS.tag && name !== PLACE_CALLS.enter && name !== PLACE_CALLS.end)
      return undefined;
    const [first] = node.arguments;
    const index = first?.type === 'Literal' ? Number(first.value) : -1;
    const place = this.#page.places[index];
    return place === undefined ? undefined : { node: place, index };
  }

  #lowering(java: Lowering): PageLowering {
    const { table } = java.builder;
    let scoped = this.#functions.get(table);
    const isNew = scoped === undefined;
    scoped ??= new ScopedVariables(table);
    const lowering: PageLowering = { page: this.#page, beans: this.#beans, scoped, java };
    if (isNew) {
      this.#functions.set(table, scoped);
      // Attributes of a tag file are variables of its page scope.
      for (const name of namesOfTagFile(this.#page))
        assign(scoped.declare('page', name), unknown(undefined, lowering), lowering);
    }
    return lowering;
  }
}

/** The scope that a call on an implicit object means, if it is one of the page's or the request's. */
function scopeOfCall({ object, arguments: args }: MethodCall, withoutScope: number): HidingScope | undefined {
  if (object?.type !== 'Identifier') return undefined;
  if (object.name === 'request') return args.length === withoutScope ? 'request' : undefined;
  if (object.name !== 'pageContext' && object.name !== 'jspContext') return undefined;
  if (args.length === withoutScope) return 'page';
  const scope = args[withoutScope];
  const last = scope?.type === 'FieldAccess' || scope?.type === 'Identifier' ? scope.name : undefined;
  const name = typeof last === 'string' ? last : last?.name;
  return name === 'PAGE_SCOPE' ? 'page' : name === 'REQUEST_SCOPE' ? 'request' : undefined;
}

function literalText(node: Expression | undefined): string | undefined {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}
