/** Suggestions that save the session, or store something that can be stored. */
import type ts from 'typescript';
import { compiler, startOf } from '../../languages/typescript/compiler.ts';
import type { Repair } from '../facts.ts';
import { indentAt, insertAfter, isInAsync, single, statementOf, textOf, type Place } from './repair-place.ts';

/** A save of its own behind a change that comes late, for libraries that save then, too. */
export function addSave(place: Place): Repair | null {
  const { hint } = place;
  if (hint.savesLate !== true || !hint.remedy.endsWith('.save()') || hint.session === '') return null;
  if (hint.remedy.startsWith('await ') && !isInAsync(place)) return null;
  return insertAfter(place, 'addSave', hint.remedy);
}

/** `res.redirect('/')`: `req.session.save(() => res.redirect('/'))`, with the error passed on where `next` is at hand. */
export function saveFirst(place: Place): Repair | null {
  const ts = compiler();
  const { hint, module, nodes } = place;
  const found = statementOf(place);
  if (found === null || hint.session === '' || !/^[\w$.]+$/.test(hint.session)) return null;
  const { statement, list } = found;
  const isReturn = ts.isReturnStatement(statement);
  const expression = isReturn || ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (expression === undefined || !ts.isCallExpression(expression)) return null;
  // What follows would run before the answer then.
  if (!isReturn && list[list.length - 1] !== statement) return null;
  const answer = textOf(expression, module);
  const next = nextOf(nodes);
  const callback = next === undefined ? `() => ${answer}` : `(error) => (error ? ${next}(error) : ${answer})`;
  const call = `${hint.session}.save(${callback})`;
  const start = startOf(statement, module.sourceFile);
  const semicolon = textOf(statement, module).endsWith(';') ? ';' : '';
  const leave = isReturn ? `\n${indentAt(module.text, start)}return${semicolon}` : '';
  return single('suggestSave', call, start, statement.end, `${call}${semicolon}${leave}`);
}

/** The third parameter of the handler around. */
function nextOf(nodes: readonly ts.Node[]): string | undefined {
  const ts = compiler();
  for (const node of nodes.toReversed()) {
    if (!ts.isFunctionLike(node)) continue;
    const third = node.parameters[2];
    if (third !== undefined && ts.isIdentifier(third.name)) return third.name.text;
  }
  return undefined;
}

/** A Map as an object, a Set as an array: where the types of the library let a property be anything. */
export function toPlain(place: Place): Repair | null {
  const ts = compiler();
  const { module, nodes, problem, hint } = place;
  const kind = problem.data['type'];
  if ((kind !== 'Map' && kind !== 'Set') || (!hint.isUntyped && !/\.[cm]?jsx?$/.test(module.path))) return null;
  const node = nodes.findLast((one) => ts.isBinaryExpression(one) || ts.isCallExpression(one));
  const value = node === undefined ? undefined : ts.isBinaryExpression(node) ? node.right : storedBy(node);
  // What the value itself is, not something in it.
  if (value === undefined || !(ts.isIdentifier(value) || ts.isNewExpression(value))) return null;
  const text = textOf(value, module);
  const plain = kind === 'Map' ? `Object.fromEntries(${text})` : `[...${text}]`;
  return single('toPlain', plain, startOf(value, module.sourceFile), value.end, plain);
}

/** `session.set(key, value)`. */
function storedBy(node: ts.Node): ts.Expression | undefined {
  const ts = compiler();
  return ts.isCallExpression(node) && node.arguments.length === 2 ? node.arguments[1] : undefined;
}
