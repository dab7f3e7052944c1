/** Text of a balancer's configuration to tree; the content decides which program it is for. */
import { LineTable } from '../shared/line-table.ts';
import { isTemplate } from '../shared/placeholders.ts';
import type { NginxComment, NginxConfig } from '../nginx/ast.ts';
import { parseNginx, type ParseError } from '../nginx/parse.ts';
import type { BalancerComment, BalancerConfig, UnknownConfig } from './ast.ts';
import { dialectOf } from './dialect.ts';
import { parseHaproxy } from './parse-haproxy.ts';
import { parseHttpd } from './parse-httpd.ts';
import { parseJk } from './parse-jk.ts';

export type BalancerParseResult =
  | {
      readonly ok: true;
      readonly ast: BalancerConfig | NginxConfig;
      readonly comments: readonly (BalancerComment | NginxComment)[];
    }
  /** A null error: a template, of which nothing is to be said. */
  | { readonly ok: false; readonly error: ParseError | null };

/** In UTF-16 code units; no configuration that people wrote is larger. */
const MAX_LENGTH = 4_000_000;

export function unknownConfig(text: string): UnknownConfig {
  return { type: 'BalancerConfig', dialect: 'unknown', range: [0, text.length], body: [] };
}

export function parseBalancer(text: string): BalancerParseResult {
  const dialect = dialectOf(text);
  if (dialect === null) return { ok: true, ast: unknownConfig(text), comments: [] };
  if (dialect === 'nginx') return parseNginx(text);
  if (text.length > MAX_LENGTH) {
    const message = `The file is too large to be read: ${text.length} characters, of at most ${MAX_LENGTH}`;
    return { ok: false, error: { message, offset: 0, line: 1, column: 1 } };
  }
  if (dialect === 'mod_jk') return { ok: true, ...parseJk(text) };
  const { ast, comments, error } = dialect === 'httpd' ? parseHttpd(text) : parseHaproxy(text);
  if (error === null) return { ok: true, ast, comments };
  if (isTemplate(text)) return { ok: false, error: null };
  return { ok: false, error: { ...error, ...new LineTable(text).positionAt(error.offset) } };
}
