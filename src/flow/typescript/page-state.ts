/**
 * A variable of a SvelteKit page's server module that an action sets to what a user has sent: the next user of this process
 * sees it, and no other process does.
 */
import { basename } from 'node:path';
import type ts from 'typescript';
import { compiler } from '../../languages/typescript/compiler.ts';
import type { SessionProblem } from '../facts.ts';
import { comesFromRequest, problem } from './module-state.ts';
import { walk } from './tree-walk.ts';

const SERVER_MODULE = /^\+(?:page|layout)\.server\.[cm]?[jt]s$|^\+server\.[cm]?[jt]s$/;
const CHANGING = new Set(['actions', 'POST', 'PUT', 'PATCH', 'DELETE']);
/** Where a value of one user comes from. */
const OF_USER = /\brequest\b|\bcookies\b|\blocals\b|formData|\bdata\.get\(|\bform\.get\(|\bbody\b/;

export function pageStateProblems(file: ts.SourceFile): readonly SessionProblem[] {
  if (!SERVER_MODULE.test(basename(file.fileName))) return [];
  const ts = compiler();
  const variables = new Map<string, ts.VariableDeclaration>();
  const handlers = new Set<ts.Node>();
  for (const statement of file.statements) {
    const names = declaredNames(statement);
    if (ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.Let) !== 0) {
      for (const one of statement.declarationList.declarations) {
        if (ts.isIdentifier(one.name)) variables.set(one.name.text, one);
      }
    }
    if (names.some((name) => CHANGING.has(name))) handlers.add(statement);
  }
  if (variables.size === 0) return [];
  const written = new Set<string>();
  const read = new Set<string>();
  for (const statement of file.statements) {
    const isChanging = handlers.has(statement);
    walk(statement, (node, functions) => {
      if (functions.length === 0) return;
      if (ts.isIdentifier(node) && !isChanging && variables.has(node.text)) read.add(node.text);
      if (!isChanging || !ts.isBinaryExpression(node) || !ts.isIdentifier(node.left)) return;
      if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken || !variables.has(node.left.text)) return;
      if (comesFromRequest(node.right, functions, file, OF_USER)) written.add(node.left.text);
    });
  }
  return [...variables].flatMap(([name, declaration]) =>
    written.has(name) && read.has(name) ? [problem({ name, declaration }, file)] : [],
  );
}

function declaredNames(statement: ts.Statement): readonly string[] {
  const ts = compiler();
  if (ts.isFunctionDeclaration(statement)) return statement.name === undefined ? [] : [statement.name.text];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
}
