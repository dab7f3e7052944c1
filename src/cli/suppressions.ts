/**
 * Findings that a project has chosen to live with for now, counted by file and rule, as ESLint's bulk suppressions are. Only
 * errors are counted: warnings let a run pass. When a file has more than was counted, all of them are shown, since nobody can
 * tell which one is new.
 */
import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { typeOf } from '../project/file-access.ts';
import { positionIn } from './json-position.ts';
import { readJson } from './json-text.ts';
import { type FileResult, fileResult, type ResultMessage } from './results.ts';
import { UserError } from './user-error.ts';
import { writeWhole } from './write-file.ts';

export const DEFAULT_SUPPRESSIONS = 'session-lint-suppressions.json';

/** Numbers of findings, by path and rule. */
type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>;

export interface SuppressedResults {
  readonly results: readonly FileResult[];
  /** What is suppressed and was not found. */
  readonly unused: Counts;
}

export class Suppressions {
  readonly #file: string;
  /** What paths are relative to. */
  readonly #folder: string;
  /** How messages name the file. */
  readonly #shown: string;
  #counts: Counts;

  /**
   * @param folder that of the configuration file, or the working folder
   * @param location as the user wrote it: a file, or a folder to hold one
   * @throws {UserError} for a file that is broken
   */
  constructor(folder: string, cwd: string, location: string | undefined) {
    const path = location === undefined ? folder : resolve(cwd, location);
    const named = typeOf(path) === 'folder' ? join(path, DEFAULT_SUPPRESSIONS) : path;
    this.#file = named;
    this.#folder = folder;
    this.#shown = relative(cwd, named);
    this.#counts = existsSync(named) ? this.#read() : new Map();
  }

  get exists(): boolean {
    return existsSync(this.#file);
  }

  get name(): string {
    return this.#shown;
  }

  /** Counts all errors of the results. What is known of other files and rules stays. */
  add(results: readonly FileResult[]): void {
    const counts = new Map(this.#counts);
    for (const { filePath, messages } of results) {
      const found = countsOf(messages);
      if (found.size > 0)
        counts.set(this.#key(filePath), new Map([...(counts.get(this.#key(filePath)) ?? []), ...found]));
    }
    this.#write(counts);
  }

  /** Takes out what was not found, and files that are there no more. */
  prune(results: readonly FileResult[]): void {
    const { unused } = this.apply(results);
    const counts = new Map<string, ReadonlyMap<string, number>>();
    for (const [path, rules] of this.#counts) {
      if (!existsSync(resolve(this.#folder, path))) continue;
      const missing = unused.get(path);
      const left = [...rules].map(([rule, count]) => [rule, count - (missing?.get(rule) ?? 0)] as const);
      const used = left.filter(([, count]) => count > 0);
      if (used.length > 0) counts.set(path, new Map(used));
    }
    this.#write(counts);
  }

  apply(results: readonly FileResult[]): SuppressedResults {
    const unused = new Map<string, ReadonlyMap<string, number>>();
    const applied = results.map((result) => {
      const path = this.#key(result.filePath);
      const counts = this.#counts.get(path);
      // Nothing is known of what a file has that cannot be parsed.
      if (counts === undefined || result.messages.some(({ fatal }) => fatal === true)) return result;
      const found = countsOf(result.messages);
      const left = [...counts].map(([rule, count]) => [rule, count - (found.get(rule) ?? 0)] as const);
      const tooMany = left.filter(([, count]) => count > 0);
      if (tooMany.length > 0) unused.set(path, new Map(tooMany));
      return withSuppressed(result, new Set(left.flatMap(([rule, count]) => (count >= 0 ? [rule] : []))));
    });
    return { results: applied, unused };
  }

  #key(path: string): string {
    const inside = relative(this.#folder, path);
    return sep === '/' || isAbsolute(inside) ? inside : inside.replaceAll(sep, '/');
  }

  #read(): Counts {
    let text: string;
    try {
      text = readFileSync(this.#file, 'utf8').replace(/^\uFEFF/, '');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new UserError(`${this.#shown}: the suppressions cannot be read: ${reason}.`);
    }
    const json = readJson(text);
    if (!json.ok) {
      throw new UserError(`${this.#shown}:${json.line}:${json.column}: this is not valid JSON: ${json.reason}.`);
    }
    const entries = (value: unknown, keys: readonly string[], what: string): readonly [string, unknown][] => {
      if (isRecord(value)) return Object.entries(value);
      throw this.#wrong(text, keys, `an object ${what}`, value);
    };
    return new Map(
      entries(json.value, [], 'from path to rules').map(([path, rules]) => [
        path,
        new Map(
          entries(rules, [path], 'from rule to { "count": N }').map(([rule, value]) => {
            const count = isRecord(value) ? value['count'] : undefined;
            if (typeof count === 'number' && Number.isInteger(count) && count > 0) return [rule, count];
            const keys = [path, rule, 'count'];
            throw isRecord(value)
              ? this.#wrong(text, keys, 'a "count" that is a whole number from 1 on', count ?? value)
              : this.#wrong(text, keys, 'an object { "count": N }', value);
          }),
        ),
      ]),
    );
  }

  #wrong(text: string, keys: readonly string[], expected: string, given: unknown): UserError {
    const { line, column } = positionIn(text, keys);
    return new UserError(
      `${this.#shown}:${line}:${column}: this must be ${expected}, but it is ${JSON.stringify(given)}.`,
    );
  }

  #write(counts: Counts): void {
    const sorted = [...counts].sort(byName).map(([path, rules]) => {
      const entries = [...rules].sort(byName).map(([rule, count]) => [rule, { count }] as const);
      return [path, Object.fromEntries(entries)] as const;
    });
    try {
      writeWhole(this.#file, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new UserError(`${this.#shown}: the suppressions cannot be written: ${reason}.`);
    }
    this.#counts = counts;
  }
}

/** For messages: `a/Cart.java (2 of session-lint/no-lost-mutation)`. */
export function describeCounts(counts: Counts): string {
  return [...counts]
    .sort(byName)
    .map(([path, rules]) => {
      const each = [...rules].map(([rule, count]) => `${count} of ${rule}`);
      return `${path} (${each.join(', ')})`;
    })
    .join(', ');
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function countsOf(messages: readonly ResultMessage[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { ruleId, severity } of messages) {
    if (ruleId !== null && severity === 2) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  }
  return counts;
}

function withSuppressed(result: FileResult, rules: ReadonlySet<string>): FileResult {
  const isSuppressed = ({ ruleId, severity }: ResultMessage): boolean =>
    ruleId !== null && severity === 2 && rules.has(ruleId);
  const suppressed = result.messages.filter(isSuppressed);
  if (suppressed.length === 0) return result;
  const suppressions = [{ kind: 'file', justification: '' }];
  return fileResult({
    ...result,
    messages: result.messages.filter((message) => !isSuppressed(message)),
    suppressedMessages: [...result.suppressedMessages, ...suppressed.map((message) => ({ ...message, suppressions }))],
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
