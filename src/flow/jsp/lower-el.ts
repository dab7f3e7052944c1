/** Expressions of the Expression Language to effects of the function that they stand in. */
import type {
  ElAssignment,
  ElBinary,
  ElCall,
  ElConditional,
  ElExpression,
  ElIdentifier,
  ElLambda,
  ElProperty,
  ElRange,
} from '../../languages/jsp/el/ast.ts';
import { parseEl } from '../../languages/jsp/el/parse.ts';
import type { ElExpression as ElPlace } from '../../languages/jsp/ast.ts';
import { sourceOffset } from '../../languages/jsp/source-map.ts';
import { findModel } from '../../models/java/index.ts';
import { resolveTypeName } from '../java/type-resolution.ts';
import type { BlockId, Span, Test, Var } from '../ir.ts';
import { FunctionBuilder, noHandlers } from '../java/builder.ts';
import { innermost } from '../java/scope.ts';
import { modelName, typeName, type TypeName } from '../type-name.ts';
import {
  ACCESS,
  assign,
  call,
  constant,
  implicit,
  PAGE_CONTEXT,
  SESSION,
  SESSION_SCOPE_MAP,
  unknown,
  unlessNull,
  type PageLowering,
} from './page-lowering.ts';

/** One expression: where it stands, and the parameters of the lambdas around what is lowered. */
interface ElLowering extends PageLowering {
  readonly place: ElPlace;
  readonly parameters: ReadonlyMap<string, Var>;
}

/** The value of the expression; undefined when it cannot be read, or is evaluated later by whom it is handed to. */
export function lowerEl(place: ElPlace, lowering: PageLowering): Var | undefined {
  if (place.deferred) return undefined;
  const parsed = parseEl(place.expression);
  if (!parsed.ok) return undefined;
  return lower(parsed.expression, { ...lowering, place, parameters: new Map() });
}

/** Effects of an expression whose value is only printed. One that calls and assigns nothing has none. */
export function lowerElEffects(place: ElPlace, lowering: PageLowering): void {
  if (/[(=]/.test(place.expression)) lowerEl(place, lowering);
}

/** Ends the current block: the expression is tested. */
export function lowerElCondition(place: ElPlace, then: BlockId, otherwise: BlockId, lowering: PageLowering): void {
  const parsed = place.deferred ? { ok: false as const } : parseEl(place.expression);
  if (parsed.ok) lowerTest(parsed.expression, then, otherwise, { ...lowering, place, parameters: new Map() });
  else lowering.java.builder.branch({ kind: 'unknown' }, then, otherwise);
}

function spanOf(range: ElRange, { place }: ElLowering): Span {
  return { start: sourceOffset(place, range[0]), end: sourceOffset(place, range[1]) };
}

function lower(node: ElExpression, lowering: ElLowering): Var {
  const { builder } = lowering.java;
  switch (node.type) {
    case 'ElLiteral':
      return constant(node.value, lowering);
    case 'ElIdentifier':
      return lowerName(node, lowering);
    case 'ElProperty':
      return lowerProperty(node, lowering);
    case 'ElCall':
      return lowerCall(node, lowering);
    case 'ElFunction': {
      const args = node.arguments.map((argument) => lower(argument, lowering));
      return call({ receiver: null, name: node.name, args, span: spanOf(node.range, lowering) }, lowering);
    }
    case 'ElUnary': {
      if (node.operator !== '-') return lowerAsFlow(node, lowering);
      const part = lower(node.argument, lowering);
      const into = builder.temp();
      builder.emit({ op: 'combine', into, operator: '-', parts: [part] });
      return into;
    }
    case 'ElBinary':
      return lowerBinary(node, lowering);
    case 'ElConditional':
      return lowerConditional(node, lowering);
    case 'ElAssignment':
      return lowerAssignment(node, lowering);
    case 'ElSequence':
      return node.expressions.map((expression) => lower(expression, lowering)).at(-1) ?? constant(null, lowering);
    case 'ElLambda':
      return lowerLambda(node, lowering);
    case 'ElCollection':
      return lowerCollection(node.elements, 'java.util.ArrayList', node.range, lowering);
    case 'ElMap': {
      const values = node.entries.map(({ value }) => value);
      return lowerCollection(values, 'java.util.HashMap', node.range, lowering);
    }
  }
}

/** Maps that hold no attributes of the session (Jakarta Pages 2.4). */
const otherObjects = new Set([
  'applicationScope',
  'param',
  'paramValues',
  'header',
  'headerValues',
  'cookie',
  'initParam',
]);

const hidingScopes = { pageScope: 'page', requestScope: 'request' } as const;

function isHidingScope(name: string): name is keyof typeof hidingScopes {
  return Object.hasOwn(hidingScopes, name);
}

function lowerName(node: ElIdentifier, lowering: ElLowering): Var {
  const { name } = node;
  const parameter = lowering.parameters.get(name);
  if (parameter !== undefined) return parameter;
  if (name === 'pageContext') return pageContext(lowering);
  if (name === 'sessionScope') return unknown(SESSION_SCOPE_MAP, lowering);
  if (otherObjects.has(name) || isHidingScope(name)) return unknown(undefined, lowering);
  return findVariable(name, spanOf(node.range, lowering), lowering);
}

function pageContext(lowering: PageLowering): Var {
  const { locals } = lowering.java;
  return locals.find('pageContext') ?? implicit('jspContext', PAGE_CONTEXT, lowering);
}

/**
 * The scoped variable of this name: a bean of the page, what the page has set in page or request scope, else the session
 * attribute, if there is reason to think that there is one (`maybe` of the records).
 */
export function findVariable(name: string, span: Span, lowering: PageLowering): Var {
  const bean = lowering.beans.get(name);
  const own = lowering.scoped.find(name);
  if (own !== undefined) return own;
  const local = bean === undefined ? undefined : lowering.java.locals.find(name);
  if (local !== undefined) return local;
  if (bean !== undefined && bean.scope !== 'session') return unknown(beanType(bean.className, lowering), lowering);
  const key = constant(name, lowering);
  const parts = { args: [key], span, receiverSpan: span, argSpans: [span] };
  const found =
    bean === undefined
      ? call({ ...parts, receiver: pageContext(lowering), name: 'findAttribute' }, lowering)
      : call({ ...parts, receiver: unknown(SESSION, lowering), name: 'getAttribute' }, lowering);
  const type = beanType(bean?.className, lowering);
  if (type === undefined) return found;
  const into = lowering.java.builder.temp();
  lowering.java.builder.emit({ op: 'alias', into, from: found, type, narrows: true });
  return into;
}

function beanType(className: string | undefined, { java }: PageLowering): TypeName | undefined {
  if (className === undefined) return undefined;
  const { info } = innermost(java);
  const name = resolveTypeName(className, info, info.file, java.table);
  return name === undefined ? undefined : typeName(name);
}

/** `requestScope.x`: what the page has put there; undefined for any other expression. */
function scopedProperty({ object, key }: ElProperty, lowering: ElLowering): Var | undefined {
  if (object.type !== 'ElIdentifier' || !isHidingScope(object.name)) return undefined;
  if (key.type !== 'ElLiteral' || typeof key.value !== 'string') return undefined;
  return lowering.scoped.find(key.value, hidingScopes[object.name]);
}

function lowerProperty(node: ElProperty, lowering: ElLowering): Var {
  const scoped = scopedProperty(node, lowering);
  if (scoped !== undefined) return scoped;
  const object = lower(node.object, lowering);
  const access = accessOf(node, ACCESS.get, lowering);
  const span = spanOf(node.range, lowering);
  const parts = {
    receiver: object,
    name: access.name,
    args: access.keys,
    span,
    receiverSpan: spanOf(node.object.range, lowering),
  };
  const read = (): Var => call({ ...parts, argSpans: access.keySpans }, lowering);
  return isThere(node.object) ? read() : unlessNull(object, read, lowering);
}

/** Implicit objects, and what pageContext gives, are there. */
function isThere(node: ElExpression): boolean {
  if (node.type === 'ElProperty') return node.object.type === 'ElIdentifier' && node.object.name === 'pageContext';
  if (node.type !== 'ElIdentifier') return false;
  return (
    node.name === 'pageContext' ||
    node.name === 'sessionScope' ||
    isHidingScope(node.name) ||
    otherObjects.has(node.name)
  );
}

interface Access {
  readonly name: string;
  /** The computed name, if it is. */
  readonly keys: readonly Var[];
  readonly keySpans: readonly Span[];
}

function accessOf({ key }: ElProperty, verb: string, lowering: ElLowering): Access {
  if (key.type === 'ElLiteral') return { name: `${verb}${String(key.value)}`, keys: [], keySpans: [] };
  return { name: verb, keys: [lower(key, lowering)], keySpans: [spanOf(key.range, lowering)] };
}

/** `a.b(…)` and `a['b'](…)` call a method, `f(…)` a lambda. */
function lowerCall(node: ElCall, lowering: ElLowering): Var {
  const { callee } = node;
  const method = callee.type === 'ElProperty' && callee.key.type === 'ElLiteral' ? callee : undefined;
  const name = method?.key.type === 'ElLiteral' ? String(method.key.value) : 'invoke';
  const target = method?.object ?? callee;
  const owner = target.type === 'ElIdentifier' ? importedClass(target.name, lowering) : undefined;
  const receiver = owner === undefined ? lower(target, lowering) : null;
  const span = spanOf(node.range, lowering);
  const receiverSpan = spanOf(target.range, lowering);
  const argSpans = node.arguments.map((argument) => spanOf(argument.range, lowering));
  const run = (): Var => {
    const args = node.arguments.map((argument) => lower(argument, lowering));
    return call({ receiver, ...(owner && { owner }), name, args, span, receiverSpan, argSpans }, lowering);
  };
  return receiver === null || isThere(target) ? run() : unlessNull(receiver, run, lowering);
}

/** `${Math.max(a, b)}`: a class that the page imports, where no variable has the name (Jakarta EL 1.5.1). */
function importedClass(name: string, lowering: ElLowering): TypeName | undefined {
  if (!/^\p{Lu}/u.test(name) || lowering.parameters.has(name) || lowering.scoped.find(name) !== undefined)
    return undefined;
  const { info } = innermost(lowering.java);
  const { table } = lowering.java;
  const imported = info.file.ast.imports.find((one) => !one.isStar && !one.isStatic && one.name.endsWith(`.${name}`));
  const qualified = imported?.name ?? resolveTypeName(name, info, info.file, table);
  if (qualified === undefined) return undefined;
  const isClass = imported !== undefined || table.exists(qualified) || findModel(modelName(qualified)) !== undefined;
  return isClass ? typeName(qualified) : undefined;
}

function lowerAssignment(node: ElAssignment, lowering: ElLowering): Var {
  const { left } = node;
  const span = spanOf(node.range, lowering);
  if (left.type === 'ElIdentifier') {
    const value = lower(node.right, lowering);
    assignName(left.name, value, span, lowering);
    return value;
  }
  if (left.type !== 'ElProperty') return lower(node.right, lowering);
  const scoped = scopedTarget(left, lowering);
  const object = scoped === undefined ? lower(left.object, lowering) : undefined;
  const access = object === undefined ? undefined : accessOf(left, ACCESS.set, lowering);
  const value = lower(node.right, lowering);
  if (scoped !== undefined) assign(scoped, value, lowering);
  if (object === undefined || access === undefined) return value;
  const parts = { receiver: object, name: access.name, args: [...access.keys, value], span };
  call({ ...parts, receiverSpan: spanOf(left.object.range, lowering) }, lowering);
  return value;
}

/** `${requestScope.x = v}` */
function scopedTarget({ object, key }: ElProperty, { scoped }: ElLowering): Var | undefined {
  if (object.type !== 'ElIdentifier' || !isHidingScope(object.name)) return undefined;
  if (key.type !== 'ElLiteral' || typeof key.value !== 'string') return undefined;
  return scoped.declare(hidingScopes[object.name], key.value);
}

/**
 * `${x = v}` sets the variable in the scope that has it, else in page scope. Where the page has not declared it, it may be an
 * attribute of the session, which is then written.
 */
function assignName(name: string, value: Var, span: Span, lowering: ElLowering): void {
  const own = lowering.parameters.get(name) ?? lowering.scoped.find(name);
  if (own !== undefined) {
    assign(own, value, lowering);
    return;
  }
  const bean = lowering.beans.get(name);
  if (bean !== undefined && bean.scope !== 'session') return;
  const args = [constant(name, lowering), value];
  call({ receiver: unknown(SESSION, lowering), name: 'setAttribute', args, span }, lowering);
}

function lowerBinary(node: ElBinary, lowering: ElLowering): Var {
  const { operator } = node;
  if (
    operator !== '+' &&
    operator !== '+=' &&
    operator !== '-' &&
    operator !== '*' &&
    operator !== '/' &&
    operator !== '%'
  )
    return lowerAsFlow(node, lowering);
  const { builder } = lowering.java;
  const parts = [lower(node.left, lowering), lower(node.right, lowering)];
  const into = builder.temp();
  // `+` adds numbers, whatever its operands are; `+=` joins texts.
  builder.emit({ op: 'combine', into, operator: operator === '+=' ? '+' : operator === '+' ? 'add' : operator, parts });
  return into;
}

/** A test as a value: true on one path, false on the other. */
function lowerAsFlow(node: ElExpression, lowering: ElLowering): Var {
  const { builder } = lowering.java;
  const into = builder.temp();
  const [yes, no, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
  lowerTest(node, yes, no, lowering);
  for (const [block, value] of [
    [yes, true],
    [no, false],
  ] as const) {
    builder.startBlock(block);
    builder.emit({ op: 'constant', into, value, type: typeName('boolean') });
    builder.goto(end);
  }
  builder.startBlock(end);
  return into;
}

function lowerConditional(node: ElConditional, lowering: ElLowering): Var {
  const { builder } = lowering.java;
  const into = builder.temp();
  const [yes, no, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
  lowerTest(node.test, yes, no, lowering);
  for (const [block, branch] of [
    [yes, node.consequent],
    [no, node.alternate],
  ] as const) {
    builder.startBlock(block);
    assign(into, lower(branch, lowering), lowering);
    builder.goto(end);
  }
  builder.startBlock(end);
  return into;
}

function lowerTest(node: ElExpression, then: BlockId, otherwise: BlockId, lowering: ElLowering): void {
  const { builder } = lowering.java;
  const branch = (test: Test): void => {
    builder.branch(test, then, otherwise);
  };
  if (node.type === 'ElLiteral' && typeof node.value === 'boolean') {
    builder.goto(node.value ? then : otherwise);
  } else if (node.type === 'ElUnary' && node.operator === '!') {
    lowerTest(node.argument, otherwise, then, lowering);
  } else if (node.type === 'ElUnary' && node.operator === 'empty') {
    // A text or collection with nothing in it is empty too; what hangs on the test is whether the object is there.
    branch({ kind: 'null', value: lower(node.argument, lowering) });
  } else if (node.type === 'ElBinary' && (node.operator === '&&' || node.operator === '||')) {
    const right = builder.newBlock();
    if (node.operator === '&&') lowerTest(node.left, right, otherwise, lowering);
    else lowerTest(node.left, then, right, lowering);
    builder.startBlock(right);
    lowerTest(node.right, then, otherwise, lowering);
  } else if (node.type === 'ElBinary' && (node.operator === '==' || node.operator === '!=')) {
    const test = comparison(node, lowering);
    if (node.operator === '==') branch(test);
    else builder.branch(test, otherwise, then);
  } else if (node.type === 'ElBinary' && isRelation(node.operator)) {
    lower(node.left, lowering);
    lower(node.right, lowering);
    branch({ kind: 'unknown' });
  } else {
    branch({ kind: 'true', value: lower(node, lowering) });
  }
}

function isRelation(operator: ElBinary['operator']): boolean {
  return operator === '<' || operator === '>' || operator === '<=' || operator === '>=' || operator === 'instanceof';
}

function comparison({ left, right }: ElBinary, lowering: ElLowering): Test {
  if (isNull(right)) return { kind: 'null', value: lower(left, lowering) };
  if (isNull(left)) return { kind: 'null', value: lower(right, lowering) };
  const [first, second] = [lower(left, lowering), lower(right, lowering)];
  return { kind: 'equal', left: first, right: second };
}

function isNull(node: ElExpression): boolean {
  return node.type === 'ElLiteral' && node.value === null;
}

function lowerCollection(
  elements: readonly ElExpression[],
  className: string,
  range: ElRange,
  lowering: ElLowering,
): Var {
  const { builder, handlers } = lowering.java;
  const into = builder.temp();
  const span = spanOf(range, lowering);
  builder.emit({ op: 'new', into, type: typeName(className), args: [], span, methods: undefined, handlers });
  for (const element of elements) {
    const from = lower(element, lowering);
    builder.emit({ op: 'store-element', object: into, from, span: spanOf(element.range, lowering) });
  }
  return into;
}

/** A function that shares the variables of the one around it. */
function lowerLambda(node: ElLambda, outer: ElLowering): Var {
  const { java } = outer;
  const builder = new FunctionBuilder(java.builder.file, java.builder.table);
  const span = spanOf(node.range, outer);
  const parameters = node.parameters.map(({ name }) => ({ variable: builder.temp(), name, type: undefined }));
  const names = new Map([...outer.parameters, ...parameters.map(({ name, variable }) => [name, variable] as const)]);
  const inner = { ...java, builder, handlers: noHandlers, targets: [], finallies: [], yields: undefined };
  const value = lower(node.body, { ...outer, java: inner, parameters: names });
  builder.terminate({ kind: 'return', value, span });
  const { self, info } = innermost(java);
  const id = `${info.file.path}#${span.start}`;
  const shape = { id, name: 'lambda', span, self, parameters, variadic: false, throws: [], returns: undefined };
  const into = java.builder.temp();
  java.builder.emit({ op: 'closure', into, func: builder.finish(shape), span });
  return into;
}
