/**
 * JSP syntax to a tree, as Jasper's Parser reads it: what a scanner of HTML would take for a comment, a string or a script is
 * text, and text may hold tags anywhere. The stack of open tags is explicit, since pages may nest as deep as they like.
 */
import {
  JSP_URI,
  TAG_DIR_URI,
  type Action,
  type Attribute,
  type Directive,
  type JspComment,
  type JspPage,
  type PageContent,
  type PageProblem,
} from './ast.ts';
import { literal, readAttributes } from './attributes.ts';
import { endOfExpression, scriptText } from './embedded-text.ts';
import type { FileFrame, ParseContext } from './parse-context.ts';
import { evaluatesElItself } from './tag-libraries.ts';

interface OpenTag {
  readonly action: Omit<Action, 'body' | 'range'>;
  readonly name: string;
  readonly start: number;
  readonly body: PageContent[];
}

export function parseJspSyntax(frame: FileFrame, context: ParseContext): JspPage {
  return new JspSyntaxParser(frame, context).parse();
}

/** Where something other than text may begin. */
const INTERESTING = /<(?:[%\\/]|[\s\0-\x1f]*[\w.-]+:)|\\[$#]|[$#]\{/g;
const TAG_NAME = /<[\s\0-\x1f]*([\w.-]+):((?:[^\s\0-\x1f=>"'/-]|-(?!-?>))*)/y;
const END_TAG_NAME = /<\/([\w.-]+):((?:[^\s\0-\x1f=>"'/-]|-(?!-?>))*)/y;
const SPACES = /[\s\0-\x1f]*/y;
const DIRECTIVE_NAME = /[A-Za-z]+/y;

/** Thrown where Jasper gives up and nothing sensible can follow: the rest of the file is not read. */
class Unreadable extends Error {}

class JspSyntaxParser {
  readonly #frame: FileFrame;
  readonly #text: string;
  readonly #base: number;
  readonly #context: ParseContext;
  readonly #root: PageContent[] = [];
  readonly #open: OpenTag[] = [];
  readonly #comments: JspComment[] = [];
  readonly #problems: PageProblem[] = [];
  #position = 0;
  /** Start of the template text that is being read, or -1. */
  #textStart = -1;
  #elIsBroken = false;

  constructor(frame: FileFrame, context: ParseContext) {
    this.#frame = frame;
    this.#text = frame.text;
    this.#base = frame.base;
    this.#context = context;
  }

  parse(): JspPage {
    try {
      this.#parseAll();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.#position = this.#text.length;
    }
    this.#flushText(this.#text.length);
    for (const tag of this.#open) {
      this.#problem(`The tag <${tag.name}> has no end tag`, tag.start);
      break;
    }
    while (this.#open.length > 0) this.#close(this.#text.length);
    return {
      type: 'JspPage',
      range: [this.#base, this.#base + this.#text.length],
      syntax: 'jsp',
      role: this.#context.role,
      body: this.#root,
      comments: this.#comments,
      problems: this.#problems,
    };
  }

  #parseAll(): void {
    const text = this.#text;
    const interesting = new RegExp(INTERESTING);
    while (this.#position < text.length) {
      interesting.lastIndex = this.#position;
      const match = interesting.exec(text);
      if (match === null) {
        if (this.#textStart < 0) this.#textStart = this.#position;
        return;
      }
      const at = match.index;
      if (at > this.#position && this.#textStart < 0) this.#textStart = this.#position;
      this.#position = at;
      if (!this.#parseElement(at, match[0])) {
        if (this.#textStart < 0) this.#textStart = at;
        // `<\%`, `\$` and `\#` are text, and so is what they keep from being something else.
        this.#position = at + (match[0].startsWith('<') && match[0] !== '<\\' ? 1 : 2);
      }
    }
  }

  /** False when what begins here is text. */
  #parseElement(at: number, found: string): boolean {
    if (found.startsWith('\\') || found === '<\\') return false;
    if (found === '${' || found === '#{') return this.#parseEl(at, found);
    if (found === '<%') {
      this.#flushText(at);
      this.#parseScripting(at);
      return true;
    }
    if (found === '</') return this.#parseEndTag(at);
    return this.#parseTag(at);
  }

  #parseScripting(at: number): void {
    const text = this.#text;
    if (text.startsWith('--', at + 2)) {
      const end = this.#find('--%>', at + 4, at, 'The comment <%-- is not closed');
      this.#comments.push({ type: 'JSP', value: text.slice(at + 4, end), range: this.#range(at, end + 4) });
      this.#position = end + 4;
      return;
    }
    const mark = text[at + 2];
    if (mark === '@') {
      this.#parseDirective(at);
      return;
    }
    const length = mark === '!' || mark === '=' ? 3 : 2;
    const what = mark === '!' ? 'declaration <%!' : mark === '=' ? 'expression <%=' : 'scriptlet <%';
    const end = this.#find('%>', at + length, at, `The ${what} is not closed`);
    const range = this.#range(at, end + 2);
    const code = scriptText(text.slice(at + length, end), this.#base + at + length);
    const type = mark === '!' ? 'Declaration' : mark === '=' ? 'ScriptExpression' : 'Scriptlet';
    this.#add({ type, range, ...code });
    this.#position = end + 2;
  }

  #parseDirective(at: number): void {
    this.#position = at + 3;
    this.#skipSpaces();
    const name = this.#match(DIRECTIVE_NAME) ?? '';
    const attributes = this.#parseAttributes(false);
    this.#skipSpaces();
    if (this.#text.startsWith('%>', this.#position)) this.#position += 2;
    else {
      this.#problem(`The directive <%@ ${name} is not closed`, at);
      const end = this.#text.indexOf('%>', this.#position);
      if (end < 0) throw new Unreadable();
      this.#position = end + 2;
    }
    this.#addDirective(at, name, attributes);
  }

  #addDirective(at: number, name: string, attributes: readonly Attribute[]): void {
    const directive: Directive = {
      type: 'Directive',
      range: this.#range(at, this.#position),
      name,
      attributes,
      included: null,
    };
    this.#add(directive);
    if (name === 'taglib') this.#declarePrefix(attributes);
    if (name === 'include') this.#include(directive);
  }

  #declarePrefix(attributes: readonly Attribute[]): void {
    const prefix = literal(attributes, 'prefix');
    const uri = literal(attributes, 'uri');
    const tagDir = literal(attributes, 'tagdir');
    if (prefix === undefined || prefix === '') return;
    if (uri !== undefined) this.#context.prefixes.set(prefix, uri);
    else if (tagDir !== undefined) this.#context.prefixes.set(prefix, TAG_DIR_URI + tagDir);
  }

  #include(directive: Directive): void {
    const file = literal(directive.attributes, 'file');
    if (file === undefined) return;
    const included = this.#context.include(file, this.#frame, directive.range, this.#context.prefixes);
    if (typeof included === 'string') this.#problem(included, directive.range[0] - this.#base);
    else directive.included = included;
  }

  #parseEl(at: number, found: string): boolean {
    const { elIgnored } = this.#context;
    // `#{` is an error in Jasper, or text: it is never evaluated.
    if (elIgnored || this.#elIsBroken || found === '#{') return false;
    const end = endOfExpression(this.#text, at + 2);
    if (end < 0) {
      this.#elIsBroken = true;
      this.#problem('The expression ${ is not closed', at);
      return false;
    }
    this.#flushText(at);
    this.#add({
      type: 'ElExpression',
      range: this.#range(at, end + 1),
      deferred: false,
      expression: this.#text.slice(at + 2, end),
      start: this.#base + at + 2,
      end: this.#base + end,
      shifts: [],
    });
    this.#position = end + 1;
    return true;
  }

  #parseTag(at: number): boolean {
    TAG_NAME.lastIndex = at;
    const [whole = '', prefix = '', localName = ''] = TAG_NAME.exec(this.#text) ?? [];
    // Jasper looks for exactly `<jsp:`.
    const uri =
      prefix === 'jsp' ? (whole.startsWith('<jsp:') ? JSP_URI : undefined) : this.#context.prefixes.get(prefix);
    if (uri === undefined || localName === '') return false;
    this.#flushText(at);
    this.#position = at + whole.length;
    if (uri === JSP_URI && this.#parseXmlForm(at, localName)) return true;
    const attributes = this.#parseAttributes(!this.#context.elIgnored || evaluatesElItself(uri));
    this.#skipSpaces();
    const closed = this.#closeStartTag(at, `${prefix}:${localName}`);
    const action = {
      type: 'Action' as const,
      prefix,
      localName,
      uri,
      attributes,
      openRange: this.#range(at, this.#position),
    };
    if (closed === '/>') this.#add({ ...action, range: action.openRange, body: null });
    else this.#open.push({ action, name: `${prefix}:${localName}`, start: at, body: [] });
    return true;
  }

  /** Reads `>` or `/>`, and past what should not be there. */
  #closeStartTag(at: number, name: string): '>' | '/>' {
    const text = this.#text;
    if (text.startsWith('/>', this.#position)) {
      this.#position += 2;
      return '/>';
    }
    if (text[this.#position] === '>') {
      this.#position++;
      return '>';
    }
    this.#problem(`The tag <${name}> is not closed`, at);
    const end = text.indexOf('>', this.#position);
    if (end < 0) throw new Unreadable();
    this.#position = end + 1;
    return text[end - 1] === '/' ? '/>' : '>';
  }

  #parseEndTag(at: number): boolean {
    END_TAG_NAME.lastIndex = at;
    const [whole, prefix = '', localName = ''] = END_TAG_NAME.exec(this.#text) ?? [];
    if (whole === undefined) return false;
    const name = `${prefix}:${localName}`;
    const innermost = this.#open.at(-1);
    if (innermost?.name !== name) {
      if (prefix !== 'jsp' && !this.#context.prefixes.has(prefix)) return false;
      this.#problem(
        innermost === undefined
          ? `The end tag </${name}> has no start tag`
          : `The end tag </${name}> is not that of <${innermost.name}>`,
        at,
      );
    }
    this.#flushText(at);
    this.#position = at + whole.length;
    this.#skipSpaces();
    if (this.#text[this.#position] === '>') this.#position++;
    const index = this.#open.findLastIndex((tag) => tag.name === name);
    // What is open inside ends here, too.
    if (index >= 0) while (this.#open.length > index) this.#close(this.#open.length - 1 > index ? at : this.#position);
    return true;
  }

  /** Directives, scripting and text in the form that they have in XML. */
  #parseXmlForm(at: number, localName: string): boolean {
    if (localName.startsWith('directive.')) {
      const attributes = this.#parseAttributes(false);
      this.#skipSpaces();
      const name = localName.slice('directive.'.length);
      if (this.#closeStartTag(at, `jsp:${localName}`) === '>') {
        this.#skipSpaces();
        if (!this.#skipEndTag(`jsp:${localName}`)) this.#problem(`The tag <jsp:${localName}> has no end tag`, at);
      }
      this.#addDirective(at, name, attributes);
      return true;
    }
    const type = SCRIPTING[localName];
    if (type === undefined && localName !== 'text') return false;
    this.#skipSpaces();
    if (this.#closeStartTag(at, `jsp:${localName}`) === '/>') return true;
    if (type === undefined) this.#parseXmlText(at);
    else this.#parseXmlScripting(at, localName, type);
    return true;
  }

  #parseXmlScripting(at: number, localName: string, type: 'Scriptlet' | 'ScriptExpression' | 'Declaration'): void {
    for (;;) {
      const from = this.#position;
      const next = this.#find('<', from, at, `The tag <jsp:${localName}> has no end tag`);
      this.#addScripting(type, from, next);
      if (!this.#text.startsWith('<![CDATA[', next)) {
        this.#position = next;
        if (this.#skipEndTag(`jsp:${localName}`)) return;
        this.#problem(`The tag <jsp:${localName}> has no end tag`, at);
        this.#position = next + 1;
        return;
      }
      const end = this.#find(']]>', next + 9, next, 'The section <![CDATA[ is not closed');
      this.#addScripting(type, next + 9, end);
      this.#position = end + 3;
    }
  }

  #addScripting(type: 'Scriptlet' | 'ScriptExpression' | 'Declaration', from: number, to: number): void {
    const raw = this.#text.slice(from, to);
    if (raw.trim() !== '') this.#add({ type, range: this.#range(from, to), ...scriptText(raw, this.#base + from) });
  }

  /** `<jsp:text>`: nothing but text, CDATA and EL, which is read even where the page ignores it. */
  #parseXmlText(at: number): void {
    this.#textStart = this.#position;
    const interesting = /<(?:!\[CDATA\[)?|\\[$#]|\$\{/g;
    interesting.lastIndex = this.#position;
    for (let match = interesting.exec(this.#text); match !== null; match = interesting.exec(this.#text)) {
      this.#position = interesting.lastIndex;
      if (match[0] === '${') {
        if (!this.#parseEl(match.index, '${')) continue;
        this.#textStart = this.#position;
      } else if (match[0] === '<![CDATA[') {
        this.#position = this.#find(']]>', this.#position, match.index, 'The section <![CDATA[ is not closed') + 3;
      } else if (match[0] === '<') {
        this.#flushText(match.index);
        this.#position = match.index;
        if (!this.#skipEndTag('jsp:text')) this.#problem('The tag <jsp:text> holds more than text', match.index);
        return;
      }
      interesting.lastIndex = this.#position;
    }
    this.#problem('The tag <jsp:text> has no end tag', at);
    throw new Unreadable();
  }

  #skipEndTag(name: string): boolean {
    const end = new RegExp(`</${name.replace('.', '\\.')}[\\s\\0-\\x1f]*>`, 'y');
    end.lastIndex = this.#position;
    if (!end.test(this.#text)) return false;
    this.#position = end.lastIndex;
    return true;
  }

  #parseAttributes(el: boolean): readonly Attribute[] {
    const syntax = { el, deferred: !this.#context.deferredAsLiteral };
    const list = readAttributes(this.#text, this.#position, this.#base, syntax);
    this.#position = list.end;
    for (const { message, at } of list.problems) this.#problem(message, at);
    if (list.unreadable) throw new Unreadable();
    return list.attributes;
  }

  #find(mark: string, from: number, at: number, message: string): number {
    const found = this.#text.indexOf(mark, from);
    if (found >= 0) return found;
    this.#problem(message, at);
    // What was read so far stays; the rest would be read as text, which it is not.
    throw new Unreadable();
  }

  #skipSpaces(): void {
    this.#match(SPACES);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#position += found.length;
    return found;
  }

  #close(end: number): void {
    const tag = this.#open.pop();
    if (tag !== undefined) this.#add({ ...tag.action, range: this.#range(tag.start, end), body: tag.body });
  }

  #flushText(end: number): void {
    const start = this.#textStart;
    this.#textStart = -1;
    if (start < 0 || end <= start) return;
    const siblings = this.#open.at(-1)?.body ?? this.#root;
    if (siblings.at(-1)?.type !== 'Scriptlet' && this.#text.slice(start, end).trim() === '') return;
    this.#add({ type: 'TemplateText', range: this.#range(start, end) });
  }

  #add(content: PageContent): void {
    (this.#open.at(-1)?.body ?? this.#root).push(content);
  }

  #problem(message: string, at: number): void {
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push({ message, offset: this.#base + at });
  }

  #range(start: number, end: number): readonly [number, number] {
    return [this.#base + start, this.#base + end];
  }
}

/** Only the first is told. */
const MAX_PROBLEMS = 10;

const SCRIPTING: Readonly<Record<string, 'Scriptlet' | 'ScriptExpression' | 'Declaration'>> = {
  scriptlet: 'Scriptlet',
  expression: 'ScriptExpression',
  declaration: 'Declaration',
};
