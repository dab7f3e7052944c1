/** Expressions to effects. Chains of operators and calls, which grow long in generated code, are lowered in loops. */
import type ts from 'typescript';
import type { Literal, Var } from '../ir.ts';
import { lowerAssignment } from './lower-assignment.ts';
import { lowerClass } from './lower-class.ts';
import { lowerCondition } from './lower-condition.ts';
import { lowerClosure } from './lower-function.ts';
import { ARRAY, BIGINT, GLOBAL, OBJECT, OPERATOR, REGEXP, importOf } from './operators.ts';
import { resolveName, spanOf, type Lowering } from './scope.ts';
import { typeOf } from './types.ts';

export function lowerExpression(node: ts.Expression, lowering: Lowering): Var {
  const { ts } = lowering.module;
  const { SyntaxKind } = ts;
  if (node.kind === SyntaxKind.TrueKeyword) return constant(true, lowering);
  if (node.kind === SyntaxKind.FalseKeyword) return constant(false, lowering);
  if (node.kind === SyntaxKind.NullKeyword) return constant(null, lowering);
  if (node.kind === SyntaxKind.ThisKeyword || node.kind === SyntaxKind.SuperKeyword) return lowering.self;
  if (ts.isIdentifier(node)) return lowerIdentifier(node, lowering);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isCallExpression(node)) {
    return lowerChain(node, lowering);
  }
  if (ts.isStringLiteralLike(node)) return constant(node.text, lowering);
  if (ts.isNumericLiteral(node)) return constant(Number(node.text), lowering);
  if (ts.isBinaryExpression(node)) return lowerBinary(node, lowering);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return lowerClosure(node, lowering);
  if (ts.isObjectLiteralExpression(node)) return lowerObject(node, lowering);
  if (ts.isArrayLiteralExpression(node)) return lowerArray(node, lowering);
  if (ts.isAwaitExpression(node)) return operator('await', [node.expression], node, lowering);
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isExpressionWithTypeArguments(node)
  ) {
    return lowerExpression(node.expression, lowering);
  }
  if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) return lowerCast(node, lowering);
  if (ts.isNewExpression(node)) return lowerNew(node, lowering);
  if (ts.isPrefixUnaryExpression(node)) return lowerPrefix(node, lowering);
  if (ts.isPostfixUnaryExpression(node)) return lowerStep(node, node.operand, lowering);
  if (ts.isConditionalExpression(node)) return lowerConditional(node, lowering);
  if (ts.isTemplateExpression(node)) {
    return combine(
      'template',
      node.templateSpans.map((span) => lowerExpression(span.expression, lowering)),
      lowering,
    );
  }
  if (ts.isTaggedTemplateExpression(node)) return lowerTagged(node, lowering);
  if (ts.isDeleteExpression(node)) return lowerDelete(node, lowering);
  if (ts.isVoidExpression(node)) return operator('void', [node.expression], node, lowering);
  if (ts.isTypeOfExpression(node)) return combine('typeof', [lowerExpression(node.expression, lowering)], lowering);
  if (ts.isYieldExpression(node)) {
    return operator('yield', node.expression === undefined ? [] : [node.expression], node, lowering);
  }
  if (ts.isSpreadElement(node)) return operator('spread', [node.expression], node, lowering);
  if (ts.isClassExpression(node)) return lowerClass(node, lowering);
  if (ts.isRegularExpressionLiteral(node)) return created(REGEXP, node, lowering);
  if (ts.isBigIntLiteral(node)) return created(BIGINT, node, lowering);
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) {
    return lowerJsx(node, lowering);
  }
  return unknown(lowering);
}

function constant(value: Literal, { builder }: Lowering): Var {
  const into = builder.temp();
  builder.emit({ op: 'constant', into, value, type: undefined });
  return into;
}

export function unknown({ builder }: Lowering): Var {
  const into = builder.temp();
  builder.emit({ op: 'unknown', into, type: undefined });
  return into;
}

export function combine(name: string, parts: readonly Var[], { builder }: Lowering): Var {
  const into = builder.temp();
  builder.emit({ op: 'combine', into, operator: name, parts });
  return into;
}

/** A call of an operator on values. */
export function operate(
  name: string,
  receiver: Var | null,
  args: readonly Var[],
  node: ts.Node,
  lowering: Lowering,
): Var {
  const { builder } = lowering;
  const into = builder.temp();
  const span = spanOf(node, lowering);
  const empty = { start: span.start, end: span.start };
  builder.emit({
    op: 'call',
    into,
    receiver,
    owner: OPERATOR,
    isSuper: false,
    name,
    args,
    span,
    receiverSpan: empty,
    argSpans: args.map(() => empty),
    handlers: name === 'await' ? lowering.handlers : [],
  });
  return into;
}

function operator(name: string, operands: readonly ts.Expression[], node: ts.Node, lowering: Lowering): Var {
  const args = operands.map((operand) => lowerExpression(operand, lowering));
  return operate(name, null, args, node, lowering);
}

function lowerIdentifier(node: ts.Identifier, lowering: Lowering): Var {
  const name = node.text;
  const variable = resolveName(name, lowering);
  if (variable !== undefined) return variable;
  const { builder } = lowering;
  if (name === 'exports') return lowering.module.exportsObject;
  const into = builder.temp();
  if (name === 'undefined') builder.emit({ op: 'constant', into, value: null, type: undefined });
  else builder.emit({ op: 'load', into, object: null, owner: GLOBAL, field: name, span: spanOf(node, lowering) });
  return into;
}

/** `a.b[c](d).e`: from the innermost object outwards. */
function lowerChain(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression | ts.CallExpression,
  lowering: Lowering,
): Var {
  const { ts } = lowering.module;
  const links: (ts.PropertyAccessExpression | ts.ElementAccessExpression | ts.CallExpression)[] = [];
  let head: ts.Expression = node;
  for (;;) {
    if (ts.isPropertyAccessExpression(head) || ts.isElementAccessExpression(head) || ts.isCallExpression(head)) {
      links.push(head);
      head = head.expression;
    } else if (ts.isNonNullExpression(head) || ts.isParenthesizedExpression(head)) {
      head = head.expression;
    } else break;
  }
  let value = head.kind === ts.SyntaxKind.ImportKeyword ? unknown(lowering) : lowerExpression(head, lowering);
  if (isModuleExports(links[links.length - 1], lowering)) {
    links.pop();
    value = lowering.module.exportsObject;
  }
  const first = links[links.length - 1];
  if (first !== undefined && first.questionDotToken === undefined && lowering.module.tested.has(value)) {
    operate('exists', null, [value], head, lowering);
  }
  for (let link = links.pop(); link !== undefined; link = links.pop()) {
    if (ts.isCallExpression(link)) {
      value = head.kind === ts.SyntaxKind.ImportKeyword ? lowerImport(link, lowering) : call(value, '', link, lowering);
      continue;
    }
    const next = links[links.length - 1];
    const isCalled = next !== undefined && ts.isCallExpression(next);
    const name = memberName(link, lowering);
    if (isCalled && name !== undefined) {
      links.pop();
      value = call(value, name, next, lowering);
    } else {
      value = loadMember(value, link, lowering);
    }
  }
  return value;
}

/** `module.exports` of CommonJS. */
export function isModuleExports(node: ts.Node | undefined, lowering: Lowering): boolean {
  const { ts } = lowering.module;
  if (node === undefined || !ts.isPropertyAccessExpression(node) || node.name.text !== 'exports') return false;
  const { expression } = node;
  return ts.isIdentifier(expression) && expression.text === 'module' && lowering.scope.find('module') === undefined;
}

/** `import('x')`: a promise of the module, which is as good as the module. */
function lowerImport(node: ts.CallExpression, lowering: Lowering): Var {
  const [argument] = node.arguments;
  const { ts } = lowering.module;
  if (argument === undefined || !ts.isStringLiteralLike(argument)) return unknown(lowering);
  const into = lowering.builder.temp();
  const span = spanOf(node, lowering);
  lowering.builder.emit({ op: 'load', into, object: null, owner: importOf(argument.text), field: '*', span });
  return into;
}

/** The name of a member that is known without running the program. */
export function memberName(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  { module: { ts } }: Lowering,
): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  const { argumentExpression: index } = node;
  return ts.isStringLiteralLike(index) ? index.text : undefined;
}

export function loadMember(
  object: Var,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  lowering: Lowering,
): Var {
  const { builder } = lowering;
  const name = memberName(node, lowering);
  const { ts } = lowering.module;
  if (name === undefined && ts.isElementAccessExpression(node)) {
    const key = lowerExpression(node.argumentExpression, lowering);
    return operate('element', object, [key], node, lowering);
  }
  const into = builder.temp();
  const span = spanOf(node, lowering);
  builder.emit({ op: 'load', into, object, owner: undefined, field: name ?? '', span });
  return into;
}

function call(receiver: Var, name: string, node: ts.CallExpression, lowering: Lowering): Var {
  const args = node.arguments.map((argument) => lowerExpression(argument, lowering));
  const { builder } = lowering;
  const into = builder.temp();
  builder.emit({
    op: 'call',
    into,
    receiver,
    owner: undefined,
    isSuper: false,
    name,
    args,
    span: spanOf(node, lowering),
    receiverSpan: receiverSpan(node, name, lowering),
    argSpans: node.arguments.map((argument) => spanOf(argument, lowering)),
    handlers: lowering.handlers,
  });
  return into;
}

function receiverSpan(node: ts.CallExpression, name: string, lowering: Lowering) {
  const { ts } = lowering.module;
  let callee: ts.Expression = node.expression;
  while (ts.isNonNullExpression(callee) || ts.isParenthesizedExpression(callee)) callee = callee.expression;
  if (name === '') return spanOf(callee, lowering);
  if (ts.isPropertyAccessExpression(callee) || ts.isElementAccessExpression(callee)) callee = callee.expression;
  return spanOf(callee, lowering);
}

/** Chains of `a + b + c` lean to the left and may be thousands long. */
function lowerBinary(node: ts.BinaryExpression, lowering: Lowering): Var {
  const { ts } = lowering.module;
  const kind = node.operatorToken.kind;
  if (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment) {
    return lowerAssignment(node, lowering);
  }
  switch (kind) {
    case ts.SyntaxKind.CommaToken:
      lowerExpression(node.left, lowering);
      return lowerExpression(node.right, lowering);
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
      return lowerLogical(node, lowering);
    case ts.SyntaxKind.EqualsEqualsToken:
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      return lowerTest(node, lowering);
    default:
      return lowerOperator(node, lowering);
  }
}

function lowerOperator(node: ts.BinaryExpression, lowering: Lowering): Var {
  const { ts } = lowering.module;
  const { kind } = node.operatorToken;
  const operands: ts.Expression[] = [];
  let left: ts.Expression = node;
  while (ts.isBinaryExpression(left) && left.operatorToken.kind === kind) {
    operands.push(left.right);
    left = left.left;
  }
  operands.push(left);
  const parts = operands.reverse().map((operand) => lowerExpression(operand, lowering));
  return combine(ts.tokenToString(kind) ?? '', parts, lowering);
}

/** The value of `a && b`, `a || b`, `a ?? b`: one of the two. */
function lowerLogical(node: ts.BinaryExpression, lowering: Lowering): Var {
  const { ts } = lowering.module;
  const { builder } = lowering;
  const into = builder.temp();
  const operands: ts.Expression[] = [];
  const kind = node.operatorToken.kind;
  let left: ts.Expression = node;
  while (ts.isBinaryExpression(left) && left.operatorToken.kind === kind) {
    operands.push(left.right);
    left = left.left;
  }
  const end = builder.newBlock();
  let value = lowerExpression(left, lowering);
  builder.emit({ op: 'alias', into, from: value, type: undefined, narrows: false });
  for (const operand of operands.reverse()) {
    const next = builder.newBlock();
    if (kind === ts.SyntaxKind.QuestionQuestionToken) builder.branch({ kind: 'null', value: into }, next, end);
    else if (kind === ts.SyntaxKind.BarBarToken) builder.branch({ kind: 'true', value: into }, end, next);
    else builder.branch({ kind: 'true', value: into }, next, end);
    builder.startBlock(next);
    value = lowerExpression(operand, lowering);
    builder.emit({ op: 'alias', into, from: value, type: undefined, narrows: false });
  }
  builder.flowInto(end);
  return into;
}

/** A condition whose value is used. */
function lowerTest(node: ts.Expression, lowering: Lowering): Var {
  const { builder } = lowering;
  const into = builder.temp();
  const [then, otherwise, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
  lowerCondition(node, then, otherwise, lowering);
  builder.startBlock(then);
  builder.emit({ op: 'constant', into, value: true, type: undefined });
  builder.goto(end);
  builder.startBlock(otherwise);
  builder.emit({ op: 'constant', into, value: false, type: undefined });
  builder.flowInto(end);
  return into;
}

function lowerConditional(node: ts.ConditionalExpression, lowering: Lowering): Var {
  const { builder } = lowering;
  const { ts } = lowering.module;
  const into = builder.temp();
  const end = builder.newBlock();
  let current: ts.Expression = node;
  while (ts.isConditionalExpression(current)) {
    const [then, otherwise] = [builder.newBlock(), builder.newBlock()];
    lowerCondition(current.condition, then, otherwise, lowering);
    builder.startBlock(then);
    const from = lowerExpression(current.whenTrue, lowering);
    builder.emit({ op: 'alias', into, from, type: undefined, narrows: false });
    builder.goto(end);
    builder.startBlock(otherwise);
    current = current.whenFalse;
    while (ts.isParenthesizedExpression(current)) current = current.expression;
  }
  const from = lowerExpression(current, lowering);
  builder.emit({ op: 'alias', into, from, type: undefined, narrows: false });
  builder.flowInto(end);
  return into;
}

function lowerCast(node: ts.AsExpression | ts.TypeAssertion, lowering: Lowering): Var {
  const from = lowerExpression(node.expression, lowering);
  const type = typeOf(node.type, lowering.module);
  if (type === undefined) return from;
  const into = lowering.builder.temp();
  lowering.builder.emit({ op: 'alias', into, from, type, narrows: true });
  return into;
}

function lowerNew(node: ts.NewExpression, lowering: Lowering): Var {
  const callee = lowerExpression(node.expression, lowering);
  const args = (node.arguments ?? []).map((argument) => lowerExpression(argument, lowering));
  const { builder } = lowering;
  const into = builder.temp();
  builder.emit({
    op: 'call',
    into,
    receiver: callee,
    owner: OPERATOR,
    isSuper: false,
    name: 'new',
    args,
    span: spanOf(node, lowering),
    receiverSpan: spanOf(node.expression, lowering),
    argSpans: (node.arguments ?? []).map((argument) => spanOf(argument, lowering)),
    handlers: lowering.handlers,
  });
  return into;
}

function lowerPrefix(node: ts.PrefixUnaryExpression, lowering: Lowering): Var {
  const { ts } = lowering.module;
  switch (node.operator) {
    case ts.SyntaxKind.PlusPlusToken:
    case ts.SyntaxKind.MinusMinusToken:
      return lowerStep(node, node.operand, lowering);
    case ts.SyntaxKind.ExclamationToken:
      return lowerTest(node, lowering);
    default:
      return combine(ts.tokenToString(node.operator) ?? '', [lowerExpression(node.operand, lowering)], lowering);
  }
}

/** `x.n++`: a number is put in its place. */
function lowerStep(node: ts.Expression, operand: ts.Expression, lowering: Lowering): Var {
  const { ts } = lowering.module;
  const { builder } = lowering;
  let target = operand;
  while (ts.isParenthesizedExpression(target) || ts.isNonNullExpression(target)) target = target.expression;
  if (ts.isIdentifier(target)) {
    const variable = resolveName(target.text, lowering);
    if (variable === undefined) return unknown(lowering);
    builder.emit({ op: 'unknown', into: variable, type: undefined });
    builder.noteAssignment(variable, false);
    return variable;
  }
  if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target)) return unknown(lowering);
  const object = lowerExpression(target.expression, lowering);
  const from = unknown(lowering);
  storeMember(object, target, from, node, lowering);
  return from;
}

/** `object.name = from` or `object[key] = from`. */
export function storeMember(
  object: Var,
  target: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  from: Var,
  node: ts.Node,
  lowering: Lowering,
): void {
  const { builder } = lowering;
  const name = memberName(target, lowering);
  const span = spanOf(node, lowering);
  if (name === undefined) builder.emit({ op: 'store-element', object, from, span });
  else builder.emit({ op: 'store', object, owner: undefined, field: name, from, span });
}

function lowerTagged(node: ts.TaggedTemplateExpression, lowering: Lowering): Var {
  const { ts } = lowering.module;
  lowerExpression(node.tag, lowering);
  if (ts.isTemplateExpression(node.template)) {
    for (const span of node.template.templateSpans) lowerExpression(span.expression, lowering);
  }
  return unknown(lowering);
}

function lowerDelete(node: ts.DeleteExpression, lowering: Lowering): Var {
  const { ts } = lowering.module;
  let target: ts.Expression = node.expression;
  while (ts.isParenthesizedExpression(target) || ts.isNonNullExpression(target)) target = target.expression;
  if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target)) {
    lowerExpression(target, lowering);
    return unknown(lowering);
  }
  const object = lowerExpression(target.expression, lowering);
  const name = memberName(target, lowering);
  return operate(name === undefined ? 'delete' : `delete:${name}`, object, [], node, lowering);
}

function created(type: typeof OBJECT, node: ts.Node, lowering: Lowering): Var {
  const into = lowering.builder.temp();
  const span = spanOf(node, lowering);
  lowering.builder.emit({ op: 'new', into, type, args: [], span, methods: undefined, handlers: [] });
  return into;
}

function lowerObject(node: ts.ObjectLiteralExpression, lowering: Lowering): Var {
  const { ts } = lowering.module;
  const object = created(OBJECT, node, lowering);
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      operate('assign', object, [lowerExpression(property.expression, lowering)], property, lowering);
      continue;
    }
    let from: Var;
    if (ts.isShorthandPropertyAssignment(property)) from = lowerIdentifier(property.name, lowering);
    else if (ts.isPropertyAssignment(property)) from = lowerExpression(property.initializer, lowering);
    else from = lowerClosure(property, lowering);
    if (ts.isGetAccessor(property) || ts.isSetAccessor(property)) continue;
    initialize(object, property.name, from, property, lowering);
  }
  return object;
}

/** Gives a new object one of its properties: this changes nothing that was there before. */
function initialize(object: Var, name: ts.PropertyName, from: Var, node: ts.Node, lowering: Lowering): void {
  const { ts } = lowering.module;
  const { builder } = lowering;
  const span = spanOf(node, lowering);
  if (ts.isComputedPropertyName(name)) {
    lowerExpression(name.expression, lowering);
    builder.emit({ op: 'store-element', object, from, span });
  } else {
    builder.emit({ op: 'store', object, owner: undefined, field: name.text, from, span });
  }
}

function lowerArray(node: ts.ArrayLiteralExpression, lowering: Lowering): Var {
  const { ts } = lowering.module;
  const array = created(ARRAY, node, lowering);
  for (const element of node.elements) {
    if (ts.isOmittedExpression(element)) continue;
    if (ts.isSpreadElement(element)) {
      operate('assign', array, [lowerExpression(element.expression, lowering)], element, lowering);
    } else {
      const from = lowerExpression(element, lowering);
      lowering.builder.emit({ op: 'store-element', object: array, from, span: spanOf(element, lowering) });
    }
  }
  return array;
}

function lowerJsx(root: ts.JsxElement | ts.JsxSelfClosingElement | ts.JsxFragment, lowering: Lowering): Var {
  const { ts } = lowering.module;
  const parts: Var[] = [];
  const waiting: ts.JsxChild[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (ts.isJsxExpression(node)) {
      if (node.expression !== undefined) parts.push(lowerExpression(node.expression, lowering));
    } else if (ts.isJsxElement(node)) {
      parts.push(...lowerJsxAttributes(node.openingElement.attributes, lowering));
      waiting.push(...[...node.children].reverse());
    } else if (ts.isJsxFragment(node)) {
      waiting.push(...[...node.children].reverse());
    } else if (ts.isJsxSelfClosingElement(node)) {
      parts.push(...lowerJsxAttributes(node.attributes, lowering));
    }
  }
  return combine('jsx', parts, lowering);
}

function lowerJsxAttributes(attributes: ts.JsxAttributes, lowering: Lowering): Var[] {
  const { ts } = lowering.module;
  return attributes.properties.flatMap((attribute) => {
    if (ts.isJsxSpreadAttribute(attribute)) return [lowerExpression(attribute.expression, lowering)];
    const { initializer } = attribute;
    if (initializer === undefined || !ts.isJsxExpression(initializer) || initializer.expression === undefined)
      return [];
    return [lowerExpression(initializer.expression, lowering)];
  });
}
