/**
 * Standard actions and tags to effects. The page class calls `__tag` where an action starts, tests `__enter` before its body
 * and calls `__end` behind it (page.ts of the language).
 */
import { JSP_URI, type Action, type Attribute } from '../../languages/jsp/ast.ts';
import { tagMeaning, type PageScope, type TagMeaning } from '../../models/jsp/tags.ts';
import type { BlockId, Span, Var } from '../ir.ts';
import { findVariable, lowerEl, lowerElCondition, lowerElEffects } from './lower-el.ts';
import {
  ACCESS,
  assign,
  call,
  constant,
  implicit,
  REQUEST,
  RESPONSE,
  SESSION,
  STRING,
  unknown,
  writeSession,
  type PageLowering,
} from './page-lowering.ts';

/** One action: its number among the places, and the values of the Java expressions among its attributes, in their order. */
interface ActionLowering extends PageLowering {
  readonly action: Action;
  readonly index: number;
  readonly expressions: readonly Var[];
}

function meaningOf({ page, action }: ActionLowering): TagMeaning | undefined {
  return tagMeaning(page.libraryOf(action.uri), action.localName);
}

/** The start of an action, or all of one without a body. */
export function lowerStart(lowering: ActionLowering): void {
  const meaning = meaningOf(lowering);
  switch (meaning?.kind) {
    case 'set':
      if (attribute('value', lowering) !== undefined || !hasEnd(lowering)) lowerSet(lowering);
      else {
        lowering.scoped.atEnd.set(lowering.index, () => {
          lowerSet(lowering);
        });
      }
      return;
    case 'remove':
      lowerRemove(lowering);
      return;
    case 'each':
      startLoop(valueOf(meaning.items, lowering), meaning.declares, lowering);
      return;
    case 'tokens':
      effectsOf(lowering);
      startLoop(unknown(STRING, lowering), meaning.declares, lowering);
      return;
    case 'test':
      return;
    case 'catch':
      startCatch(lowering);
      return;
    case 'include':
    case 'forward':
      dispatch(meaning, lowering);
      return;
    case 'redirect':
      effectsOf(lowering);
      call(
        { receiver: implicit('response', RESPONSE, lowering), name: 'sendRedirect', args: [], span: spanOf(lowering) },
        lowering,
      );
      endPage(lowering);
      return;
    case 'set-property':
      lowerSetProperty(lowering);
      return;
    case undefined:
      effectsOf(lowering);
      declareNames(['var', 'id'], lowering);
  }
}

/** Whether the body of an action runs (again). Ends the current block. */
export function lowerEnter(then: BlockId, otherwise: BlockId, lowering: ActionLowering): void {
  const { builder } = lowering.java;
  const meaning = meaningOf(lowering);
  const loop = lowering.scoped.loops.get(lowering.index);
  if (meaning?.kind === 'test') {
    lowerTest(meaning.test, then, otherwise, lowering);
    return;
  }
  if (loop?.items === undefined || loop.element === undefined) {
    builder.branch({ kind: 'unknown' }, then, otherwise);
    return;
  }
  const next = builder.newBlock();
  builder.branch({ kind: 'more', of: loop.items }, next, otherwise);
  builder.startBlock(next);
  builder.emit({ op: 'element', into: loop.element, of: loop.items, type: undefined });
  builder.goto(then);
}

/** The page class calls `__end` only behind a body that has something in it. */
function hasEnd({ action }: ActionLowering): boolean {
  return action.body?.some((node) => node.type !== 'Action' || !isNamedAttribute(node)) ?? false;
}

function isNamedAttribute({ uri, localName }: Action): boolean {
  return uri === JSP_URI && localName === 'attribute';
}

export function lowerEnd({ scoped, index }: ActionLowering): void {
  const atEnd = scoped.atEnd.get(index);
  scoped.atEnd.delete(index);
  scoped.loops.delete(index);
  atEnd?.();
}

function spanOf({ action }: ActionLowering): Span {
  return { start: action.openRange[0], end: action.openRange[1] };
}

function attribute(name: string, { action }: ActionLowering): Attribute | undefined {
  return action.attributes.find((one) => one.name === name);
}

/** The text of an attribute that is one. */
function textOf(name: string, lowering: ActionLowering): string | undefined {
  const parts = attribute(name, lowering)?.parts;
  if (parts === undefined) return undefined;
  if (parts.length === 0) return '';
  const [part] = parts;
  return parts.length === 1 && part?.type === 'AttributeText' ? part.text : undefined;
}

/** The value of an attribute, with the effects of computing it; undefined for one that is not there. */
function valueOf(name: string, lowering: ActionLowering): Var | undefined {
  const found = attribute(name, lowering);
  if (found === undefined) return undefined;
  const { parts } = found;
  const [first] = parts;
  if (first === undefined) return constant('', lowering);
  if (parts.length > 1) {
    for (const part of parts) if (part.type === 'ElExpression') lowerElEffects(part, lowering);
    return unknown(STRING, lowering);
  }
  switch (first.type) {
    case 'AttributeText':
      return constant(first.text, lowering);
    case 'ElExpression':
      return lowerEl(first, lowering) ?? unknown(undefined, lowering);
    case 'ScriptExpression':
      return lowering.expressions[expressionsBefore(found, lowering)] ?? unknown(undefined, lowering);
  }
}

function expressionsBefore(target: Attribute, { action }: ActionLowering): number {
  let count = 0;
  for (const one of action.attributes) {
    if (one === target) break;
    count += one.parts.filter((part) => part.type === 'ScriptExpression').length;
  }
  return count;
}

/** Attributes of a tag of which nothing is known are evaluated all the same. */
function effectsOf({ action, ...lowering }: ActionLowering): void {
  for (const { parts } of action.attributes) {
    for (const part of parts) if (part.type === 'ElExpression') lowerElEffects(part, lowering);
  }
}

function scopeOf(lowering: ActionLowering): PageScope | undefined {
  const text = textOf('scope', lowering);
  return text === 'page' || text === 'request' || text === 'session' || text === 'application' ? text : undefined;
}

function lowerSet(lowering: ActionLowering): void {
  const name = textOf('var', lowering);
  if (name !== undefined) {
    const value = valueOf('value', lowering) ?? unknown(STRING, lowering);
    setVariable(name, value, scopeOf(lowering) ?? 'page', lowering);
    return;
  }
  const target = valueOf('target', lowering);
  const property = textOf('property', lowering);
  const computed = property === undefined ? valueOf('property', lowering) : undefined;
  const value = valueOf('value', lowering) ?? unknown(STRING, lowering);
  if (target === undefined) return;
  const args = computed === undefined ? [value] : [computed, value];
  call({ receiver: target, name: `${ACCESS.set}${property ?? ''}`, args, span: spanOf(lowering) }, lowering);
}

function setVariable(name: string, value: Var, scope: PageScope, lowering: ActionLowering): void {
  if (scope === 'session') writeSession(constant(name, lowering), value, spanOf(lowering), lowering);
  else if (scope !== 'application') assign(lowering.scoped.declare(scope, name), value, lowering);
}

function lowerRemove(lowering: ActionLowering): void {
  const name = textOf('var', lowering);
  if (name === undefined) return;
  const scope = scopeOf(lowering);
  if (scope === undefined || scope === 'session') {
    const args = [constant(name, lowering)];
    call({ receiver: unknown(SESSION, lowering), name: 'removeAttribute', args, span: spanOf(lowering) }, lowering);
  }
  if (scope === undefined || scope === 'page') lowering.scoped.forget('page', name);
  if (scope === undefined || scope === 'request') lowering.scoped.forget('request', name);
}

/** The first of the names is the element, the others are what else the tag tells of the loop. */
function startLoop(items: Var | undefined, declares: readonly string[], lowering: ActionLowering): void {
  if (!hasEnd(lowering)) return;
  const undo: (() => void)[] = [];
  let element: Var | undefined;
  for (const [index, attributeName] of declares.entries()) {
    const name = textOf(attributeName, lowering);
    if (name === undefined) continue;
    const { variable, restore } = lowering.scoped.declareNested(name);
    undo.push(restore);
    if (index === 0) element = variable;
  }
  lowering.scoped.loops.set(lowering.index, { items, element });
  lowering.scoped.atEnd.set(lowering.index, () => {
    for (const restore of undo.reverse()) restore();
  });
}

/** Deeper than this, a `c:catch` is taken for the one around it: every call carries its handlers. */
const maxHandlers = 50;

function startCatch(lowering: ActionLowering): void {
  const { java, scoped, index } = lowering;
  const name = textOf('var', lowering);
  if (name !== undefined) assign(scoped.declare('page', name), unknown(undefined, lowering), lowering);
  if (!hasEnd(lowering) || java.handlers.length >= maxHandlers) return;
  const outer = java.handlers;
  const after = java.builder.newBlock();
  java.handlers = [{ types: ['java.lang.Throwable'], block: after }, ...outer];
  java.builder.emit({ op: 'enter-try', handlers: java.handlers });
  scoped.atEnd.set(index, () => {
    java.handlers = outer;
    java.builder.flowInto(after);
  });
}

function lowerTest(name: string, then: BlockId, otherwise: BlockId, lowering: ActionLowering): void {
  const { builder } = lowering.java;
  const parts = attribute(name, lowering)?.parts ?? [];
  const [part] = parts;
  if (part === undefined || parts.length > 1) {
    effectsOf(lowering);
    builder.branch({ kind: 'unknown' }, then, otherwise);
  } else if (part.type === 'ElExpression') {
    lowerElCondition(part, then, otherwise, lowering);
  } else if (part.type === 'AttributeText') {
    builder.goto(part.text.trim().toLowerCase() === 'true' ? then : otherwise);
  } else {
    const value = lowering.expressions[0];
    builder.branch(value === undefined ? { kind: 'unknown' } : { kind: 'true', value }, then, otherwise);
  }
}

function dispatch(meaning: Extract<TagMeaning, { path: string }>, lowering: ActionLowering): void {
  const path = valueOf(meaning.path, lowering) ?? unknown(STRING, lowering);
  const span = spanOf(lowering);
  const request = implicit('request', REQUEST, lowering);
  const dispatcher = call({ receiver: request, name: 'getRequestDispatcher', args: [path], span }, lowering);
  const args = [request, implicit('response', RESPONSE, lowering)];
  call({ receiver: dispatcher, name: meaning.kind, args, span }, lowering);
  declareNames(['var'], lowering);
  if (meaning.kind === 'forward') endPage(lowering);
}

function endPage(lowering: ActionLowering): void {
  lowering.java.builder.terminate({ kind: 'return', value: null, span: spanOf(lowering) });
}

function lowerSetProperty(lowering: ActionLowering): void {
  const name = textOf('name', lowering);
  const property = textOf('property', lowering);
  if (name === undefined || property === undefined) return;
  const span = spanOf(lowering);
  const bean = findVariable(name, nameSpan(lowering), lowering);
  const value = valueOf('value', lowering) ?? unknown(STRING, lowering);
  call(
    { receiver: bean, name: `${ACCESS.set}${property}`, args: property === ACCESS.any ? [] : [value], span },
    lowering,
  );
}

function nameSpan(lowering: ActionLowering): Span {
  const range = attribute('name', lowering)?.valueRange;
  return range === undefined ? spanOf(lowering) : { start: range[0], end: range[1] };
}

/** Names that a tag declares, of which nothing else is known: they hide attributes of the session. */
function declareNames(attributes: readonly string[], lowering: ActionLowering): void {
  const scope = scopeOf(lowering);
  if (scope === 'session' || scope === 'application') return;
  for (const attributeName of attributes) {
    const name = textOf(attributeName, lowering);
    if (name === undefined || name === '') continue;
    assign(lowering.scoped.declare(scope ?? 'page', name), unknown(undefined, lowering), lowering);
  }
}
