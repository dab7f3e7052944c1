import { expect } from 'vitest';
import type { CompilationUnit, Expression, Member, Node, Statement } from '../../../src/languages/java/ast.ts';
import { parseJava } from '../../../src/languages/java/parse.ts';
import { visitorKeys } from '../../../src/languages/java/visitor-keys.ts';
import { childNodes } from '../../../src/languages/shared/syntax.ts';

export function parseUnit(text: string): CompilationUnit {
  const result = parseJava(text);
  if (!result.ok) throw new Error(`Does not parse: ${JSON.stringify(result.error)}`);
  return result.ast;
}

export function parseMember(text: string): Member {
  const [member] = parseUnit(`class X { ${text} }`).types[0]?.members ?? [];
  if (member === undefined) throw new Error('No member.');
  return member;
}

export function parseStatements(text: string): readonly Statement[] {
  const method = parseMember(`void m() { ${text} }`);
  return method.type === 'MethodDeclaration' ? (method.body?.body ?? []) : [];
}

export function parseExpression(text: string): Expression {
  const [statement] = parseStatements(`return ${text};`);
  if (statement?.type !== 'ReturnStatement' || statement.argument === null) throw new Error('No expression.');
  return statement.argument;
}

/** A node as one line: names and types as in the source, the rest `Type(field: value, …)` without empty fields. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const { type, ...fields } = value as { type?: string } & Record<string, unknown>;
  delete fields['range'];
  delete fields['parent'];
  if (type === 'Identifier') return String(fields['name']);
  if (type === 'Literal') return fields['kind'] === 'integer' ? String(fields['value']) : showLiteral(fields);
  if (type === 'TypeReference') return showType(fields);
  const parts = Object.entries(fields)
    .filter(([, field]) => !isEmpty(field))
    .map(([key, field]) => `${key}: ${show(field)}`);
  return type === undefined ? `{${parts.join(', ')}}` : `${type}(${parts.join(', ')})`;
}

function showLiteral({ kind, value }: Record<string, unknown>): string {
  return `${String(kind)} ${JSON.stringify(value)}`;
}

function showType({ name, typeArguments, dimensions, alternatives }: Record<string, unknown>): string {
  const args = (typeArguments as unknown[]).map(show).join(', ');
  const others = (alternatives as unknown[]).map((other) => ` | ${show(other)}`).join('');
  return `'${String(name)}${args && `<${args}>`}${'[]'.repeat(Number(dimensions))}${others}'`;
}

function isEmpty(field: unknown): boolean {
  if (field === null || field === false) return true;
  if (Array.isArray(field)) return field.length === 0;
  return typeof field === 'object' && Object.values(field).every(isEmpty) && !('type' in field);
}

export function descendants(root: Node): Node[] {
  const found: Node[] = [];
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    found.push(node);
    pending.push(...(childNodes(node, visitorKeys) as Node[]).reverse());
  }
  return found;
}

/** What has to hold for the ranges of every tree. */
export function expectSoundRanges(root: Node, text: string): void {
  for (const node of descendants(root)) {
    const source = text.slice(...node.range);
    const where = `${node.type} ${JSON.stringify(source.slice(0, 60))}`;
    if (node.type !== 'CompilationUnit') expect(source.trim(), where).toBe(source);
    if (node.type === 'Identifier' && source !== '') expect(source, where).toBe(node.name);
    let end = node.range[0];
    for (const child of childNodes(node, visitorKeys)) {
      expect(child.range[0], where).toBeGreaterThanOrEqual(end);
      expect(child.range[1], where).toBeLessThanOrEqual(node.range[1]);
      end = child.range[1];
    }
  }
}
