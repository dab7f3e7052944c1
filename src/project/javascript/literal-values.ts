/** Values of literals in a JavaScript file that is read as data, never run: `ecosystem.config.js`. */
import type ts from 'typescript';
import { LineTable } from '../../languages/shared/line-table.ts';
import { compiler, startOf } from '../../languages/typescript/compiler.ts';

export interface Placed {
  readonly value: PlacedValue;
  /** One-based. */
  readonly line: number;
}

export type PlacedValue =
  string | number | boolean | null | undefined | readonly Placed[] | ReadonlyMap<string, Placed>;

const MAX_DEPTH = 40;

/** What `module.exports = …` or `export default …` gives; undefined values stand for all that is no literal. */
export function exportedLiteral(text: string): Placed | undefined {
  const { createSourceFile, ScriptTarget, SyntaxKind } = compiler();
  const file = createSourceFile('config.js', text, ScriptTarget.Latest, true);
  const reader = new Reader(file);
  for (const statement of file.statements) {
    if (statement.kind === SyntaxKind.ExportAssignment)
      return reader.read((statement as ts.ExportAssignment).expression);
    if (statement.kind !== SyntaxKind.ExpressionStatement) continue;
    const { expression } = statement as ts.ExpressionStatement;
    if (!compiler().isBinaryExpression(expression)) continue;
    if (/^(module\.)?exports$/.test(file.text.slice(startOf(expression.left, file), expression.left.end)))
      return reader.read(expression.right);
    if (/^(module\.)?exports\.apps$/.test(file.text.slice(startOf(expression.left, file), expression.left.end))) {
      const apps = reader.read(expression.right);
      return { value: new Map([['apps', apps]]), line: apps.line };
    }
  }
  return undefined;
}

class Reader {
  readonly #file: ts.SourceFile;
  readonly #lines: LineTable;
  readonly #constants = new Map<string, ts.Expression>();

  constructor(file: ts.SourceFile) {
    this.#file = file;
    this.#lines = new LineTable(file.text);
    const { isVariableStatement, isIdentifier } = compiler();
    for (const statement of file.statements) {
      if (!isVariableStatement(statement)) continue;
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (isIdentifier(name) && initializer !== undefined) this.#constants.set(name.text, initializer);
      }
    }
  }

  read(node: ts.Expression, depth = 0): Placed {
    const line = this.#lines.positionAt(startOf(node, this.#file)).line;
    return { value: depth > MAX_DEPTH ? undefined : this.#value(node, depth + 1), line };
  }

  #value(node: ts.Expression, depth: number): PlacedValue {
    const ts = compiler();
    if (ts.isStringLiteralLike(node)) return node.text;
    if (ts.isNumericLiteral(node)) return Number(node.text);
    if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
    if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
    if (node.kind === ts.SyntaxKind.NullKeyword) return null;
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
      return this.#value(node.expression, depth);
    }
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
      const value = this.#value(node.operand, depth);
      return typeof value === 'number' ? -value : undefined;
    }
    if (ts.isArrayLiteralExpression(node)) return node.elements.map((element) => this.read(element, depth));
    if (ts.isObjectLiteralExpression(node)) return this.#object(node, depth);
    if (ts.isIdentifier(node)) {
      const constant = this.#constants.get(node.text);
      return constant === undefined ? undefined : this.read(constant, depth).value;
    }
    // `process.env.WORKERS || 'max'`: what is there unless the environment says otherwise.
    const { BarBarToken, QuestionQuestionToken } = ts.SyntaxKind;
    if (
      ts.isBinaryExpression(node) &&
      [BarBarToken, QuestionQuestionToken].some((kind) => kind === node.operatorToken.kind)
    ) {
      return this.read(node.right, depth).value;
    }
    return undefined;
  }

  #object(node: ts.ObjectLiteralExpression, depth: number): ReadonlyMap<string, Placed> {
    const ts = compiler();
    const entries = new Map<string, Placed>();
    for (const property of node.properties) {
      if (ts.isPropertyAssignment(property) && !ts.isComputedPropertyName(property.name)) {
        entries.set(property.name.text, this.read(property.initializer, depth));
      } else if (ts.isShorthandPropertyAssignment(property)) {
        entries.set(property.name.text, this.read(property.name, depth));
      } else if (ts.isSpreadAssignment(property)) {
        const { value } = this.read(property.expression, depth);
        if (value instanceof Map) for (const [name, placed] of value) entries.set(name as string, placed as Placed);
      }
    }
    return entries;
  }
}
