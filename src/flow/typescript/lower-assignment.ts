/** Assignments, the logical ones included, and destructuring. */
import type ts from 'typescript';
import type { Var } from '../ir.ts';
import type { TypeName } from '../type-name.ts';
import {
  combine,
  isModuleExports,
  loadMember,
  lowerExpression,
  memberName,
  operate,
  storeMember,
} from './lower-expression.ts';
import { declare, resolveName, spanOf, type Lowering } from './scope.ts';

export function lowerAssignment(node: ts.BinaryExpression, lowering: Lowering): Var {
  const { ts } = lowering.module;
  const target = bare(node.left, lowering);
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.EqualsToken: {
      if (isModuleExports(target, lowering)) {
        const from = lowerExpression(node.right, lowering);
        const into = lowering.module.exportsObject;
        lowering.builder.emit({ op: 'alias', into, from, type: undefined, narrows: false });
        return from;
      }
      if (ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target)) {
        const object = lowerExpression(target.expression, lowering);
        lowerKey(target, lowering);
        const from = lowerExpression(node.right, lowering);
        storeMember(object, target, from, node, lowering);
        return from;
      }
      const from = lowerExpression(node.right, lowering);
      assignTo(target, from, node, isConstant(node.right, lowering), lowering);
      return from;
    }
    case ts.SyntaxKind.AmpersandAmpersandEqualsToken:
    case ts.SyntaxKind.BarBarEqualsToken:
    case ts.SyntaxKind.QuestionQuestionEqualsToken:
      return lowerLogicalAssignment(node, target, lowering);
    default: {
      const before = lowerExpression(target, lowering);
      const from = combine('=', [before, lowerExpression(node.right, lowering)], lowering);
      assignTo(target, from, node, false, lowering);
      return from;
    }
  }
}

/** `s.cart ??= []` assigns on one path only. */
function lowerLogicalAssignment(node: ts.BinaryExpression, target: ts.Expression, lowering: Lowering): Var {
  const { ts } = lowering.module;
  const { builder } = lowering;
  const into = builder.temp();
  const isMember = ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target);
  const object = isMember ? lowerExpression(target.expression, lowering) : undefined;
  const before =
    isMember && object !== undefined ? loadMember(object, target, lowering) : lowerExpression(target, lowering);
  builder.emit({ op: 'alias', into, from: before, type: undefined, narrows: false });
  const [assign, end] = [builder.newBlock(), builder.newBlock()];
  const kind = node.operatorToken.kind;
  if (kind === ts.SyntaxKind.QuestionQuestionEqualsToken) builder.branch({ kind: 'null', value: into }, assign, end);
  else if (kind === ts.SyntaxKind.BarBarEqualsToken) builder.branch({ kind: 'true', value: into }, end, assign);
  else builder.branch({ kind: 'true', value: into }, assign, end);
  builder.startBlock(assign);
  const from = lowerExpression(node.right, lowering);
  if (isMember && object !== undefined) storeMember(object, target, from, node, lowering);
  else assignTo(target, from, node, false, lowering);
  builder.emit({ op: 'alias', into, from, type: undefined, narrows: false });
  builder.flowInto(end);
  return into;
}

function bare(node: ts.Expression, { module: { ts } }: Lowering): ts.Expression {
  let target = node;
  while (
    ts.isParenthesizedExpression(target) ||
    ts.isNonNullExpression(target) ||
    ts.isAsExpression(target) ||
    ts.isSatisfiesExpression(target)
  ) {
    target = target.expression;
  }
  return target;
}

function lowerKey(target: ts.PropertyAccessExpression | ts.ElementAccessExpression, lowering: Lowering): void {
  if (lowering.module.ts.isElementAccessExpression(target) && memberName(target, lowering) === undefined) {
    lowerExpression(target.argumentExpression, lowering);
  }
}

export function isConstant(node: ts.Expression, { module: { ts } }: Lowering): boolean {
  return node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;
}

/** Assigns a value to a variable, a member, or the parts of a pattern. */
function assignTo(target: ts.Expression, from: Var, node: ts.Node, constant: boolean, lowering: Lowering): void {
  const { ts } = lowering.module;
  const { builder } = lowering;
  const place = bare(target, lowering);
  if (ts.isIdentifier(place)) {
    const variable = resolveName(place.text, lowering);
    if (variable === undefined) return;
    operate('rebind', variable, [from], node, lowering);
    builder.emit({ op: 'alias', into: variable, from, type: undefined, narrows: false });
    builder.noteAssignment(variable, constant);
  } else if (ts.isPropertyAccessExpression(place) || ts.isElementAccessExpression(place)) {
    const object = lowerExpression(place.expression, lowering);
    storeMember(object, place, from, node, lowering);
  } else if (ts.isObjectLiteralExpression(place)) {
    for (const property of place.properties) {
      if (ts.isShorthandPropertyAssignment(property)) {
        assignTo(property.name, load(from, property.name.text, property, lowering), node, false, lowering);
      } else if (ts.isPropertyAssignment(property)) {
        const { initializer } = property;
        const value = loadNamed(from, property.name, property, lowering);
        const isDefaulted = ts.isBinaryExpression(initializer);
        const to = isDefaulted ? initializer.left : initializer;
        assignTo(to, isDefaulted ? withDefault(value, initializer.right, lowering) : value, node, false, lowering);
      } else if (ts.isSpreadAssignment(property)) {
        assignTo(property.expression, operate('spread', null, [from], property, lowering), node, false, lowering);
      }
    }
  } else if (ts.isArrayLiteralExpression(place)) {
    place.elements.forEach((element, index) => {
      if (ts.isOmittedExpression(element)) return;
      const to = ts.isSpreadElement(element) ? element.expression : element;
      const value = ts.isSpreadElement(element)
        ? operate('spread', null, [from], element, lowering)
        : load(from, String(index), element, lowering);
      assignTo(ts.isBinaryExpression(to) ? to.left : to, value, node, false, lowering);
    });
  }
}

/** Declares the names of a pattern and gives them their parts of the value. */
export function bindPattern(
  name: ts.BindingName,
  from: Var,
  type: TypeName | undefined,
  bind: (name: string, type: TypeName | undefined) => Var,
  lowering: Lowering,
): void {
  const { ts } = lowering.module;
  const { builder } = lowering;
  if (ts.isIdentifier(name)) {
    const variable = bind(name.text, type);
    builder.emit({ op: 'alias', into: variable, from, type, narrows: false });
    return;
  }
  let source = from;
  if (type !== undefined) {
    source = builder.temp();
    builder.emit({ op: 'alias', into: source, from, type, narrows: false });
  }
  name.elements.forEach((element, index) => {
    if (ts.isOmittedExpression(element)) return;
    let value: Var;
    if (element.dotDotDotToken !== undefined) value = operate('spread', null, [source], element, lowering);
    else if (ts.isArrayBindingPattern(name)) value = load(source, String(index), element, lowering);
    else if (element.propertyName !== undefined) value = loadNamed(source, element.propertyName, element, lowering);
    else value = load(source, ts.isIdentifier(element.name) ? element.name.text : '', element, lowering);
    if (element.initializer !== undefined) value = withDefault(value, element.initializer, lowering);
    bindPattern(element.name, value, undefined, bind, lowering);
  });
}

export function declareIn(lowering: Lowering): (name: string, type: TypeName | undefined) => Var {
  return (name, type) => lowering.scope.own(name) ?? declare(name, type, lowering);
}

/** The value, or what stands for it where it is undefined. */
export function withDefault(value: Var, initializer: ts.Expression, lowering: Lowering): Var {
  const { builder } = lowering;
  const into = builder.temp();
  builder.emit({ op: 'alias', into, from: value, type: undefined, narrows: false });
  const [missing, end] = [builder.newBlock(), builder.newBlock()];
  builder.branch({ kind: 'null', value: into }, missing, end);
  builder.startBlock(missing);
  const from = lowerExpression(initializer, lowering);
  builder.emit({ op: 'alias', into, from, type: undefined, narrows: false });
  builder.flowInto(end);
  return into;
}

function load(object: Var, field: string, node: ts.Node, lowering: Lowering): Var {
  const into = lowering.builder.temp();
  lowering.builder.emit({ op: 'load', into, object, owner: undefined, field, span: spanOf(node, lowering) });
  return into;
}

function loadNamed(object: Var, name: ts.PropertyName, node: ts.Node, lowering: Lowering): Var {
  const { ts } = lowering.module;
  if (!ts.isComputedPropertyName(name)) return load(object, name.text, node, lowering);
  const key = lowerExpression(name.expression, lowering);
  return operate('element', object, [key], node, lowering);
}
