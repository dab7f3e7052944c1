/**
 * The typed syntax tree of a JSP page, tag file or fragment, in JSP or in XML syntax. Nodes are plain objects in the ESTree
 * manner: `type` names the node, `range` is half-open, in UTF-16 code units.
 *
 * FILE: what those who read the tree can rely on.
 *
 * Offsets. All ranges of one page are offsets into one text, the page text (`Page.text` of page.ts): first the text of the
 * file itself, so offsets below its length are plain offsets into the file, then the texts of everything that is statically
 * included (directives, preludes and codas), each once per inclusion. Whether a range lies in the file itself or in an included
 * one is told by `Page.locate`, which gives path, text and offset of the real file. The tree that ESLint walks ends at the file:
 * `Directive.included` is no visitor key.
 *
 * Text between delimiters. `code` (Java) and `expression` (EL) are what Jasper hands on, with escapes of the page resolved
 * (`%\>`, and in attribute values `\"`, `\\`, `&quot;`, `&apos;`; entities in XML syntax). Offset i of it is at `sourceOffset(node, i)`
 * of source-map.ts in the page text; without escapes, which is nearly always, that is `start + i`.
 *
 * Prefixes. `Action.uri` is the URI that the prefix stands for at that place: `uri` of the taglib directive (also of one that an
 * earlier include brought), `urn:jsptagdir:/WEB-INF/tags/x` for `tagdir`, the namespace in XML syntax, `JSP_URI` for `jsp`. It is as
 * written: javax and jakarta spellings are told apart nowhere here. In JSP syntax, an element whose prefix is not declared is
 * text, as in Jasper.
 *
 * Where EL is ignored (`isELIgnored`, old web.xml, property groups) there are no ElExpression nodes: it is text. `#{` in
 * template text is text or, with `deferredSyntaxAllowedAsLiteral` off, an error in Jasper: it is text here.
 *
 * Comments are beside the tree (`JspPage.comments`), those of included files are not kept.
 */
import type { SourceShift } from './source-map.ts';

export const JSP_URI = 'http://java.sun.com/JSP/Page';

/** `tagdir` of a taglib directive, as it is written in XML syntax. */
export const TAG_DIR_URI = 'urn:jsptagdir:';

export interface NodeBase {
  readonly type: string;
  readonly range: readonly [start: number, end: number];
  parent?: JspNode;
}

/** Text with escapes resolved, and where it stands. */
export interface EmbeddedText {
  /** Start of the text in the page text; its end, so that `[start, end)` is what stands between the delimiters. */
  readonly start: number;
  readonly end: number;
  /** Empty when nothing was escaped. See `sourceOffset`. */
  readonly shifts: readonly SourceShift[];
}

export type PageSyntax = 'jsp' | 'xml';

/** `fragment`: made to be included (.jspf, .tagf, .inc), names may come from outside. */
export type PageRole = 'page' | 'fragment' | 'tag';

export interface JspPage extends NodeBase {
  readonly type: 'JspPage';
  readonly syntax: PageSyntax;
  readonly role: PageRole;
  /** In source order. In XML syntax a `jsp:root` is an Action, and the only element. */
  readonly body: readonly PageContent[];
  readonly comments: readonly JspComment[];
  /** What Jasper would refuse. The tree is made all the same. Only the first is worth telling. */
  readonly problems: readonly PageProblem[];
}

export interface PageProblem {
  /** One sentence, without a final dot. */
  readonly message: string;
  readonly offset: number;
}

/** `<%@ page … %>`, `<jsp:directive.page … />`; name is `page`, `include`, `taglib`, `tag`, `attribute`, `variable`, or what is written. */
export interface Directive extends NodeBase {
  readonly type: 'Directive';
  readonly name: string;
  readonly attributes: readonly Attribute[];
  /** The parsed file of an include directive; null when there is none, or when it is missing or includes itself. */
  included: JspPage | null;
}

/** `<% code %>` */
export interface Scriptlet extends NodeBase, EmbeddedText {
  readonly type: 'Scriptlet';
  readonly code: string;
}

/** `<%= code %>`, in the page or as the whole value of an attribute (`%= code %` in XML syntax). */
export interface ScriptExpression extends NodeBase, EmbeddedText {
  readonly type: 'ScriptExpression';
  readonly code: string;
}

/** `<%! code %>` */
export interface Declaration extends NodeBase, EmbeddedText {
  readonly type: 'Declaration';
  readonly code: string;
}

/** `${expression}` or `#{expression}`, in template text or in an attribute value. `range` includes the delimiters. */
export interface ElExpression extends NodeBase, EmbeddedText {
  readonly type: 'ElExpression';
  readonly deferred: boolean;
  /** Between the braces. Not parsed here. */
  readonly expression: string;
}

/** Output as it stands. Blank text has a node only after a scriptlet, where it may be the statement of an `if` without braces. */
export interface TemplateText extends NodeBase {
  readonly type: 'TemplateText';
}

/** An element of no tag library; only in XML syntax, where it may hold anything. */
export interface TemplateElement extends NodeBase {
  readonly type: 'TemplateElement';
  /** Qualified. */
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly body: readonly PageContent[];
}

/** A standard action (`uri` is JSP_URI), a custom tag or a tag file. */
export interface Action extends NodeBase {
  readonly type: 'Action';
  readonly prefix: string;
  readonly localName: string;
  readonly uri: string;
  /** In source order. A `<jsp:attribute name="x">` is no attribute but a child; `attributeOf` in actions.ts finds both. */
  readonly attributes: readonly Attribute[];
  /** Null for `<a:b/>`; empty for `<a:b></a:b>`. Includes `jsp:attribute`, `jsp:body`, `jsp:param` as actions. */
  readonly body: readonly PageContent[] | null;
  /** The start tag, from `<` to `>`. */
  readonly openRange: readonly [start: number, end: number];
}

export interface Attribute extends NodeBase {
  readonly type: 'Attribute';
  /** As written, with its prefix. */
  readonly name: string;
  readonly nameRange: readonly [start: number, end: number];
  /** Without quotes. */
  readonly valueRange: readonly [start: number, end: number];
  /** In source order; empty for `a=""`. A ScriptExpression is alone. */
  readonly parts: readonly AttributePart[];
}

/** A literal stretch of an attribute value, escapes resolved. */
export interface AttributeText extends NodeBase {
  readonly type: 'AttributeText';
  readonly text: string;
}

export type AttributePart = AttributeText | ElExpression | ScriptExpression;

export type PageContent =
  Directive | Scriptlet | ScriptExpression | Declaration | ElExpression | TemplateText | TemplateElement | Action;

export type JspNode = JspPage | PageContent | Attribute | AttributeText;

/** `<%-- --%>`, `<!-- -->`, and comments of the Java code. `value` is the text between the comment marks. */
export interface JspComment {
  readonly type: 'JSP' | 'HTML' | 'Line' | 'Block';
  readonly value: string;
  readonly range: readonly [start: number, end: number];
}
