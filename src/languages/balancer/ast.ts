/**
 * The trees of httpd, mod_jk (workers.properties) and HAProxy configuration. Ranges are half-open, in UTF-16 code units, into
 * the text of the file.
 */
import type { Range, SourceComment } from '../shared/syntax.ts';

interface BaseNode {
  readonly range: Range;
  parent?: BalancerNode;
}

export interface BalancerWord extends BaseNode {
  readonly type: 'BalancerWord';
  /** Without quotes, escapes resolved, as the program reads it. */
  readonly value: string;
  readonly quoted: boolean;
}

/** `Name args…` on one logical line of httpd's configuration. */
export interface HttpdDirective extends BaseNode {
  readonly type: 'HttpdDirective';
  readonly name: BalancerWord;
  readonly args: readonly BalancerWord[];
}

/** `<Name args…> … </Name>`; the range reaches behind the closing tag. */
export interface HttpdSection extends BaseNode {
  readonly type: 'HttpdSection';
  readonly name: BalancerWord;
  readonly args: readonly BalancerWord[];
  readonly body: readonly HttpdItem[];
}

export type HttpdItem = HttpdDirective | HttpdSection;

/** `worker.name.key=value` of a workers.properties. */
export interface JkProperty extends BaseNode {
  readonly type: 'JkProperty';
  readonly key: BalancerWord;
  readonly value: BalancerWord;
}

/** `keyword args…` and the lines up to the next section. */
export interface HaproxySection extends BaseNode {
  readonly type: 'HaproxySection';
  readonly keyword: BalancerWord;
  readonly args: readonly BalancerWord[];
  readonly body: readonly HaproxyLine[];
}

export interface HaproxyLine extends BaseNode {
  readonly type: 'HaproxyLine';
  readonly keyword: BalancerWord;
  readonly args: readonly BalancerWord[];
}

interface BaseConfig<Dialect extends string, Item> extends BaseNode {
  readonly type: 'BalancerConfig';
  readonly dialect: Dialect;
  readonly body: readonly Item[];
}

export type HttpdConfig = BaseConfig<'httpd', HttpdItem>;
export type JkConfig = BaseConfig<'mod_jk', JkProperty>;
export type HaproxyConfig = BaseConfig<'haproxy', HaproxySection | HaproxyLine>;
/** A file of some other program, or a template. */
export type UnknownConfig = BaseConfig<'unknown', never>;

export type BalancerConfig = HttpdConfig | JkConfig | HaproxyConfig | UnknownConfig;

export type BalancerNode = BalancerConfig | HttpdItem | JkProperty | HaproxySection | HaproxyLine | BalancerWord;

export interface BalancerComment extends SourceComment {
  readonly type: 'Line';
}
