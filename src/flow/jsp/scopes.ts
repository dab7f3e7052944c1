/**
 * Scoped variables of a page. Those that the page itself sets in page or request scope are variables of its function; they
 * hide a session attribute of the same name from there on (Jakarta EL, ScopedAttributeELResolver: page, request, session,
 * application). What another page or a servlet has put into the request is not known here.
 */
import type { Var } from '../ir.ts';
import type { VariableTable } from '../java/builder.ts';

export type HidingScope = 'page' | 'request';

/** A bean that `jsp:useBean` declares. */
export interface BeanDeclaration {
  readonly scope: 'page' | 'request' | 'session' | 'application';
  /** As written. */
  readonly className: string | undefined;
}

/** A loop, from its start tag to its end tag. */
export interface OpenLoop {
  readonly items: Var | undefined;
  /** Holds the element at hand. */
  readonly element: Var | undefined;
}

/** What is known where lowering is, in one function of a page. It visits actions in the order of the page. */
export class ScopedVariables {
  readonly table: VariableTable;
  readonly loops = new Map<number, OpenLoop>();
  /** What to do at the end tag of an action. */
  readonly atEnd = new Map<number, () => void>();
  readonly #variables: Readonly<Record<HidingScope, Map<string, Var>>> = { page: new Map(), request: new Map() };

  constructor(table: VariableTable) {
    this.table = table;
  }

  /** The variable that holds this name in the scope; made when it is set for the first time. */
  declare(scope: HidingScope, name: string): Var {
    const known = this.#variables[scope].get(name);
    if (known !== undefined) return known;
    const variable = this.table.fresh();
    this.#variables[scope].set(name, variable);
    return variable;
  }

  /** A new variable for the name, for as long as it takes: the function given back restores what was there. */
  declareNested(name: string): { readonly variable: Var; readonly restore: () => void } {
    const { page } = this.#variables;
    const before = page.get(name);
    const variable = this.table.fresh();
    page.set(name, variable);
    const restore = (): void => {
      if (before === undefined) page.delete(name);
      else page.set(name, before);
    };
    return { variable, restore };
  }

  forget(scope: HidingScope, name: string): void {
    this.#variables[scope].delete(name);
  }

  /** In the scope, or in the first that has it. */
  find(name: string, scope?: HidingScope): Var | undefined {
    if (scope !== undefined) return this.#variables[scope].get(name);
    return this.#variables.page.get(name) ?? this.#variables.request.get(name);
  }
}
