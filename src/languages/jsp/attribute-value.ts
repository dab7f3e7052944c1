/** Values of attributes in JSP syntax: escapes, EL, request-time expressions (Jasper's AttributeParser). */
import type { AttributePart, EmbeddedText } from './ast.ts';
import { TextBuilder } from './embedded-text.ts';

export interface ValueSyntax {
  /** `${` and `#{` begin expressions. */
  readonly el: boolean;
  /** The characters that begin them. */
  readonly deferred: boolean;
}

interface Character {
  readonly text: string;
  /** In the page. */
  readonly length: number;
}

/** `raw` stands at `start` in the page text. */
export function valueParts(raw: string, start: number, syntax: ValueSyntax): AttributePart[] {
  if (raw === '') return [];
  if (!/[\\&$#%]/.test(raw)) {
    return [{ type: 'AttributeText', range: [start, start + raw.length], text: raw }];
  }
  const parts: AttributePart[] = [];
  let builder = new TextBuilder(start);
  let textStart = 0;
  // An expression that does not end keeps all later ones from being looked for.
  let wantsEl = syntax.el;
  let index = 0;
  const flush = (end: number): void => {
    const { text } = builder;
    if (text !== '') parts.push({ type: 'AttributeText', range: [start + textStart, start + end], text });
  };
  while (index < raw.length) {
    if (wantsEl && beginsExpression(raw, index, syntax)) {
      const found = readExpression(raw, index + 2, start);
      if (found !== null) {
        flush(index);
        parts.push({
          type: 'ElExpression',
          range: [start + index, start + found.next],
          deferred: raw[index] === '#',
          expression: found.expression,
          ...found.embedded,
        });
        index = found.next;
        textStart = index;
        builder = new TextBuilder(start + index);
        continue;
      }
      wantsEl = false;
    }
    const character = characterAt(raw, index, syntax.el);
    builder.push(character.text, start + index);
    index += character.length;
  }
  flush(raw.length);
  return parts;
}

function beginsExpression(raw: string, index: number, { deferred }: ValueSyntax): boolean {
  return raw[index + 1] === '{' && (raw[index] === '$' || (deferred && raw[index] === '#'));
}

interface Expression {
  readonly expression: string;
  readonly embedded: EmbeddedText;
  readonly next: number;
}

/** Escapes are resolved before the expression is read, so `\"` is a quote in it. */
function readExpression(raw: string, from: number, start: number): Expression | null {
  const builder = new TextBuilder(start + from);
  let quote = '';
  let nesting = 0;
  let index = from;
  while (index < raw.length) {
    const { text, length } = characterAt(raw, index, true);
    const at = start + index;
    if (text === '\\' && quote !== '') {
      // An escape of EL itself: the next character counts for nothing.
      builder.push(text, at);
      index += length;
      if (index >= raw.length) return null;
      const next = characterAt(raw, index, true);
      builder.push(next.text, start + index);
      index += next.length;
      continue;
    }
    if (text === '"' || text === "'") {
      if (quote === '') quote = text;
      else if (quote === text) quote = '';
    } else if (quote === '') {
      if (text === '{') nesting++;
      else if (text === '}' && nesting-- === 0) {
        return { expression: builder.text, embedded: builder.embedded(start + index), next: index + length };
      }
    }
    builder.push(text, at);
    index += length;
  }
  return null;
}

/** The code of a request-time expression: quotes may be escaped in it, EL is not looked for. */
export function requestTimeCode(raw: string, start: number): EmbeddedText & { readonly code: string } {
  const end = start + raw.length;
  if (!/[\\&]/.test(raw)) return { start, end, shifts: [], code: raw };
  const builder = new TextBuilder(start);
  for (let index = 0; index < raw.length;) {
    const { text, length } = characterAt(raw, index, false);
    builder.push(text, start + index);
    index += length;
  }
  return { ...builder.embedded(end), code: builder.text };
}

const ENTITIES = { '&apos;': "'", '&quot;': '"' } as const;

function characterAt(raw: string, index: number, el: boolean): Character {
  const character = raw[index] ?? '';
  if (character === '&') {
    const entity = raw.slice(index, index + 6);
    if (entity === '&apos;' || entity === '&quot;') return { text: ENTITIES[entity], length: 6 };
  } else if (character === '\\') {
    const next = raw[index + 1];
    if (next === '\\' || next === '"' || next === "'" || (el && (next === '$' || next === '#'))) {
      return { text: next, length: 2 };
    }
  } else if (character === '<' && raw.startsWith('\\%', index + 1)) {
    return { text: '<', length: 2 };
  } else if (character === '%' && raw.startsWith('\\>', index + 1)) {
    return { text: '%', length: 2 };
  }
  return { text: character, length: 1 };
}
