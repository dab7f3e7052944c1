/**
 * The tree of an XML file. Ranges are half-open UTF-16 offsets into the text; line ends are as they stand in it.
 *
 * Nothing is expanded: a reference to an entity that XML itself does not define stays in values and texts as it is written
 * (`&contexts;`), and a document type is kept as text.
 */
import type { Range } from '../shared/syntax.ts';

/** What a file is, told by its root element and, where that leaves a choice, by its place. */
export type XmlDocumentKind =
  /** Tomcat's server.xml, also TomEE's and tc Server's. */
  | 'tomcat-server'
  /** JBoss AS 4 and 5: Tomcat's elements, but JBoss Cache replicates, not `<Cluster>`. */
  | 'jboss-server'
  /** Open Liberty, WebSphere Liberty. */
  | 'liberty-server'
  /** Root `Context`: META-INF/context.xml, conf/context.xml, conf/<engine>/<host>/*.xml. */
  | 'tomcat-context'
  /** A web application's own descriptor. */
  | 'web-app'
  /** Defaults for every application of a server: conf/web.xml, WEB-INF/tomcat-web.xml, webdefault.xml. */
  | 'default-web-app'
  | 'web-fragment'
  /** Anything else, of which nothing is to be said. */
  | 'other';

export interface XmlDocument {
  readonly type: 'XmlDocument';
  readonly range: Range;
  readonly kind: XmlDocumentKind;
  /** Undefined for a file that is no XML at all, such as the template of a generator. */
  readonly root: XmlElement | undefined;
  readonly doctype: XmlDoctype | undefined;
  /** In source order, the root among them. */
  readonly children: readonly XmlNode[];
}

export interface XmlElement {
  readonly type: 'XmlElement';
  readonly range: Range;
  /** As written, with its prefix. */
  readonly name: string;
  /** Without prefix. */
  readonly localName: string;
  readonly nameRange: Range;
  /** From `<` to `>`. */
  readonly startTag: Range;
  /** Null for `<a/>`. */
  readonly endTag: Range | null;
  /** In source order. */
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlContent[];
  /** The element around, the document, or undefined for one that was found inside a comment. */
  parent?: XmlElement | XmlDocument;
}

export interface XmlAttribute {
  readonly type: 'XmlAttribute';
  /** Name, equals sign and quoted value. */
  readonly range: Range;
  readonly name: string;
  readonly nameRange: Range;
  /** With character references and XML's own entities replaced. */
  readonly value: string;
  /** Between the quotes. */
  readonly valueRange: Range;
  parent?: XmlElement;
}

export interface XmlText {
  readonly type: 'XmlText';
  readonly range: Range;
  readonly value: string;
  parent?: XmlElement;
}

export interface XmlCdata {
  readonly type: 'XmlCdata';
  readonly range: Range;
  readonly value: string;
  parent?: XmlElement;
}

export interface XmlComment {
  readonly type: 'XmlComment';
  readonly range: Range;
  /** Between the marks, exactly as written. */
  readonly value: string;
  parent?: XmlElement | XmlDocument;
}

export interface XmlDoctype {
  readonly type: 'XmlDoctype';
  readonly range: Range;
  readonly name: string;
  readonly publicId: string | null;
  readonly systemId: string | null;
  parent?: XmlDocument;
}

/** A processing instruction or the XML declaration. */
export interface XmlInstruction {
  readonly type: 'XmlInstruction';
  readonly range: Range;
  readonly name: string;
  parent?: XmlElement | XmlDocument;
}

export type XmlContent = XmlElement | XmlText | XmlCdata | XmlComment | XmlInstruction;

export type XmlNode = XmlContent | XmlAttribute | XmlDoctype | XmlDocument;
