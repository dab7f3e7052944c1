/** Suggestions that change the options of a call. */
import type ts from 'typescript';
import { compiler, startOf } from '../../languages/typescript/compiler.ts';
import type { Step } from '../commit/value.ts';
import type { Repair } from '../facts.ts';
import type { LoweredModule } from './lower-module.ts';
import { nodesAround, single, textOf, type Place } from './repair-place.ts';

type Module = Pick<LoweredModule, 'sourceFile' | 'text' | 'path'>;

/** The call or construction that stands exactly there. */
function callAt({ sourceFile }: Module, { span }: Step): ts.CallExpression | ts.NewExpression | undefined {
  const ts = compiler();
  return nodesAround(sourceFile, span.start, span.end).findLast(
    (node): node is ts.CallExpression | ts.NewExpression =>
      (ts.isCallExpression(node) || ts.isNewExpression(node)) && startOf(node, sourceFile) >= span.start,
  );
}

function optionsOf(node: ts.CallExpression | ts.NewExpression): ts.ObjectLiteralExpression | undefined {
  const ts = compiler();
  return node.arguments?.find((argument) => ts.isObjectLiteralExpression(argument));
}

function nameOf(property: ts.ObjectLiteralElementLike): string | undefined {
  const ts = compiler();
  const { name } = property;
  return name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : undefined;
}

/** Sets an option to a constant: replaces its value, or adds it at the end. `text`: `resave: false`. */
export function optionRepair(module: Module, step: Step, option: string, text: string): readonly Repair[] {
  if (step.func.file.path !== module.path) return [];
  const node = callAt(module, step);
  return node === undefined ? [] : optionRepairAt(node, option, text, module);
}

export function optionRepairAt(
  node: ts.CallExpression | ts.NewExpression,
  option: string,
  text: string,
  module: Module,
): readonly Repair[] {
  const options = optionsOf(node);
  if (options === undefined) return [];
  const found = options.properties.findLast((one) => nameOf(one) === option);
  if (found !== undefined) {
    return [single('suggestOption', text, startOf(found, module.sourceFile), found.end, text)];
  }
  return [withProperty(options, text, module)];
}

/** With one more property, on a line of its own if the others have one. */
function withProperty(options: ts.ObjectLiteralExpression, text: string, { sourceFile, text: source }: Module): Repair {
  const last = options.properties[options.properties.length - 1];
  if (last === undefined)
    return single('suggestOption', text, startOf(options, sourceFile), options.end, `{ ${text} }`);
  const start = startOf(last, sourceFile);
  const between = /\n[ \t]*$/.exec(source.slice(0, start))?.[0] ?? ' ';
  return single('suggestOption', text, last.end, last.end, `,${between}${text}`);
}

/** `req.login(user, done)`: `req.login(user, { keepSessionInfo: true }, done)`. */
export function keepOption({ module, hint }: Place): Repair | null {
  const ts = compiler();
  if (hint.cause?.func.file.path !== module.path) return null;
  const node = callAt(module, hint.cause);
  const [first, second] = node?.arguments ?? [];
  if (first === undefined) return null;
  if (second === undefined || ts.isFunctionLike(second) || ts.isIdentifier(second)) {
    // The types of passport want `session` beside it; true is what holds without it.
    const given = hint.remedy.replace('{', '{ session: true,');
    return single('suggestOption', given, first.end, first.end, `, ${given}`);
  }
  if (!ts.isObjectLiteralExpression(second)) return null;
  const text = hint.remedy.slice(1, -1).trim();
  const [option = ''] = text.split(':');
  const given = second.properties.find((one) => nameOf(one) === option);
  if (given === undefined) return withProperty(second, text, module);
  return single('suggestOption', hint.remedy, startOf(given, module.sourceFile), given.end, text);
}

/** Secrets that are text: a key of bytes has to be decoded, and how is not known. */
const TEXT_SECRET = /(?:^|\.)(?:secrets?|keys|password|encryptionKey)$/;

/** The random value becomes the variable of the environment. */
export function secretRepair(module: Module, step: Step, option: string): readonly Repair[] {
  if (step.func.file.path !== module.path || !TEXT_SECRET.test(option)) return [];
  const ts = compiler();
  const node = callAt(module, step);
  let value: ts.Expression | undefined = node === undefined ? undefined : optionsOf(node);
  for (const name of option.split('.')) {
    if (value === undefined || !ts.isObjectLiteralExpression(value)) return [];
    const found: ts.ObjectLiteralElementLike | undefined = value.properties.findLast((one) => nameOf(one) === name);
    if (found === undefined) return [];
    value = ts.isPropertyAssignment(found)
      ? found.initializer
      : ts.isShorthandPropertyAssignment(found)
        ? found.name
        : undefined;
  }
  const repair = value === undefined ? null : fromEnvironment(value, option, module);
  return repair === null ? [] : [repair];
}

/** `app.keys = [randomUUID()]`. */
export function secretFromEnvironment({ module, nodes, problem }: Place): Repair | null {
  const ts = compiler();
  const node = nodes.findLast((one) => ts.isBinaryExpression(one));
  return node === undefined ? null : fromEnvironment(node.right, problem.data['option'] ?? '', module);
}

function fromEnvironment(value: ts.Expression, option: string, module: Module): Repair | null {
  const ts = compiler();
  if (ts.isArrayLiteralExpression(value)) {
    const [only, ...others] = value.elements;
    return only === undefined || others.length > 0 ? null : fromEnvironment(only, option, module);
  }
  let target = value;
  if (ts.isIdentifier(value)) {
    const declared = constantNamed(value.text, module.sourceFile);
    if (declared === undefined) return null;
    target = declared;
  }
  const name = option.endsWith('password') ? 'SESSION_PASSWORD' : 'SESSION_SECRET';
  // The types of Node say that any variable may be missing; plain JavaScript has no such assertion.
  const text = `process.env.${name}${/\.[cm]?tsx?$/.test(module.path) ? '!' : ''}`;
  const before = textOf(target, module);
  if (before.includes('process.env')) return null;
  return single('fromEnvironment', text, startOf(target, module.sourceFile), target.end, text);
}

/** What `const name = …` at the top of the module is set to. */
function constantNamed(name: string, file: ts.SourceFile): ts.Expression | undefined {
  const ts = compiler();
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const one of statement.declarationList.declarations) {
      if (ts.isIdentifier(one.name) && one.name.text === name && one.type === undefined) return one.initializer;
    }
  }
  return undefined;
}
