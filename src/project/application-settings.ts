/**
 * Spring Boot's application.properties and application.yml as flat keys in canonical form: `spring.session.redis.flushMode`
 * and `SPRING.SESSION.REDIS.FLUSH_MODE` are both `spring.session.redis.flushmode` (relaxed binding).
 */
import { readText } from './file-access.ts';
import type { CacheTable, ProjectCache } from './project-cache.ts';

export interface Setting {
  readonly key: string;
  readonly value: string;
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

const tables: CacheTable<readonly Setting[]> = { name: 'application settings' };

export function readApplicationSettings(file: string, cache: ProjectCache): readonly Setting[] {
  return cache.fromFile(tables, file, () => {
    const text = readText(file);
    if (text === undefined) return [];
    const lines = text.split(/\r\n|\r|\n/);
    return /\.properties$/i.test(file) ? readProperties(file, lines) : readYaml(file, lines);
  });
}

function canonical(key: string): string {
  return key.replace(/[-_]/g, '').toLowerCase();
}

function readProperties(file: string, lines: readonly string[]): readonly Setting[] {
  const settings: Setting[] = [];
  for (const [index, line] of lines.entries()) {
    const [, key, value] = /^\s*([^\s#!=:][^\s=:]*)([^]*)$/.exec(line) ?? [];
    if (key === undefined || value === undefined) continue;
    settings.push({
      key: canonical(key),
      value: value.trim().replace(/^[=:]/, '').trim(),
      file,
      line: index + 1,
      text: line.trim(),
    });
  }
  return settings;
}

/** Block mappings of scalars, which is how these files are written. Lists, anchors and flow collections give nothing. */
function readYaml(file: string, lines: readonly string[]): readonly Setting[] {
  const settings: Setting[] = [];
  const open: { readonly indent: number; readonly key: string }[] = [];
  let literalIndent = Infinity;
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('---')) open.length = 0;
    const indent = line.length - line.trimStart().length;
    if (line.trim() === '' || indent > literalIndent) continue;
    literalIndent = Infinity;
    const [, name, rest] = /^\s*["']?([\w.-]+)["']?\s*:(?:\s([^]*))?$/.exec(line) ?? [];
    if (name === undefined) continue;
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const key = [...open.map((it) => it.key), canonical(name)].join('.');
    const value = scalar(rest ?? '');
    if (value === '') open.push({ indent, key: canonical(name) });
    else if (/^[|>]/.test(value)) literalIndent = indent;
    else settings.push({ key, value, file, line: index + 1, text: line.trim() });
  }
  return settings;
}

function scalar(written: string): string {
  const text = written.trim();
  const quoted = /^(["'])(.*?)\1/.exec(text)?.[2];
  return quoted ?? text.replace(/(?:^|\s)#[^]*$/, '').trim();
}
