/** The tree of an nginx configuration file. Ranges are half-open, in UTF-16 code units, into the text of the file. */
import type { Range, SourceComment } from '../shared/syntax.ts';

interface BaseNode {
  readonly range: Range;
  parent?: NginxNode;
}

/** A parameter or the name of a directive. */
export interface NginxWord extends BaseNode {
  readonly type: 'NginxWord';
  /** Without quotes, escapes resolved: what nginx sees. */
  readonly value: string;
  readonly quoted: boolean;
}

/** `name args… ;` or `name args… { … }`. The range includes the semicolon or the closing brace. */
export interface NginxDirective extends BaseNode {
  readonly type: 'NginxDirective';
  readonly name: NginxWord;
  readonly args: readonly NginxWord[];
  readonly block: NginxBlock | null;
}

/** From the opening to behind the closing brace. */
export interface NginxBlock extends BaseNode {
  readonly type: 'NginxBlock';
  /** Empty for a block of foreign code. */
  readonly body: readonly NginxDirective[];
  /** `content_by_lua_block { … }` and the like: not nginx's own language. */
  readonly foreign: boolean;
}

export interface NginxConfig extends BaseNode {
  readonly type: 'NginxConfig';
  readonly body: readonly NginxDirective[];
}

export type NginxNode = NginxConfig | NginxDirective | NginxBlock | NginxWord;

export interface NginxComment extends SourceComment {
  readonly type: 'Line';
}
