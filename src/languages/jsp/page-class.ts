/** The Java class that stands for a page; its form is described in page.ts. */
import type { Range } from '../shared/syntax.ts';
import {
  JSP_URI,
  type Action,
  type Attribute,
  type Declaration,
  type Directive,
  type JspPage,
  type PageContent,
  type ScriptExpression,
  type TemplateElement,
} from './ast.ts';
import { contentOf, hasEffect, weigh, type ContentWeight } from './content.ts';
import { JavaText } from './java-text.ts';
import { PLACE_CALLS, type PageSettings, type Place, type WrittenName } from './page.ts';
import { literal } from './attributes.ts';
import { bodyRun, type BodyRun } from './tag-libraries.ts';
import { beanCode } from './use-bean.ts';

export interface PageClassInput {
  /** In the order in which they are run: preludes, the page, codas. */
  readonly trees: readonly JspPage[];
  readonly isTag: boolean;
  readonly settings: PageSettings;
  /** Length of the file itself: where the class ends. */
  readonly length: number;
  /** False: Java of the page is left out, and only the places of tags and EL remain. */
  readonly withJava: boolean;
  readonly libraryOf: (uri: string) => string;
}

export interface PageClass {
  readonly java: JavaText;
  readonly places: readonly Place[];
  /** Whether there is any Java in the page. */
  readonly hasJava: boolean;
}

export function pageClass(input: PageClassInput): PageClass {
  return new PageClassWriter(input).write();
}

/** A step of the walk over a page: content to be written, or text to be added after content. */
type Step =
  | { readonly content: readonly PageContent[]; next: number; readonly inChoose: boolean }
  | { readonly after: () => void };

/** Braces around bodies stop here, so that tags nested deeper than any Java can be still have their places. */
const MAX_BRACES = 100;

const NOWHERE: Range = [0, 0];

class PageClassWriter {
  readonly #input: PageClassInput;
  readonly #java = new JavaText();
  readonly #places: Place[] = [];
  readonly #steps: Step[] = [];
  #braces = 0;
  #hasJava = false;
  readonly #weight: ContentWeight;
  /** What comes next is the statement of an `if` without braces, if the scriptlet before it ends in one. */
  #afterScriptlet = false;
  /** Whether what was written last is a branch of a `choose` that an `else` may follow. */
  #afterWhen = false;

  constructor(input: PageClassInput) {
    this.#input = input;
    this.#weight = weigh(input.trees, input.libraryOf);
  }

  write(): PageClass {
    const { settings, isTag, length } = this.#input;
    for (const found of settings.imports) {
      this.#java.add('import ', found.range);
      this.#addName(found);
      this.#java.add(';\n', found.range);
    }
    this.#java.add('import javax.servlet.*; import javax.servlet.http.*; import javax.servlet.jsp.*;\n', NOWHERE);
    const name = isTag ? '_jspTag' : '_jspPage';
    this.#java.add(`public final class ${name} extends `, NOWHERE);
    const { superclass } = settings;
    if (superclass === null) this.#java.add(isTag ? TAG_CLASS : PAGE_SUPERCLASS, NOWHERE);
    else this.#addName(superclass);
    this.#java.add(' {\n', NOWHERE);
    this.#writeMembers();
    this.#java.add(`public void ${isTag ? 'doTag' : '_jspService'}(`, NOWHERE);
    this.#java.add(implicitObjects(this.#input).join(', '), NOWHERE);
    this.#java.add(') throws java.lang.Throwable {\n', NOWHERE);
    for (const tree of this.#input.trees) this.#run(tree.body);
    this.#java.add('}\n}\n', [length, length]);
    return { java: this.#java, places: this.#places, hasJava: this.#hasJava };
  }

  /** A name that comes from another file has no place in this page. */
  #addName({ name, range }: WrittenName): void {
    const [start, end] = range;
    if (end - start === name.length) this.#java.addCode(name, { start, end, shifts: [] });
    else this.#java.add(name, range);
  }

  #writeMembers(): void {
    for (const node of contentOf(this.#input.trees)) {
      if (node.type === 'Declaration') this.#declare(node);
      else if (this.#input.isTag && node.type === 'Directive' && node.name === 'attribute')
        this.#declareAttribute(node);
    }
  }

  #declare(node: Declaration): void {
    this.#hasJava = true;
    if (!this.#input.withJava) return;
    this.#java.addCode(node.code, node);
    this.#java.add('\n', node.range);
  }

  /** An attribute of a tag file is a field of its class. */
  #declareAttribute({ attributes, range }: Directive): void {
    const name = literal(attributes, 'name') ?? '';
    if (!IDENTIFIER.test(name)) return;
    const type = literal(attributes, 'type') ?? 'java.lang.String';
    const isFragment = literal(attributes, 'fragment') === 'true';
    const known = isFragment ? 'javax.servlet.jsp.tagext.JspFragment' : TYPE.test(type) ? type : 'java.lang.Object';
    this.#java.add(`private ${known} ${name};\n`, range);
  }

  #run(content: readonly PageContent[]): void {
    this.#steps.push({ content, next: 0, inChoose: false });
    for (let step = this.#steps.at(-1); step !== undefined; step = this.#steps.at(-1)) {
      if ('after' in step) {
        this.#steps.pop();
        step.after();
        continue;
      }
      const node = step.content[step.next++];
      if (node === undefined) this.#steps.pop();
      else this.#writeContent(node, step.inChoose);
    }
  }

  #writeContent(node: PageContent, inChoose: boolean): void {
    const afterWhen = this.#afterWhen;
    if (node.type !== 'TemplateText') this.#afterWhen = false;
    const afterScriptlet = this.#afterScriptlet;
    if (node.type !== 'Directive' && node.type !== 'Declaration') this.#afterScriptlet = false;
    switch (node.type) {
      case 'TemplateText':
        this.#writeNothing(node, afterScriptlet);
        break;
      case 'Scriptlet':
        this.#hasJava = true;
        if (!this.#input.withJava) break;
        this.#java.addCode(node.code, node);
        this.#java.add('\n', node.range);
        this.#afterScriptlet = true;
        break;
      case 'ScriptExpression':
        this.#hasJava = true;
        if (!this.#input.withJava) break;
        this.#java.add('out.print(', node.range);
        this.#java.addCode(node.code, node);
        this.#java.add('\n);\n', node.range);
        break;
      case 'ElExpression':
        if (!hasEffect(node)) this.#writeNothing(node, afterScriptlet);
        else this.#java.add(`${PLACE_CALLS.el}(${this.#place(node)});\n`, node.range);
        break;
      case 'Directive':
        if (node.included !== null) this.#steps.push({ content: node.included.body, next: 0, inChoose });
        break;
      case 'Declaration':
        break;
      case 'TemplateElement':
        this.#writeTemplateElement(node);
        break;
      case 'Action':
        if (inChoose || this.#weight.live.has(node)) this.#writeAction(node, inChoose, afterWhen);
        else this.#writeNothing(node, afterScriptlet);
        break;
    }
  }

  /** Output has its effect on the Java around it, as a statement, and on nothing else. */
  #writeNothing(node: PageContent, afterScriptlet: boolean): void {
    if (afterScriptlet) this.#java.add(';\n', node.range);
  }

  #writeTemplateElement(node: TemplateElement): void {
    for (const { parts } of node.attributes) {
      for (const part of parts) if (part.type !== 'AttributeText') this.#writeContent(part, false);
    }
    this.#steps.push({ content: node.body, next: 0, inChoose: false });
  }

  #writeAction(node: Action, inChoose: boolean, afterWhen: boolean): void {
    if (node.uri === JSP_URI && TRANSPARENT.has(node.localName)) {
      this.#steps.push({ content: node.body ?? [], next: 0, inChoose });
      return;
    }
    const named = (node.body ?? []).filter(isNamedAttribute);
    if (named.length === 0) {
      this.#openAction(node, afterWhen);
      return;
    }
    // Values given in the body are evaluated before the tag starts.
    this.#steps.push({
      after: () => {
        this.#openAction(node, false);
      },
    });
    for (const attribute of named.reverse()) {
      this.#steps.push({ content: attribute.body ?? [], next: 0, inChoose: false });
    }
  }

  #openAction(node: Action, afterWhen: boolean): void {
    const body = (node.body ?? []).filter((child) => !isNamedAttribute(child));
    if (node.uri === JSP_URI && node.localName === 'useBean' && this.#openBean(node, body)) return;
    const run = bodyRun(this.#input.libraryOf(node.uri), node.localName);
    const index = this.#place(node);
    if (run !== 'when' && run !== 'otherwise') this.#call(PLACE_CALLS.tag, index, node, ';\n');
    // What follows a forward is not run (JSP.5.5).
    if (node.uri === JSP_URI && node.localName === 'forward') this.#java.add('if (true) return;\n', node.openRange);
    if (body.length === 0 && run !== 'when') return;
    if (run !== 'when' && run !== 'otherwise') {
      this.#after(() => {
        this.#java.add(`${PLACE_CALLS.end}(${index});\n`, node.range);
      });
    }
    this.#openBody(node, body, run, index, afterWhen);
  }

  #openBody(node: Action, body: readonly PageContent[], run: BodyRun, index: number, afterWhen: boolean): void {
    const inChoose = run === 'choose';
    if (this.#braces >= MAX_BRACES || (run === 'once' && !this.#weight.scripted.has(node))) {
      this.#steps.push({ content: body, next: 0, inChoose });
      return;
    }
    switch (run) {
      case 'once':
      case 'choose':
        break;
      case 'branch':
        this.#java.add('if (', node.openRange);
        this.#call(PLACE_CALLS.enter, index, null, ') ', node.openRange);
        break;
      case 'loop':
        this.#java.add('while (', node.openRange);
        this.#call(PLACE_CALLS.enter, index, null, ') ', node.openRange);
        break;
      case 'when':
        this.#java.add(afterWhen ? 'else if (' : 'if (', node.openRange);
        this.#call(PLACE_CALLS.enter, index, node, ') ');
        break;
      case 'otherwise':
        if (afterWhen) this.#java.add('else ', node.openRange);
        break;
    }
    this.#java.add('{\n', node.openRange);
    this.#braces++;
    this.#after(() => {
      this.#java.add('}\n', [node.range[1], node.range[1]]);
      this.#braces--;
      this.#afterWhen = run === 'when';
    });
    this.#steps.push({ content: body, next: 0, inChoose });
  }

  /** False when the bean cannot be written as Java. */
  #openBean(node: Action, body: readonly PageContent[]): boolean {
    const code = beanCode(node, this.#input.isTag ? '_jspx_page_context' : 'pageContext');
    if (code === null) return false;
    this.#java.add(code.open, node.openRange);
    const { expression } = code;
    if (expression !== null && this.#input.withJava) this.#java.addCode(expression.code, expression);
    else if (expression !== null) this.#java.add('null', expression.range);
    this.#java.add(code.create, node.openRange);
    this.#after(() => {
      this.#java.add('}\n', [node.range[1], node.range[1]]);
    });
    this.#steps.push({ content: body, next: 0, inChoose: false });
    return true;
  }

  #call(name: string, index: number, withArguments: Action | null, end: string, range?: Range): void {
    const whole = range ?? withArguments?.openRange ?? NOWHERE;
    this.#java.add(`${name}(${index}`, whole);
    for (const { code, part } of argumentsOf(withArguments?.attributes ?? [])) {
      this.#hasJava = true;
      this.#java.add(', ', part.range);
      if (this.#input.withJava && code.trim() !== '') this.#java.addCode(code, part);
      else this.#java.add('null', part.range);
      this.#java.add('\n', part.range);
    }
    this.#java.add(`)${end}`, whole);
  }

  #place(place: Place): number {
    this.#places.push(place);
    return this.#places.length - 1;
  }

  #after(after: () => void): void {
    this.#steps.push({ after });
  }
}

const PAGE_SUPERCLASS = 'javax.servlet.http.HttpServlet';
const TAG_CLASS = 'javax.servlet.jsp.tagext.SimpleTagSupport';
/** Only their content counts. */
const TRANSPARENT = new Set(['body', 'root', 'params', 'fallback']);
const IDENTIFIER = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;
const TYPE = /^[\p{L}_$][\p{L}\p{N}_$.]*(?:\[\])*$/u;

function implicitObjects({ isTag, settings }: PageClassInput): string[] {
  const session = settings.session || isTag ? ['final javax.servlet.http.HttpSession session'] : [];
  const exception = settings.isErrorPage ? ['final java.lang.Throwable exception'] : [];
  return [
    'final javax.servlet.http.HttpServletRequest request',
    'final javax.servlet.http.HttpServletResponse response',
    `final javax.servlet.jsp.PageContext ${isTag ? '_jspx_page_context' : 'pageContext'}`,
    ...(isTag ? ['final javax.servlet.jsp.JspContext jspContext'] : []),
    ...session,
    'final javax.servlet.ServletContext application',
    'final javax.servlet.ServletConfig config',
    'final javax.servlet.jsp.JspWriter out',
    'final java.lang.Object page',
    ...exception,
  ];
}

interface Argument {
  readonly code: string;
  readonly part: ScriptExpression;
}

function argumentsOf(attributes: readonly Attribute[]): Argument[] {
  return attributes.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.type === 'ScriptExpression' ? [{ code: part.code, part }] : [])),
  );
}

function isNamedAttribute(node: PageContent): node is Action {
  return node.type === 'Action' && node.uri === JSP_URI && node.localName === 'attribute';
}
