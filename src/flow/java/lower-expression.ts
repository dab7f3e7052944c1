/** Expressions to effects. Chains that grow to the left (concatenations, fluent calls) are walked, not recursed into. */
import type {
  Binary,
  Expression,
  FieldAccess,
  Identifier,
  MethodCall,
  NewArray,
  NewExpression,
  Node,
  SwitchExpression,
} from '../../languages/java/ast.ts';
import type { Func, Span, Var } from '../ir.ts';
import { typeName, type TypeName } from '../type-name.ts';
import { lowerAssignment, lowerUpdate } from './lower-assignment.ts';
import { comparison, instanceTest, bindPattern, lowerCondition } from './lower-condition.ts';
import { lowerAnonymousClass, lowerLambda, lowerMethodReference } from './lower-function.ts';
import { lowerSwitch } from './lower-switch.ts';
import { classNamed, fieldInScope, staticImportOf } from './names.ts';
import { innermost, typeIn, type Lowering } from './scope.ts';

export function spanOf(node: Node): Span {
  return { start: node.range[0], end: node.range[1] };
}

export function lowerExpression(expression: Expression, lowering: Lowering): Var {
  const { builder } = lowering;
  switch (expression.type) {
    case 'Literal': {
      const into = builder.temp();
      const names = {
        string: 'java.lang.String',
        char: 'char',
        integer: 'int',
        float: 'double',
        boolean: 'boolean',
        null: '',
      };
      const name = names[expression.kind];
      // How Java writes a double in a text is not known here, and a long beyond 2^53 is no number: two that are spelled alike
      // are equal, and that is all.
      if (expression.kind === 'float' || (expression.kind === 'integer' && typeof expression.value === 'string')) {
        const text = `${name} ${String(expression.value)}`;
        builder.emit({ op: 'symbol', into, text, type: typeName(expression.kind === 'float' ? name : 'long') });
        return into;
      }
      builder.emit({ op: 'constant', into, value: expression.value, type: name === '' ? undefined : typeName(name) });
      return into;
    }
    case 'Identifier':
      return lowerIdentifier(expression, lowering);
    case 'FieldAccess':
    case 'MethodCall':
    case 'ArrayAccess':
      return lowerChain(expression, lowering);
    case 'NewExpression':
      return lowerNew(expression, lowering);
    case 'NewArray':
      return lowerNewArray(expression, lowering);
    case 'ArrayInitializer':
      return lowerElements(expression, typeName('java.lang.Object', [], 1), lowering);
    case 'Assignment':
      return lowerAssignment(expression, lowering);
    case 'Update':
      return lowerUpdate(expression, lowering);
    case 'Unary': {
      const part = lowerExpression(expression.argument, lowering);
      const into = builder.temp();
      builder.emit({ op: 'combine', into, operator: expression.operator, parts: [part] });
      return into;
    }
    case 'Binary':
      return lowerBinary(expression, lowering);
    case 'Conditional':
      return lowerConditional(expression, lowering);
    case 'InstanceOf': {
      const { value, test } = instanceTest(expression, lowering);
      if (expression.target.type !== 'TypeReference') bindPattern(expression.target, value, lowering);
      const into = builder.temp();
      builder.emit({ op: 'test', into, test });
      return into;
    }
    case 'Cast': {
      const from = lowerExpression(expression.expression, lowering);
      const into = builder.temp();
      builder.emit({ op: 'alias', into, from, type: typeIn(lowering, expression.castType), narrows: true });
      return into;
    }
    case 'Lambda': {
      const func = lowerLambda(expression, lowering);
      return emitClosure(func, spanOf(expression), lowering);
    }
    case 'MethodReference': {
      const { func } = lowerMethodReference(expression, lowering);
      return emitClosure(func, spanOf(expression), lowering);
    }
    case 'ThisExpression':
      return selfOf(expression.qualifier, lowering);
    case 'SuperExpression':
      return innermost(lowering).self;
    case 'ClassLiteral': {
      const into = builder.temp();
      const name = typeIn(lowering, expression.literalType)?.name ?? expression.literalType.name;
      builder.emit({ op: 'symbol', into, text: `${name}.class`, type: typeName('java.lang.Class') });
      return into;
    }
    case 'SwitchExpression':
      return lowerSwitchExpression(expression, lowering);
  }
}

function emitClosure(func: Func, span: Span, { builder }: Lowering): Var {
  const into = builder.temp();
  builder.emit({ op: 'closure', into, func, span });
  return into;
}

/** The `this` of the class around the code that a qualifier names. */
function selfOf(qualifier: string | null, lowering: Lowering): Var {
  if (qualifier !== null) {
    const found = lowering.selves.find(
      ({ info }) => info.simpleName === qualifier || info.name.endsWith(`.${qualifier}`),
    );
    if (found !== undefined) return found.self;
  }
  return innermost(lowering).self;
}

function lowerIdentifier(node: Identifier, lowering: Lowering): Var {
  const { builder } = lowering;
  const local = lowering.locals.find(node.name);
  if (local !== undefined) return local;
  const into = builder.temp();
  const field = fieldInScope(node.name, lowering);
  if (field !== undefined) {
    const owner = typeName(field.owner.name);
    const object = field.isStatic ? null : field.self;
    builder.emit({ op: 'load', into, object, owner, field: node.name, span: spanOf(node) });
    return into;
  }
  for (const { info } of lowering.selves) {
    if (info.constants.has(node.name)) {
      emitEnumConstant(into, typeName(info.name), node.name, lowering);
      return into;
    }
  }
  const imported = staticImportOf(node.name, lowering, (type) => hasField(type, node.name, lowering));
  if (imported !== undefined) {
    emitStaticField(into, imported, node.name, spanOf(node), lowering);
    return into;
  }
  // Inherited from a class whose source is not at hand.
  const { self } = innermost(lowering);
  builder.emit({ op: 'load', into, object: self, owner: undefined, field: node.name, span: spanOf(node) });
  return into;
}

function hasField(type: TypeName, name: string, { table }: Lowering): boolean {
  return table.field(type, name) !== undefined || table.enumConstant(type, name) !== undefined;
}

function emitEnumConstant(into: Var, type: TypeName, name: string, { builder }: Lowering): void {
  builder.emit({ op: 'symbol', into, text: `${type.name}.${name}`, type });
}

function emitStaticField(into: Var, owner: TypeName, name: string, span: Span, lowering: Lowering): void {
  lowering.builder.emit({ op: 'load', into, object: null, owner, field: name, span });
}

type Link = FieldAccess | MethodCall | Extract<Expression, { type: 'ArrayAccess' }>;

/** `a.b().c[0].d()`: the links from the innermost out. */
function lowerChain(expression: Link, lowering: Lowering): Var {
  const links: Link[] = [];
  let base: Expression | null = expression;
  while (base !== null && (base.type === 'FieldAccess' || base.type === 'MethodCall' || base.type === 'ArrayAccess')) {
    links.push(base);
    if (base.type === 'ArrayAccess') base = base.array;
    else if (base.type === 'FieldAccess') base = classNamed(base.object, lowering) === undefined ? base.object : null;
    else if (base.object === null || base.object.type === 'SuperExpression') base = null;
    else base = classNamed(base.object, lowering) === undefined ? base.object : null;
  }
  let value = base === null ? undefined : lowerExpression(base, lowering);
  for (let link = links.pop(); link !== undefined; link = links.pop()) {
    value = lowerLink(link, value, lowering);
  }
  return value ?? lowering.builder.temp();
}

function lowerLink(link: Link, object: Var | undefined, lowering: Lowering): Var {
  const { builder } = lowering;
  if (link.type === 'ArrayAccess') {
    lowerExpression(link.index, lowering);
    const into = builder.temp();
    builder.emit({ op: 'element', into, of: object ?? builder.temp(), type: undefined });
    return into;
  }
  if (link.type === 'MethodCall') return lowerCall(link, object, lowering);
  const into = builder.temp();
  if (object !== undefined) {
    builder.emit({ op: 'load', into, object, owner: undefined, field: link.name.name, span: spanOf(link) });
    return into;
  }
  const owner = classNamed(link.object, lowering);
  if (owner !== undefined) emitStaticField(into, owner, link.name.name, spanOf(link), lowering);
  return into;
}

function lowerCall(node: MethodCall, object: Var | undefined, lowering: Lowering): Var {
  const { builder, table } = lowering;
  const { embedded } = builder.file;
  const other = embedded?.lowerCall(node, lowering);
  if (other !== undefined) return other;
  const name = node.name.name;
  let receiver: Var | null = object ?? null;
  let owner: TypeName | undefined;
  let isSuper = false;
  if (object === undefined) {
    if (node.object === null) {
      const found = lowering.selves.find(({ info }) => declaresMethod(info, name, lowering));
      const imported =
        found === undefined ? staticImportOf(name, lowering, (type) => table.hasMethod(type, name)) : undefined;
      const { info, self } = found ?? innermost(lowering);
      owner = imported ?? typeName(info.name);
      receiver = imported === undefined ? self : null;
      if (name === 'super') isSuper = true;
    } else if (node.object.type === 'SuperExpression') {
      const { info, self } = innermost(lowering);
      receiver = self;
      isSuper = true;
      owner = typeName(info.name);
    } else {
      owner = classNamed(node.object, lowering);
    }
  }
  const args = node.arguments.map((argument) => lowerExpression(argument, lowering));
  const into = builder.temp();
  const span = spanOf(node);
  builder.emit({
    op: 'call',
    into,
    receiver,
    owner,
    isSuper,
    name,
    args,
    span,
    receiverSpan: node.object === null ? { start: span.start, end: span.start } : spanOf(node.object),
    argSpans: node.arguments.map(spanOf),
    handlers: lowering.handlers,
  });
  embedded?.noteCall(node, args, lowering);
  return into;
}

/** The class, or a supertype of it that is at hand, has a method of this name. */
function declaresMethod(info: Lowering['selves'][number]['info'], name: string, { table }: Lowering): boolean {
  if (info.methods.has(name) || info.components.some((component) => component.name.name === name)) return true;
  for (const reference of [info.superclass, ...info.interfaces]) {
    if (reference === null) continue;
    const type = table.resolve(reference, info.outer ?? info, info.file);
    if (type !== undefined && (table.hasMethod(type, name) || table.hasModelMethod(type, name))) return true;
  }
  return false;
}

function lowerNew(node: NewExpression, lowering: Lowering): Var {
  const { builder } = lowering;
  if (node.outer !== null) lowerExpression(node.outer, lowering);
  const args = node.arguments.map((argument) => lowerExpression(argument, lowering));
  const into = builder.temp();
  const type = typeIn(lowering, node.createdType) ?? typeName('java.lang.Object');
  const methods = node.body === null ? undefined : lowerAnonymousClass(node, node.body, lowering);
  builder.emit({ op: 'new', into, type, args, span: spanOf(node), methods, handlers: lowering.handlers });
  return into;
}

function lowerNewArray(node: NewArray, lowering: Lowering): Var {
  for (const size of node.sizes) lowerExpression(size, lowering);
  const element = typeIn(lowering, node.elementType);
  const type = typeName(element?.name ?? 'java.lang.Object', element?.args ?? [], node.rank);
  if (node.initializer !== null) return lowerElements(node.initializer, type, lowering);
  const into = lowering.builder.temp();
  emitNew(into, type, spanOf(node), lowering);
  return into;
}

function emitNew(into: Var, type: TypeName, span: Span, { builder, handlers }: Lowering): void {
  builder.emit({ op: 'new', into, type, args: [], span, methods: undefined, handlers });
}

function lowerElements(
  node: Extract<Expression, { type: 'ArrayInitializer' }>,
  type: TypeName,
  lowering: Lowering,
): Var {
  const into = lowering.builder.temp();
  emitNew(into, type, spanOf(node), lowering);
  for (const element of node.elements) {
    if (element.type === 'Annotation') continue;
    const from = lowerExpression(element, lowering);
    lowering.builder.emit({ op: 'store-element', object: into, from, span: spanOf(element) });
  }
  return into;
}

function lowerBinary(expression: Binary, lowering: Lowering): Var {
  const { builder } = lowering;
  if (expression.operator === '&&' || expression.operator === '||') return lowerAsFlow(expression, lowering);
  // The left spine of `a + b + c + …`, innermost first.
  const spine: Binary[] = [];
  let node: Expression = expression;
  while (node.type === 'Binary' && node.operator !== '&&' && node.operator !== '||' && !isComparison(node)) {
    spine.push(node);
    node = node.left;
  }
  if (spine.length === 0) {
    const into = builder.temp();
    builder.emit({ op: 'test', into, test: comparison(expression, lowering) });
    if (expression.operator === '==') return into;
    const negated = builder.temp();
    builder.emit({ op: 'combine', into: negated, operator: '!', parts: [into] });
    return negated;
  }
  let value = lowerExpression(node, lowering);
  for (let next = spine.pop(); next !== undefined; next = spine.pop()) {
    const right = lowerExpression(next.right, lowering);
    const into = builder.temp();
    builder.emit({ op: 'combine', into, operator: next.operator, parts: [value, right] });
    value = into;
  }
  return value;
}

function isComparison(node: Binary): boolean {
  return node.operator === '==' || node.operator === '!=';
}

/** `a && b` as a value: true on one path, false on the others. */
function lowerAsFlow(expression: Expression, lowering: Lowering): Var {
  const { builder } = lowering;
  const into = builder.temp();
  const [yes, no, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
  lowerCondition(expression, yes, no, lowering);
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

function lowerConditional(expression: Expression, lowering: Lowering): Var {
  const { builder } = lowering;
  const into = builder.temp();
  const end = builder.newBlock();
  // `a ? x : b ? y : z` nests to the right, as far as people write it.
  let node: Expression = expression;
  while (node.type === 'Conditional') {
    const [yes, no] = [builder.newBlock(), builder.newBlock()];
    lowerCondition(node.test, yes, no, lowering);
    builder.startBlock(yes);
    const value = lowerExpression(node.consequent, lowering);
    builder.emit({ op: 'alias', into, from: value, type: undefined, narrows: false });
    builder.goto(end);
    builder.startBlock(no);
    node = node.alternate;
  }
  const last = lowerExpression(node, lowering);
  builder.emit({ op: 'alias', into, from: last, type: undefined, narrows: false });
  builder.goto(end);
  builder.startBlock(end);
  return into;
}

function lowerSwitchExpression(node: SwitchExpression, lowering: Lowering): Var {
  const into = lowering.builder.temp();
  const end = lowering.builder.newBlock();
  const before = lowering.yields;
  lowering.yields = { into, to: end, depth: lowering.finallies.length };
  lowerSwitch(node, end, lowering);
  lowering.yields = before;
  lowering.builder.startBlock(end);
  return into;
}
