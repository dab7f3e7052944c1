/** Walks over the content of pages, and what of it can have an effect on a session at all. */
import { tagMeaning } from '../../models/jsp/tags.ts';
import { JSP_URI, type Action, type AttributePart, type JspPage, type PageContent } from './ast.ts';

/** All content of a page and of what it includes, in source order. */
export function* contentOf(trees: readonly JspPage[]): Generator<PageContent> {
  for (const tree of trees) {
    const pending: PageContent[] = tree.body.toReversed();
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      yield node;
      for (const child of childrenOf(node).toReversed()) pending.push(child);
    }
  }
}

/** Directly below. */
function childrenOf(node: PageContent): readonly PageContent[] {
  switch (node.type) {
    case 'Directive':
      return node.included?.body ?? [];
    case 'Action':
      return node.body ?? [];
    case 'TemplateElement':
      return node.body;
    default:
      return [];
  }
}

export interface ContentWeight {
  /** Content with variables of Java somewhere below it. */
  readonly scripted: ReadonlySet<PageContent>;
  /**
   * Content that does more than write its output: Java, EL with a call or an assignment, tags that set, change or run something,
   * or that declare a name; and whatever holds such content. All else needs no place in the class of the page, and most pages
   * consist of it. A getter that EL reads is taken to change nothing.
   */
  readonly live: ReadonlySet<PageContent>;
}

export function weigh(trees: readonly JspPage[], libraryOf: (uri: string) => string): ContentWeight {
  const scripted = new Set<PageContent>();
  const live = new Set<PageContent>();
  const parents = new Map<PageContent, PageContent>();
  const mark = (node: PageContent, marked: Set<PageContent>): void => {
    for (let at = parents.get(node); at !== undefined && !marked.has(at); at = parents.get(at)) marked.add(at);
  };
  for (const node of contentOf(trees)) {
    for (const child of childrenOf(node)) parents.set(child, node);
    if (node.type === 'Scriptlet' || isBean(node)) mark(node, scripted);
    if (!isLive(node, libraryOf)) continue;
    live.add(node);
    mark(node, live);
  }
  return { scripted, live };
}

/** In itself, whatever it holds. */
function isLive(node: PageContent, libraryOf: (uri: string) => string): boolean {
  switch (node.type) {
    case 'Scriptlet':
    case 'ScriptExpression':
      return true;
    case 'ElExpression':
      return hasEffect(node);
    case 'Action':
      return node.attributes.some(({ parts }) => parts.some(hasEffect)) || actionIsLive(node, libraryOf);
    case 'TemplateElement':
      return node.attributes.some(({ parts }) => parts.some(hasEffect));
    case 'Directive':
    case 'Declaration':
    case 'TemplateText':
      return false;
  }
}

function actionIsLive(node: Action, libraryOf: (uri: string) => string): boolean {
  const meaning = tagMeaning(libraryOf(node.uri), node.localName);
  switch (meaning?.kind) {
    case undefined:
      return isBean(node) || node.attributes.some(({ name }) => name === 'var' || name === 'id');
    // Only for their bodies.
    case 'test':
    case 'each':
    case 'tokens':
      return false;
    default:
      return true;
  }
}

/** EL that can only read: no call, no assignment, no lambda. */
const READS_ONLY = /^(?:[^(=]|[=!<>]=)*$/;

export function hasEffect(part: AttributePart): boolean {
  switch (part.type) {
    case 'AttributeText':
      return false;
    case 'ScriptExpression':
      return true;
    case 'ElExpression':
      return !READS_ONLY.test(part.expression);
  }
}

function isBean(node: PageContent): boolean {
  return node.type === 'Action' && node.uri === JSP_URI && node.localName === 'useBean';
}
