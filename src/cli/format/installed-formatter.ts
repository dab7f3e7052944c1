/**
 * Formatters of others, found as ESLint finds them: a path from the working folder, or a package that is installed for it, whose
 * name may be shortened (`pretty` for `eslint-formatter-pretty`, `@scope` for `@scope/eslint-formatter`).
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { didYouMean } from '../../nearest.ts';
import { rules } from '../../rules.ts';
import { importModule } from '../import-module.ts';
import type { FileResult } from '../results.ts';
import { UserError } from '../user-error.ts';
import type { Formatter, MaxWarningsExceeded } from './formats.ts';

/** What ESLint hands to a formatter beside the results. */
interface FormatterContext {
  readonly cwd: string;
  readonly rulesMeta: Readonly<Record<string, object>>;
  readonly maxWarningsExceeded?: MaxWarningsExceeded;
}

type ForeignFormatter = (results: FileResult[], context: FormatterContext) => unknown;

/** @throws {UserError} when there is no such formatter, or when it cannot be loaded; the formatter throws one when it fails */
export async function installedFormatter(
  name: string,
  option: string,
  cwd: string,
  known: readonly string[],
): Promise<Formatter> {
  const path = find(name, cwd);
  if (path === undefined) throw unknown(name, option, known);
  let format: unknown;
  try {
    ({ default: format } = (await importModule(pathToFileURL(path).href)) as { default?: unknown });
  } catch (error) {
    throw new UserError(`${option}: the formatter ${path} cannot be loaded: ${reasonOf(error)}.`);
  }
  if (!isFormatter(format)) {
    throw new UserError(`${option}: ${path} is no formatter: its default export is no function.`);
  }
  return async (results, { cwd: folder, maxWarningsExceeded }) => {
    const context = { cwd: folder, rulesMeta: rulesMeta(), ...(maxWarningsExceeded && { maxWarningsExceeded }) };
    let text: unknown;
    try {
      // Copies: some formatters sort what they are given, and others are still to come.
      text = await format(structuredClone([...results]), context);
    } catch (error) {
      throw new UserError(`${option}: the formatter ${path} failed: ${reasonOf(error)}.`);
    }
    if (typeof text !== 'string') throw new UserError(`${option}: the formatter ${path} gave no text.`);
    // ESLint prints results with a line end.
    return text === '' || text.endsWith('\n') ? text : `${text}\n`;
  };
}

function find(name: string, cwd: string): string | undefined {
  const normalized = name.replaceAll('\\', '/');
  if (!normalized.startsWith('@') && normalized.includes('/')) {
    const path = resolve(cwd, normalized);
    return existsSync(path) ? path : undefined;
  }
  try {
    return createRequire(join(cwd, 'session-lint')).resolve(packageName(normalized));
  } catch {
    return undefined;
  }
}

const PREFIX = 'eslint-formatter';

/** ESLint's naming convention for formatters. */
function packageName(name: string): string {
  if (!name.startsWith('@')) return name.startsWith(`${PREFIX}-`) ? name : `${PREFIX}-${name}`;
  const [scope = '', rest] = name.split('/', 2);
  if (rest === undefined || rest === '' || rest === PREFIX) return `${scope}/${PREFIX}`;
  return rest.startsWith(`${PREFIX}-`) ? name : `${scope}/${PREFIX}-${name.slice(scope.length + 1)}`;
}

function unknown(name: string, option: string, known: readonly string[]): UserError {
  const isPath = !name.startsWith('@') && /[\\/]/.test(name);
  const missing = isPath ? 'and no such file' : `and no package ${packageName(name)} is installed here`;
  const hint = `${didYouMean(name, known)}The formats are ${known.join(', ')}.`;
  return new UserError(`${option}: there is no format "${name}", ${missing}.`, hint);
}

function isFormatter(value: unknown): value is ForeignFormatter {
  return typeof value === 'function';
}

function rulesMeta(): FormatterContext['rulesMeta'] {
  return Object.fromEntries(Object.entries(rules).map(([id, { meta }]) => [`session-lint/${id}`, meta]));
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '').replace(/\.$/, '');
}
