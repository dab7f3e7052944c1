/**
 * XML as tokens with exact places: values and text keep the way back from resolved entities to the source. Entities of a document
 * type are not expanded, and nothing is fetched.
 */
import { TextBuilder } from './embedded-text.ts';

export interface XmlAttribute {
  readonly name: string;
  readonly range: readonly [start: number, end: number];
  readonly nameRange: readonly [start: number, end: number];
  /** Without quotes. */
  readonly valueRange: readonly [start: number, end: number];
}

export type XmlToken =
  | {
      readonly kind: 'start';
      readonly name: string;
      readonly attributes: readonly XmlAttribute[];
      readonly empty: boolean;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'end'; readonly name: string; readonly start: number; readonly end: number }
  /** Of a section `<![CDATA[`, the text only. */
  | { readonly kind: 'text'; readonly cdata: boolean; readonly start: number; readonly end: number }
  | { readonly kind: 'comment'; readonly start: number; readonly end: number }
  | { readonly kind: 'error'; readonly message: string; readonly start: number };

const NAME = /[\p{L}_:][\p{L}\p{N}._:·-]*/uy;
const SPACES = /\s*/y;

/** Ends after an error. Offsets are into `text`. */
export function* xmlTokens(text: string): Generator<XmlToken, void, undefined> {
  let position = 0;
  while (position < text.length) {
    const next = text.indexOf('<', position);
    const end = next < 0 ? text.length : next;
    if (end > position) yield { kind: 'text', cdata: false, start: position, end };
    if (next < 0) return;
    const token = readMarkup(text, next);
    position = token.next;
    if (token.token !== null) yield token.token;
    if (token.token?.kind === 'error') return;
  }
}

interface Markup {
  readonly token: XmlToken | null;
  readonly next: number;
}

function readMarkup(text: string, at: number): Markup {
  if (text.startsWith('<!--', at)) return delimited(text, at, 4, '-->', 'comment');
  if (text.startsWith('<![CDATA[', at)) return delimited(text, at, 9, ']]>', 'text');
  if (text.startsWith('<?', at)) return delimited(text, at, 2, '?>', null);
  if (text.startsWith('<!', at)) return documentType(text, at);
  if (text[at + 1] === '/') return endTag(text, at);
  return startTag(text, at);
}

function delimited(text: string, at: number, open: number, close: string, kind: 'comment' | 'text' | null): Markup {
  const end = text.indexOf(close, at + open);
  if (end < 0) return failure(`The markup ${text.slice(at, at + open)} is not closed`, at, text.length);
  const next = end + close.length;
  if (kind === null) return { token: null, next };
  if (kind === 'comment') return { token: { kind, start: at, end: next }, next };
  return { token: { kind, cdata: true, start: at + open, end }, next };
}

/** Its internal subset is read past, with the quotes and comments in it. */
function documentType(text: string, at: number): Markup {
  const marks = /[[\]>"']|<!--/g;
  marks.lastIndex = at + 2;
  let depth = 0;
  for (let match = marks.exec(text); match !== null; match = marks.exec(text)) {
    const [mark] = match;
    if (mark === '[') depth++;
    else if (mark === ']') depth--;
    else if (mark === '>') {
      if (depth <= 0) return { token: null, next: marks.lastIndex };
    } else {
      const close = text.indexOf(mark === '<!--' ? '-->' : mark, marks.lastIndex);
      if (close < 0) break;
      marks.lastIndex = close + 1;
    }
  }
  return failure('The document type is not closed', at, text.length);
}

function endTag(text: string, at: number): Markup {
  const name = matchAt(NAME, text, at + 2);
  const afterName = at + 2 + name.length;
  const end = afterName + matchAt(SPACES, text, afterName).length;
  if (name === '' || text[end] !== '>') return failure('The end tag is not closed', at, text.length);
  return { token: { kind: 'end', name, start: at, end: end + 1 }, next: end + 1 };
}

function startTag(text: string, at: number): Markup {
  const name = matchAt(NAME, text, at + 1);
  if (name === '') return failure('A < begins no tag', at, text.length);
  const attributes: XmlAttribute[] = [];
  let position = at + 1 + name.length;
  for (;;) {
    position += matchAt(SPACES, text, position).length;
    if (text[position] === '>' || text.startsWith('/>', position)) {
      const empty = text[position] === '/';
      const end = position + (empty ? 2 : 1);
      return { token: { kind: 'start', name, attributes, empty, start: at, end }, next: end };
    }
    const attribute = readAttribute(text, position);
    if (attribute === null) return failure(`The tag <${name}> is not well-formed`, at, text.length);
    attributes.push(attribute);
    position = attribute.range[1];
  }
}

function readAttribute(text: string, at: number): XmlAttribute | null {
  const name = matchAt(NAME, text, at);
  let position = at + name.length;
  position += matchAt(SPACES, text, position).length;
  if (name === '' || text[position] !== '=') return null;
  position++;
  position += matchAt(SPACES, text, position).length;
  const quote = text[position];
  if (quote !== '"' && quote !== "'") return null;
  const end = text.indexOf(quote, position + 1);
  if (end < 0) return null;
  return { name, range: [at, end + 1], nameRange: [at, at + name.length], valueRange: [position + 1, end] };
}

function failure(message: string, start: number, next: number): Markup {
  return { token: { kind: 'error', message, start }, next };
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

const ENTITY = /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/y;
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Appends text from `start` to `end`, with predefined entities and references to characters resolved. */
export function resolveEntities(text: string, start: number, end: number, base: number, into: TextBuilder): void {
  let done = start;
  for (let at = text.indexOf('&', start); at >= 0 && at < end; at = text.indexOf('&', at + 1)) {
    ENTITY.lastIndex = at;
    const [whole, named, decimal, hexadecimal] = ENTITY.exec(text) ?? [];
    if (whole === undefined) continue;
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    const character = named === undefined ? fromCode(code) : (NAMED[named] ?? '');
    if (character === null) continue;
    into.push(text.slice(done, at), base + done);
    into.push(character, base + at);
    done = at + whole.length;
  }
  into.push(text.slice(done, end), base + done);
}

function fromCode(code: number): string | null {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}
