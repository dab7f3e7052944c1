/** From the text of a file to the page: what it includes is read, and its Java class is made and parsed. */
import { extname } from 'node:path';
import { includedPath, readPageFile } from '../../project/page-files.ts';
import { includersOf } from '../../project/page-includers.ts';
import { libraryUri } from '../../project/tag-library-uri.ts';
import { pagePropertiesOf, type PageProperties } from '../../project/jsp-config.ts';
import { parseJava } from '../java/parse.ts';
import type { CompilationUnit } from '../java/ast.ts';
import type { JspPage, PageProblem, PageRole } from './ast.ts';
import type { LocatedOffset, Page, WrittenName } from './page.ts';
import { pageClass, type PageClass, type PageClassInput } from './page-class.ts';
import { settingsOf } from './page-settings.ts';
import { syntaxOf, type FileFrame, type ParseContext } from './parse-context.ts';
import { parseJspSyntax } from './parse-jsp.ts';
import { parseXmlSyntax } from './parse-xml.ts';

/** In UTF-16 code units, of a page with all that it includes: two files that include each other twice would be endless. */
const MAX_LENGTH = 20_000_000;
const MAX_INCLUSIONS = 2000;
const MAX_DEPTH = 100;

interface PlacedFrame extends FileFrame {
  /** The directive of the file itself that brings it, or null for that file. */
  readonly includedAt: readonly [start: number, end: number] | null;
}

function roleOf(path: string): PageRole {
  switch (extname(path).toLowerCase()) {
    case '.tag':
    case '.tagx':
      return 'tag';
    case '.jspf':
    case '.tagf':
    case '.inc':
      return 'fragment';
    default:
      return 'page';
  }
}

/** `path` is absolute; the project around it is read. Never throws on bad input. */
export function buildPage(text: string, path: string): Page {
  const page = new PageBuilder(text, path, contextOf(text, path)).build();
  pages.set(page.ast, page);
  return page;
}

const pages = new WeakMap<JspPage, Page>();

/** The page that a tree was made with. */
export function pageOf(ast: JspPage): Page {
  const page = pages.get(ast);
  if (page === undefined) throw new Error('a tree without its page');
  return page;
}

/** What a file that is included finds in place when its turn comes, by the first page that includes it. */
interface Surroundings {
  readonly prefixes: ReadonlyMap<string, string>;
  readonly imports: readonly WrittenName[];
}

const NO_SURROUNDINGS: Surroundings = { prefixes: new Map(), imports: [] };
const MAX_INCLUDERS = 3;
/** A fragment that is included by a fragment, and so on. */
const MAX_LEVELS = 3;

/** A tag whose prefix is declared, or may be; comments and scripts only make a file be looked at for nothing. */
const PREFIX = /<([\w.-]+):[\w.-]/g;

/** For a fragment, and for any other file that uses prefixes which it does not declare. */
function contextOf(text: string, path: string, level = 0): Surroundings {
  if (level > MAX_LEVELS || (roleOf(path) !== 'fragment' && !usesForeignPrefix(text))) return NO_SURROUNDINGS;
  for (const includer of includersOf(path).slice(0, MAX_INCLUDERS)) {
    const outer = readPageFile(includer);
    if (outer === undefined) continue;
    const found = new PageBuilder(outer, includer, contextOf(outer, includer, level + 1)).surroundingsOf(path);
    if (found !== null) return found;
  }
  return NO_SURROUNDINGS;
}

function usesForeignPrefix(text: string): boolean {
  const prefixes = new Set(Array.from(text.matchAll(PREFIX), ([, prefix = '']) => prefix));
  prefixes.delete('jsp');
  return [...prefixes].some(
    (prefix) => ![`"${prefix}"`, `'${prefix}'`, `xmlns:${prefix}`].some((sign) => text.includes(sign)),
  );
}

class PageBuilder {
  readonly #path: string;
  readonly #text: string;
  readonly #surroundings: Surroundings;
  readonly #frames: PlacedFrame[] = [];
  readonly #properties: PageProperties;
  readonly #role: PageRole;
  readonly #elIgnored: boolean;
  readonly #prefixes: Map<string, string>;
  readonly #libraries = new Map<string, string>();
  #length = 0;
  /** What is included now comes in at this place of the file itself. */
  #includedAt: readonly [number, number] | null = null;

  /** The file whose surroundings are wanted, and those, once it has come. */
  #wanted: string | null = null;
  #found: ReadonlyMap<string, string> | null = null;

  constructor(text: string, path: string, surroundings: Surroundings, elIgnored?: boolean) {
    this.#path = path;
    this.#text = text;
    this.#surroundings = surroundings;
    this.#properties = pagePropertiesOf(path);
    this.#role = roleOf(path);
    this.#prefixes = new Map(surroundings.prefixes);
    this.#elIgnored = elIgnored ?? this.#properties.elIgnored;
    this.#addFrame(path, text, []);
  }

  build(): Page {
    const { own, preludes, ast, codas } = this.#parseAll();
    const trees = [...preludes, ast, ...codas];
    const declared = settingsOf(trees, this.#elIgnored);
    // A directive anywhere holds for the whole page, which has been read already.
    if (declared.elIgnored !== this.#elIgnored) {
      return new PageBuilder(this.#text, this.#path, this.#surroundings, declared.elIgnored).build();
    }
    const settings = { ...declared, imports: [...declared.imports, ...this.#surroundings.imports] };
    const libraryOf = (uri: string) => this.#libraryOf(uri);
    const input = { trees, isTag: this.#role === 'tag', settings, length: own.text.length, libraryOf };
    const { made, unit, problem } = parseClass(input);
    return {
      path: this.#path,
      text: this.#frames.map((frame) => frame.text).join('\n'),
      ast,
      preludes,
      codas,
      settings,
      places: made.places,
      unit,
      javaProblem: problem,
      hasJava: made.hasJava,
      javaText: made.java.text,
      locate: (offset) => this.#locate(offset),
      libraryOf,
      javaOffsetOf: (offset) => made.java.javaOffsetOf(offset),
      pageOffsetOf: (offset) => made.java.offsetOf(offset),
    };
  }

  /** What `path` finds in place where this page includes it; null when it does not. */
  surroundingsOf(path: string): Surroundings | null {
    this.#wanted = path;
    const { preludes, ast, codas } = this.#parseAll();
    if (this.#found === null) return null;
    const { imports } = settingsOf([...preludes, ast, ...codas], false);
    const known = imports.map(({ name }): WrittenName => ({ name, range: [0, 0] }));
    return { prefixes: this.#found, imports: [...known, ...this.#surroundings.imports] };
  }

  #parseAll() {
    const [own] = this.#frames;
    if (own === undefined) throw new Error('a page has a file');
    // The tags of a prelude hold in the page, so it is read first, although the file comes first in the page text.
    const preludes = this.#included(this.#properties.preludes, own);
    const ast = this.#parse(own, this.#prefixes);
    const codas = this.#included(this.#properties.codas, own);
    return { own, preludes, ast, codas };
  }

  #addFrame(path: string, text: string, chain: readonly string[]): PlacedFrame {
    const frame = { path, text, base: this.#length, chain: [...chain, path], includedAt: this.#includedAt };
    this.#frames.push(frame);
    this.#length += text.length + 1;
    return frame;
  }

  #parse(frame: FileFrame, prefixes: Map<string, string>): JspPage {
    const context: ParseContext = {
      role: this.#role,
      prefixes,
      elIgnored: this.#elIgnored,
      deferredAsLiteral: this.#properties.deferredAsLiteral,
      include: (file, from, at, known) => this.#include(file, from, at, known),
    };
    const isXml = frame.base === 0 ? this.#properties.isXml : pagePropertiesOf(frame.path).isXml;
    const syntax = syntaxOf(frame.path, frame.text, isXml);
    return syntax === 'xml' ? parseXmlSyntax(frame, context) : parseJspSyntax(frame, context);
  }

  #include(
    file: string,
    from: FileFrame,
    at: readonly [number, number],
    prefixes: Map<string, string>,
  ): JspPage | string | null {
    const path = includedPath(file, from.path);
    if (path === undefined) return null;
    if (path === this.#wanted) this.#found ??= new Map(prefixes);
    if (from.chain.includes(path)) return `The file ${file} includes itself`;
    if (from.chain.length > MAX_DEPTH || this.#frames.length > MAX_INCLUSIONS) return null;
    const text = readPageFile(path);
    if (text === undefined || this.#length + text.length > MAX_LENGTH) return null;
    const outer = this.#includedAt;
    this.#includedAt ??= at;
    const tree = this.#parse(this.#addFrame(path, text, from.chain), prefixes);
    this.#includedAt = outer;
    return tree;
  }

  #included(files: readonly string[], own: FileFrame): JspPage[] {
    return files.flatMap((file) => {
      const tree = this.#include(file, own, [0, 0], this.#prefixes);
      return tree === null || typeof tree === 'string' ? [] : [tree];
    });
  }

  #libraryOf(uri: string): string {
    let known = this.#libraries.get(uri);
    if (known === undefined) {
      known = libraryUri(uri, this.#path);
      this.#libraries.set(uri, known);
    }
    return known;
  }

  #locate(offset: number): LocatedOffset {
    let low = 0;
    let high = this.#frames.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#frames[middle]?.base ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const frame = this.#frames[low];
    if (frame === undefined) throw new Error('a page has a file');
    const inside = Math.min(offset - frame.base, frame.text.length);
    return { source: { path: frame.path, text: frame.text }, offset: inside, includedAt: frame.includedAt };
  }
}

interface ParsedClass {
  readonly made: PageClass;
  readonly unit: CompilationUnit;
  readonly problem: PageProblem | null;
}

/** With all Java of the page or, when that is broken, with none of it. */
function parseClass(input: Omit<PageClassInput, 'withJava'>): ParsedClass {
  const made = pageClass({ ...input, withJava: true });
  const result = parseJava(made.java.text, false);
  if (result.ok) {
    made.java.relocate(result.ast);
    return { made, unit: result.ast, problem: null };
  }
  const problem = {
    message: result.error?.message ?? 'The Java of this page cannot be read',
    offset: result.error === null ? 0 : made.java.offsetOf(result.error.offset),
  };
  const rest = pageClass({ ...input, withJava: false });
  const again = parseJava(rest.java.text, false);
  const unit = again.ok ? again.ast : emptyUnit();
  if (again.ok) rest.java.relocate(unit);
  return { made: { ...rest, hasJava: made.hasJava }, unit, problem };
}

function emptyUnit(): CompilationUnit {
  return { type: 'CompilationUnit', range: [0, 0], packageName: null, imports: [], types: [] };
}
