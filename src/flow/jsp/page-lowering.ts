/** What lowering a page needs at hand, and the effects that EL and actions have in common. */
import type { Page } from '../../languages/jsp/page.ts';
import type { Literal, Span, Var } from '../ir.ts';
import type { Lowering } from '../java/scope.ts';
import { typeName, type TypeName } from '../type-name.ts';
import { ScopedVariables, type BeanDeclaration } from './scopes.ts';

export const SESSION = typeName('javax.servlet.http.HttpSession');
export const REQUEST = typeName('javax.servlet.http.HttpServletRequest');
export const RESPONSE = typeName('javax.servlet.http.HttpServletResponse');
export const PAGE_CONTEXT = typeName('javax.servlet.jsp.PageContext');
export const STRING = typeName('java.lang.String');

/** The map `sessionScope`: its record is in src/models/java/servlet.ts. */
export const SESSION_SCOPE_MAP = typeName('#jsp.SessionScope');

/**
 * Accesses of EL, by the property's name: `get:name`, `set:name`; `get:` and `set:` where the name is computed, with it as
 * first argument; `set:*` for any property. JspProgram says what they mean for a type.
 */
export const ACCESS = { get: 'get:', set: 'set:', any: '*' } as const;

export interface PageLowering {
  readonly page: Page;
  readonly beans: ReadonlyMap<string, BeanDeclaration>;
  readonly scoped: ScopedVariables;
  /** The lowering of the Java around this place. */
  readonly java: Lowering;
}

export function constant(value: Literal, { java: { builder } }: PageLowering): Var {
  const into = builder.temp();
  const type = typeof value === 'string' ? STRING : undefined;
  builder.emit({ op: 'constant', into, value, type });
  return into;
}

export function unknown(type: TypeName | undefined, { java: { builder } }: PageLowering): Var {
  const into = builder.temp();
  builder.emit({ op: 'unknown', into, type });
  return into;
}

export function assign(variable: Var, from: Var, { java: { builder } }: PageLowering): void {
  builder.emit({ op: 'alias', into: variable, from, type: undefined, narrows: false });
}

export interface CallParts {
  readonly receiver: Var | null;
  /** The class of a static call. */
  readonly owner?: TypeName;
  readonly name: string;
  readonly args: readonly Var[];
  readonly span: Span;
  readonly receiverSpan?: Span;
  readonly argSpans?: readonly Span[];
}

export function call(parts: CallParts, { java }: PageLowering): Var {
  const into = java.builder.temp();
  const { span, receiverSpan = { start: span.start, end: span.start }, argSpans = [] } = parts;
  const { receiver, owner, name, args } = parts;
  java.builder.emit({
    op: 'call',
    into,
    receiver,
    owner,
    isSuper: false,
    name,
    args,
    span,
    receiverSpan,
    argSpans,
    handlers: java.handlers,
  });
  return into;
}

/** An implicit object of the page class; where there is none of the name, some object of the type. */
export function implicit(name: string, type: TypeName, lowering: PageLowering): Var {
  return lowering.java.locals.find(name) ?? unknown(type, lowering);
}

/** `session.setAttribute(name, value)`, whether or not the page has the implicit object. */
export function writeSession(name: Var, value: Var, span: Span, lowering: PageLowering): void {
  call({ receiver: unknown(SESSION, lowering), name: 'setAttribute', args: [name, value], span }, lowering);
}

/**
 * A value that is computed only where an object is not null, and null otherwise: EL, unlike Java, goes on with null
 * (Jakarta EL 1.6, step "if value-a is null").
 */
export function unlessNull(object: Var, compute: () => Var, { java: { builder } }: PageLowering): Var {
  const into = builder.temp();
  const [isNull, isThere, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
  builder.branch({ kind: 'null', value: object }, isNull, isThere);
  builder.startBlock(isNull);
  builder.emit({ op: 'constant', into, value: null, type: undefined });
  builder.goto(end);
  builder.startBlock(isThere);
  const from = compute();
  builder.emit({ op: 'alias', into, from, type: undefined, narrows: false });
  builder.goto(end);
  builder.startBlock(end);
  return into;
}
