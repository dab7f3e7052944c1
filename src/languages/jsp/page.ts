/**
 * A page with all that it includes, and its Java class.
 *
 * The class. Jasper turns a page into a servlet; so does this, into a text that `java-parser` reads. `unit` is the tree of
 * that text with every range moved to the page text: what is Java in the page has its place in the page, what stands for an action or
 * is only there to be declared has the range of that action, or [0, 0]. So `javaFile(path, page.text, page.unit)` is a Java file
 * like others, and spans of its effects are offsets into `page.text`.
 *
 * The service method is `_jspService(request, response)` of a class `_jspPage` (`doTag()` of `_jspTag` in tag files). It has the
 * implicit objects as parameters, with their types, and the page in order:
 *
 *     <% code %>                    code
 *     <%= code %>                   out.print(code);
 *     ${el} in template text        __el(n);
 *     <jsp:useBean …>               the Java that Jasper makes of it: T id = null; { id = (T) pageContext.getAttribute(name, scope);
 *                                   if (id == null) { id = new T(); pageContext.setAttribute(name, id, scope); body } }
 *     an action without body        __tag(n, a, b);
 *     an action with body           __tag(n, a, b); { body } __end(n);                     its body runs once
 *                                   __tag(n, a, b); if (__enter(n)) { body } __end(n);     as records of tag-bodies.ts have it
 *                                   __tag(n, a, b); while (__enter(n)) { body } __end(n);
 *     c:choose                      __tag(n); { if (__enter(m, a)) { … } else if (__enter(o)) { … } else { … } } __end(n);
 *     jsp:forward                   __tag(n); if (true) return;
 *     text after a scriptlet        ;
 *
 * `n` is an index into `places`. The arguments after it are the ScriptExpressions among the attributes, in source order: the values of
 * those attributes. Contents of `jsp:attribute` come before the call of their tag, those of `jsp:body` are the body. A body that
 * runs once and has no scripting in it has no braces, and neither have bodies more than 100 braces deep. What cannot have an
 * effect (content.ts) is left out: EL that only reads, tags that only write output.
 * In tag files, `_jspx_page_context` is the PageContext, and the declared attributes are fields.
 */
import type { CompilationUnit } from '../java/ast.ts';
import type { Action, ElExpression, JspPage, PageProblem } from './ast.ts';

/** Names of the calls that stand for what is not Java. */
export const PLACE_CALLS = { el: '__el', tag: '__tag', enter: '__enter', end: '__end' } as const;

export type Place = ElExpression | Action;

export interface PageSource {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

export interface LocatedOffset {
  readonly source: PageSource;
  /** Into the text of the source. */
  readonly offset: number;
  /** For a place in an included file: the range, in the file itself, of the directive that brings it; null in the file itself, [0, 0] for preludes and codas. */
  readonly includedAt: readonly [start: number, end: number] | null;
}

export interface WrittenName {
  readonly name: string;
  /** Where it stands in the page text. */
  readonly range: readonly [start: number, end: number];
}

export interface PageSettings {
  /** False with `session="false"`: there is no implicit object `session`. */
  readonly session: boolean;
  readonly isErrorPage: boolean;
  /** As Java has them: `java.util.List`, `java.util.*`, `static a.B.c`. */
  readonly imports: readonly WrittenName[];
  /** Of `extends`. */
  readonly superclass: WrittenName | null;
  readonly elIgnored: boolean;
}

export interface Page {
  readonly path: string;
  /** The page text: the file and, behind it, all included files. */
  readonly text: string;
  /** The tree of the file itself; what it includes hangs on its directives. */
  readonly ast: JspPage;
  /** From web.xml, parsed; before and after the file. */
  readonly preludes: readonly JspPage[];
  readonly codas: readonly JspPage[];
  readonly settings: PageSettings;
  readonly places: readonly Place[];
  /** As described above. Without all Java of the page when that cannot be parsed: then `javaProblem` says why. */
  readonly unit: CompilationUnit;
  readonly javaProblem: PageProblem | null;
  readonly hasJava: boolean;
  /** The text that was parsed. */
  readonly javaText: string;
  readonly locate: (offset: number) => LocatedOffset;
  /** The URI by which a library is known: of the one that a path or web.xml leads to, else what is given. */
  readonly libraryOf: (uri: string) => string;
  /** The offset in the Java text of a character of the page's Java; null elsewhere. */
  readonly javaOffsetOf: (offset: number) => number | null;
  /** The offset in the page text of a character of the Java text; of text that stands for an action, the start of that. */
  readonly pageOffsetOf: (javaOffset: number) => number;
}
