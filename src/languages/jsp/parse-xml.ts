/** XML syntax (JSP documents: .jspx, .tagx, a `jsp:root`) to the same tree, as Jasper's JspDocumentParser reads it. */
import {
  JSP_URI,
  type Action,
  type Attribute,
  type AttributePart,
  type Directive,
  type ElExpression,
  type JspComment,
  type JspPage,
  type PageContent,
  type PageProblem,
  type TemplateElement,
} from './ast.ts';
import { TextBuilder } from './embedded-text.ts';
import type { FileFrame, ParseContext } from './parse-context.ts';
import { literal } from './attributes.ts';
import { entryAt, sourceOffset } from './source-map.ts';
import { evaluatesElItself } from './tag-libraries.ts';
import { resolveEntities, xmlTokens, type XmlAttribute, type XmlToken } from './xml-tokens.ts';

type StartToken = Extract<XmlToken, { kind: 'start' }>;

/** `quiet`: a directive, which has no content; its blanks and children say nothing. */
type Element =
  | { readonly kind: 'action'; readonly node: Omit<Action, 'body' | 'range'> }
  | { readonly kind: 'template'; readonly node: Omit<TemplateElement, 'body' | 'range'> }
  | { readonly kind: 'scripting'; readonly type: ScriptingType; readonly text: TextBuilder; readonly from: number }
  | { readonly kind: 'quiet'; readonly keepsBlanks: boolean };

type ScriptingType = 'Scriptlet' | 'ScriptExpression' | 'Declaration';

interface Open {
  readonly name: string;
  readonly element: Element;
  readonly start: number;
  readonly namespaces: ReadonlyMap<string, string>;
  readonly content: PageContent[];
}

/** Namespaces of these are no tag libraries: XHTML, SVG, MathML, XLink. Neither is a default namespace: libraries have prefixes. */
const NO_LIBRARY = /^(?:$|https?:\/\/www\.w3\.org\/)/;

const SCRIPTING: Readonly<Record<string, ScriptingType>> = {
  scriptlet: 'Scriptlet',
  expression: 'ScriptExpression',
  declaration: 'Declaration',
};

export function parseXmlSyntax(frame: FileFrame, context: ParseContext): JspPage {
  return new XmlSyntaxParser(frame, context).parse();
}

class XmlSyntaxParser {
  readonly #frame: FileFrame;
  readonly #text: string;
  readonly #base: number;
  readonly #context: ParseContext;
  readonly #root: PageContent[] = [];
  readonly #open: Open[] = [];
  readonly #comments: JspComment[] = [];
  readonly #problems: PageProblem[] = [];

  constructor(frame: FileFrame, context: ParseContext) {
    this.#frame = frame;
    this.#text = frame.text;
    this.#base = frame.base;
    this.#context = context;
  }

  parse(): JspPage {
    for (const token of xmlTokens(this.#text)) {
      if (token.kind === 'error') {
        this.#problem(token.message, token.start);
        break;
      }
      if (!this.#accept(token)) break;
    }
    const unclosed = this.#open.at(-1);
    if (unclosed !== undefined) this.#problem(`The tag <${unclosed.name}> has no end tag`, unclosed.start);
    while (this.#open.length > 0) this.#close(this.#text.length, this.#text.length);
    return {
      type: 'JspPage',
      range: [this.#base, this.#base + this.#text.length],
      syntax: 'xml',
      role: this.#context.role,
      body: this.#root,
      comments: this.#comments,
      problems: this.#problems,
    };
  }

  /** False when the rest cannot be read. */
  #accept(token: Exclude<XmlToken, { kind: 'error' }>): boolean {
    switch (token.kind) {
      case 'comment':
        this.#comments.push({
          type: 'HTML',
          value: this.#text.slice(token.start + 4, token.end - 3),
          range: this.#range(token.start, token.end),
        });
        return true;
      case 'text':
        this.#addText(token.start, token.end, token.cdata);
        return true;
      case 'start':
        this.#startElement(token);
        if (token.empty) this.#close(token.end, token.end);
        return true;
      case 'end': {
        const innermost = this.#open.at(-1);
        if (innermost?.name !== token.name) {
          this.#problem(
            innermost === undefined
              ? `The end tag </${token.name}> has no start tag`
              : `The end tag </${token.name}> is not that of <${innermost.name}>`,
            token.start,
          );
          return false;
        }
        this.#close(token.end, token.start);
        return true;
      }
    }
  }

  #startElement(token: StartToken): void {
    const namespaces = this.#namespacesOf(token);
    const colon = token.name.indexOf(':');
    const prefix = colon < 0 ? '' : token.name.slice(0, colon);
    const localName = token.name.slice(colon + 1);
    const uri = namespaces.get(prefix) ?? '';
    const element =
      uri === JSP_URI
        ? this.#jspElement(token, prefix, localName)
        : prefix === '' || NO_LIBRARY.test(uri)
          ? this.#templateElement(token)
          : this.#action(token, prefix, localName, uri);
    this.#open.push({ name: token.name, element, start: token.start, namespaces, content: [] });
    if (element.kind === 'quiet' && localName.startsWith('directive.'))
      this.#addDirective(token, localName, namespaces);
  }

  #namespacesOf(token: StartToken): ReadonlyMap<string, string> {
    const outer = this.#open.at(-1)?.namespaces ?? this.#context.prefixes;
    let own: Map<string, string> | undefined;
    for (const attribute of token.attributes) {
      const [first, prefix = ''] = attribute.name.split(':');
      if (first !== 'xmlns') continue;
      own ??= new Map(outer);
      own.set(prefix, this.#plainValue(attribute));
    }
    return own ?? outer;
  }

  #jspElement(token: StartToken, prefix: string, localName: string): Element {
    const type = SCRIPTING[localName];
    if (type !== undefined) {
      const builder = new TextBuilder(this.#base + token.end);
      return { kind: 'scripting', type, text: builder, from: token.end };
    }
    if (localName === 'text') return { kind: 'quiet', keepsBlanks: true };
    if (localName.startsWith('directive.') || localName === 'output') return { kind: 'quiet', keepsBlanks: false };
    return this.#action(token, prefix, localName, JSP_URI);
  }

  #action(token: StartToken, prefix: string, localName: string, uri: string): Element {
    const el = !this.#context.elIgnored || evaluatesElItself(uri);
    return {
      kind: 'action',
      node: {
        type: 'Action',
        prefix,
        localName,
        uri,
        attributes: this.#attributes(token, el),
        openRange: this.#range(token.start, token.end),
      },
    };
  }

  #templateElement(token: StartToken): Element {
    return {
      kind: 'template',
      node: {
        type: 'TemplateElement',
        name: token.name,
        attributes: this.#attributes(token, !this.#context.elIgnored),
      },
    };
  }

  #addDirective(token: StartToken, localName: string, namespaces: ReadonlyMap<string, string>): void {
    const directive: Directive = {
      type: 'Directive',
      range: this.#range(token.start, token.end),
      name: localName.slice('directive.'.length),
      attributes: this.#attributes(token, false),
      included: null,
    };
    const open = this.#open.pop();
    this.#add(directive);
    if (open !== undefined) this.#open.push(open);
    if (directive.name !== 'include') return;
    const file = literal(directive.attributes, 'file');
    if (file === undefined) return;
    const included = this.#context.include(file, this.#frame, directive.range, new Map(namespaces));
    if (typeof included === 'string') this.#problem(included, token.start);
    else directive.included = included;
  }

  #close(end: number, contentEnd: number): void {
    const open = this.#open.pop();
    if (open === undefined) return;
    const { element, content } = open;
    const range = this.#range(open.start, end);
    switch (element.kind) {
      case 'action': {
        // `<a:b/>` ends with its start tag.
        const empty = element.node.openRange[1] === this.#base + end;
        this.#add({ ...element.node, range, body: empty ? null : content });
        break;
      }
      case 'template':
        this.#add({ ...element.node, range, body: content });
        break;
      case 'scripting':
        if (element.text.text.trim() !== '') {
          const embedded = element.text.embedded(this.#base + contentEnd);
          this.#add({ type: element.type, range, ...embedded, code: element.text.text });
        }
        break;
      case 'quiet':
        for (const node of content) this.#add(node);
        break;
    }
  }

  #addText(start: number, end: number, cdata: boolean): void {
    const element = this.#open.at(-1)?.element;
    if (element === undefined) return;
    if (element.kind === 'scripting') {
      this.#appendCode(element.text, start, end, cdata);
      return;
    }
    const raw = this.#text.slice(start, end);
    if (raw.trim() === '') return;
    if (element.kind === 'quiet' && !element.keepsBlanks) return;
    if (this.#context.elIgnored || !/[$#]/.test(raw)) {
      this.#add({ type: 'TemplateText', range: this.#range(start, end) });
      return;
    }
    const builder = new TextBuilder(this.#base + start);
    if (cdata) builder.push(raw, this.#base + start);
    else resolveEntities(this.#text, start, end, this.#base, builder);
    this.#addTextWithEl(builder.text, builder.embedded(this.#base + end));
  }

  #appendCode(into: TextBuilder, start: number, end: number, cdata: boolean): void {
    if (cdata) into.push(this.#text.slice(start, end), this.#base + start);
    else resolveEntities(this.#text, start, end, this.#base, into);
  }

  #addTextWithEl(text: string, map: ReturnType<TextBuilder['embedded']>): void {
    let done = 0;
    const flush = (to: number): void => {
      if (text.slice(done, to).trim() === '') return;
      this.#add({ type: 'TemplateText', range: [sourceOffset(map, done), sourceOffset(map, to)] });
    };
    const marks = /\\[$#]|[$#]\{/g;
    for (let match = marks.exec(text); match !== null; match = marks.exec(text)) {
      if (match[0].startsWith('\\')) continue;
      const end = endOfXmlExpression(text, marks.lastIndex);
      if (end < 0) {
        this.#problem(`The expression ${match[0]} is not closed`, sourceOffset(map, match.index) - this.#base);
        break;
      }
      // `#{` cannot be evaluated in text: Jasper refuses it.
      if (match[0] === '#{') continue;
      flush(match.index);
      this.#add(elNode(text, match.index, end, map));
      done = end + 1;
      marks.lastIndex = done;
    }
    flush(text.length);
  }

  #attributes(token: StartToken, el: boolean): Attribute[] {
    return token.attributes
      .filter(({ name }) => name !== 'xmlns' && !name.startsWith('xmlns:'))
      .map((attribute) => ({
        type: 'Attribute',
        range: this.#range(...attribute.range),
        name: attribute.name,
        nameRange: this.#range(...attribute.nameRange),
        valueRange: this.#range(...attribute.valueRange),
        parts: this.#valueParts(attribute, el),
      }));
  }

  #valueParts({ valueRange: [start, end] }: XmlAttribute, el: boolean): AttributePart[] {
    const builder = new TextBuilder(this.#base + start);
    resolveEntities(this.#text, start, end, this.#base, builder);
    const { text } = builder;
    const map = builder.embedded(this.#base + end);
    if (text === '') return [];
    const script = /^%=([\s\S]*)%$/.exec(text);
    if (script !== null) {
      const code = script[1] ?? '';
      return [{ type: 'ScriptExpression', range: [map.start, map.end], code, ...slice(map, 2, text.length - 1) }];
    }
    const parts: AttributePart[] = [];
    let done = 0;
    const flush = (to: number): void => {
      if (to <= done) return;
      const range: [number, number] = [sourceOffset(map, done), sourceOffset(map, to)];
      const literalText = text.slice(done, to).replace(/\\([\\$#])/g, '$1');
      parts.push({ type: 'AttributeText', range, text: literalText });
    };
    const marks = el ? /\\[\\$#]|[$#]\{/g : /$^/g;
    for (let match = marks.exec(text); match !== null; match = marks.exec(text)) {
      const [mark] = match;
      if (mark.startsWith('\\') || (mark === '#{' && this.#context.deferredAsLiteral)) continue;
      const close = endOfXmlExpression(text, marks.lastIndex, true);
      if (close < 0) break;
      flush(match.index);
      parts.push(elNode(text, match.index, close, map));
      done = close + 1;
      marks.lastIndex = done;
    }
    flush(text.length);
    return parts;
  }

  #plainValue({ valueRange: [start, end] }: XmlAttribute): string {
    const builder = new TextBuilder(start);
    resolveEntities(this.#text, start, end, 0, builder);
    return builder.text;
  }

  #add(content: PageContent): void {
    (this.#open.at(-1)?.content ?? this.#root).push(content);
  }

  #problem(message: string, at: number): void {
    if (this.#problems.length === 0) this.#problems.push({ message, offset: this.#base + at });
  }

  #range(start: number, end: number): readonly [number, number] {
    return [this.#base + start, this.#base + end];
  }
}

type TextMap = ReturnType<TextBuilder['embedded']>;

function elNode(text: string, at: number, end: number, map: TextMap): ElExpression {
  return {
    type: 'ElExpression',
    range: [sourceOffset(map, at), sourceOffset(map, end) + 1],
    deferred: text[at] === '#',
    expression: text.slice(at + 2, end),
    ...slice(map, at + 2, end),
  };
}

/** The map of a part of a text. */
function slice(map: TextMap, from: number, to: number): TextMap {
  const start = sourceOffset(map, from);
  const before = start - map.start - from;
  return {
    start,
    end: sourceOffset(map, to),
    shifts: map.shifts
      .slice(entryAt(map.shifts, from) + 1, entryAt(map.shifts, to) + 1)
      .map(({ at, shift }) => ({ at: at - from, shift: shift - before })),
  };
}

/**
 * In text, JspDocumentParser ends an expression at the first `}`, whatever quotes or braces are around it; in attributes
 * Jasper's ELParser knows both.
 */
function endOfXmlExpression(text: string, from: number, nested = false): number {
  const marks = /[\\"'{}]/g;
  marks.lastIndex = from;
  let quote = '';
  let nesting = 0;
  for (let match = marks.exec(text); match !== null; match = marks.exec(text)) {
    const [mark] = match;
    if (mark === '\\') {
      if (quote !== '') marks.lastIndex++;
    } else if (mark === '"' || mark === "'") {
      if (quote === '') quote = mark;
      else if (quote === mark) quote = '';
    } else if (!nested) {
      if (mark === '}') return match.index;
    } else if (quote === '') {
      if (mark === '{') nesting++;
      else if (nesting-- === 0) return match.index;
    }
  }
  return -1;
}
