/**
 * What a function does with the variables in it that hold a record, and with the clients of Redis: noted in one walk, for however
 * many records it reads.
 */
import type ts from 'typescript';
import { compiler } from '../../languages/typescript/compiler.ts';
import { METHODS } from '../commit/builtins.ts';
import { walk } from './tree-walk.ts';

/** Commands that put a value back. */
const WRITES = /^(?:m?set(?:ex|nx|px)?|psetex|getset|hm?set|hsetnx|json_?set|set_?ex|p?set_?ex|append)$/i;
/** Commands that make several one, or guard them. */
const GUARDS = /^(?:watch|multi|eval(?:sha)?|executeIsolated|defineCommand|scriptLoad|lock|acquire|using|fcall)$/i;

interface ClientCall {
  readonly client: string;
  readonly method: string;
  readonly key: ts.Expression | undefined;
}

export function clientCall(node: ts.Node, clients: ReadonlySet<string>): ClientCall | undefined {
  const ts = compiler();
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression, name } = node.expression;
  const client = ts.isIdentifier(expression)
    ? expression.text
    : ts.isPropertyAccessExpression(expression)
      ? expression.name.text
      : undefined;
  if (client === undefined || !clients.has(client)) return undefined;
  return { client, method: name.text, key: node.arguments[0] };
}

/** Nodes by a name, in the order of the text. */
class Places {
  readonly #byName = new Map<string, ts.Node[]>();

  add(name: string, node: ts.Node): void {
    const known = this.#byName.get(name);
    if (known === undefined) this.#byName.set(name, [node]);
    else known.push(node);
  }

  /** The first one that begins at the offset or later. */
  firstFrom(name: string, offset: number): ts.Node | undefined {
    const nodes = this.#byName.get(name) ?? [];
    let low = 0;
    let high = nodes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((nodes[middle]?.pos ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return nodes[low];
  }
}

/** All offsets are those of `ts.Node.pos`. */
export class RecordUses {
  /** Something in the function makes several commands one. */
  readonly isGuarded: boolean;
  /** By the variable that leads to what is changed. */
  readonly #changes = new Places();
  /** Returned, handed on, stored: somebody else may put it back. By the variable. */
  readonly #handedOn = new Places();
  /** By the client. */
  readonly #writes = new Places();

  constructor(around: ts.Node, clients: ReadonlySet<string>) {
    const ts = compiler();
    let isGuarded = false;
    walk(around, (node) => {
      const call = clientCall(node, clients);
      if (call !== undefined && WRITES.test(call.method)) this.#writes.add(call.client, node);
      if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
        if (GUARDS.test(node.expression.name.text)) isGuarded = true;
      }
      const changed = changedObject(node);
      const root = changed === undefined ? undefined : rootOf(changed);
      if (root !== undefined) this.#changes.add(root, node);
      for (const one of handsOn(node)) if (ts.isIdentifier(one)) this.#handedOn.add(one.text, node);
    });
    this.isGuarded = isGuarded;
  }

  changeFrom(variable: string, offset: number): ts.Node | undefined {
    return this.#changes.firstFrom(variable, offset);
  }

  isHandedOnFrom(variable: string, offset: number): boolean {
    return this.#handedOn.firstFrom(variable, offset) !== undefined;
  }

  writeFrom(client: string, offset: number): ts.Node | undefined {
    return this.#writes.firstFrom(client, offset);
  }
}

/** The object that an expression changes. */
function changedObject(node: ts.Node): ts.Expression | undefined {
  const ts = compiler();
  const { EqualsToken, LastAssignment, PlusPlusToken, MinusMinusToken } = ts.SyntaxKind;
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    return kind >= EqualsToken && kind <= LastAssignment ? objectOf(node.left) : undefined;
  }
  if (ts.isDeleteExpression(node)) return objectOf(node.expression);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    return node.operator === PlusPlusToken || node.operator === MinusMinusToken ? objectOf(node.operand) : undefined;
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  return METHODS.get(node.expression.name.text)?.mutates === true ? node.expression.expression : undefined;
}

function objectOf(node: ts.Expression): ts.Expression | undefined {
  const ts = compiler();
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) ? node.expression : undefined;
}

function rootOf(node: ts.Expression): string | undefined {
  const ts = compiler();
  let one = node;
  for (;;) {
    if (ts.isPropertyAccessExpression(one) || ts.isElementAccessExpression(one) || ts.isNonNullExpression(one)) {
      one = one.expression;
    } else return ts.isIdentifier(one) ? one.text : undefined;
  }
}

/** What a node gives to somebody else as it is. */
function handsOn(node: ts.Node): readonly ts.Node[] {
  const ts = compiler();
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return node.arguments ?? [];
  if (ts.isReturnStatement(node)) return node.expression === undefined ? [] : [node.expression];
  if (ts.isSpreadAssignment(node) || ts.isSpreadElement(node)) return [node.expression];
  if (ts.isArrowFunction(node)) return [node.body];
  if (ts.isPropertyAssignment(node)) return [node.initializer];
  if (ts.isShorthandPropertyAssignment(node)) return [node.name];
  if (ts.isArrayLiteralExpression(node)) return node.elements;
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) return [node.right];
  return ts.isVariableDeclaration(node) && node.initializer !== undefined ? [node.initializer] : [];
}
