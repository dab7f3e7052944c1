/** The SourceCode that all our languages share: positions, parents, iterative traversal, directives. */
import type { DirectiveType, FileProblem, RulesConfig, SourceLocation, SourceRange } from '@eslint/core';
import { Directive, TextSourceCodeBase, VisitNodeStep } from '@eslint/plugin-kit';
import {
  isDirectiveComment,
  parseDirectives,
  parseInlineConfig,
  type DirectiveNode,
  type InlineConfig,
  type ParsedDirective,
  type RuleScope,
} from './directives.ts';
import { isKnownRule, unknownRuleMessage } from './known-rules.ts';
import { LINE_END, LineTable, type Position } from './line-table.ts';
import { childNodes, type SourceComment, type SyntaxNode, type VisitorKeys } from './syntax.ts';

/** What has a place in the text. ESLint hands over the nodes of directives as objects. */
type Located = SyntaxNode | SourceComment | DirectiveNode;

export interface SourceCodeOptions<Root extends SyntaxNode> {
  readonly text: string;
  readonly ast: Root;
  readonly comments: readonly SourceComment[];
  readonly visitorKeys: VisitorKeys;
  readonly ruleScope?: RuleScope;
}

export class LanguageSourceCode<Root extends SyntaxNode> extends TextSourceCodeBase<{
  LangOptions: Record<string, unknown>;
  RootNode: Root;
  SyntaxElementWithLoc: object;
  ConfigNode: SourceComment;
}> {
  readonly comments: readonly SourceComment[];
  readonly visitorKeys: Record<string, string[]>;
  readonly #ruleScope: RuleScope;
  /** What parents are linked from when the first one is asked for. */
  #parentsOf: { readonly ast: Root; readonly visitorKeys: VisitorKeys } | null;
  #visitsRootOnly = false;
  #lineTable: LineTable | undefined;
  #configNodes: SourceComment[] | undefined;

  constructor({ text, ast, comments, visitorKeys, ruleScope = 'own' }: SourceCodeOptions<Root>) {
    super({ text, ast, lineEndingPattern: LINE_END });
    this.comments = comments;
    this.visitorKeys = visitorKeys as Record<string, string[]>;
    this.#ruleScope = ruleScope;
    this.#parentsOf = { ast, visitorKeys };
  }

  /** For a run in which no rule looks at other nodes: going over them takes longer than finding them. */
  visitRootOnly(): void {
    this.#visitsRootOnly = true;
  }

  override getRange(element: object): SourceRange {
    const [start, end] = (element as Located).range;
    return [start, end];
  }

  override getLoc(element: object): SourceLocation {
    const [start, end] = 'place' in element ? (element as DirectiveNode).place : (element as Located).range;
    return { start: this.getLocFromIndex(start), end: this.getLocFromIndex(end) };
  }

  override getLocFromIndex(index: number): Position {
    return this.#lines().positionAt(index);
  }

  override getIndexFromLoc(position: Position): number {
    return this.#lines().offsetAt(position);
  }

  #lines(): LineTable {
    this.#lineTable ??= new LineTable(this.text);
    return this.#lineTable;
  }

  override getParent(node: object): object | undefined {
    this.#linkParents();
    return (node as SyntaxNode).parent;
  }

  #linkParents(): void {
    if (this.#parentsOf !== null) linkParents(this.#parentsOf.ast, this.#parentsOf.visitorKeys);
    this.#parentsOf = null;
  }

  /** Nodes in source order, each on entry and on exit. The stack is explicit: chains of calls are thousands deep. */
  override *traverse(): Generator<VisitNodeStep> {
    if (this.#visitsRootOnly) {
      yield step(this.ast, 1);
      yield step(this.ast, 2);
      return;
    }
    this.#linkParents();
    const stack: { node: SyntaxNode; children: SyntaxNode[]; next: number }[] = [];
    yield step(this.ast, 1);
    stack.push({ node: this.ast, children: childNodes(this.ast, this.visitorKeys), next: 0 });
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const child = top.children[top.next];
      if (child === undefined) {
        stack.pop();
        yield step(top.node, 2);
      } else {
        top.next++;
        yield step(child, 1);
        stack.push({ node: child, children: childNodes(child, this.visitorKeys), next: 0 });
      }
    }
  }

  getInlineConfigNodes(): SourceComment[] {
    this.#configNodes ??= this.comments.filter(isDirectiveComment);
    return this.#configNodes;
  }

  getDisableDirectives(): { problems: FileProblem[]; directives: Directive[] } {
    const problems: FileProblem[] = [];
    const parsed: ParsedDirective[] = [];
    for (const comment of this.getInlineConfigNodes()) {
      for (const directive of parseDirectives(comment, this.#ruleScope)) {
        const loc = this.getLoc(comment);
        if (directive.kind === 'disable-line' && loc.start.line !== loc.end.line) {
          const message = 'A directive for one line must not span several lines.';
          problems.push({ ruleId: null, message, loc });
        } else {
          parsed.push(directive);
        }
      }
    }
    const directives: Directive[] = [];
    for (const directive of this.allDirectives(parsed)) {
      if (directive.value.includes(',') || isKnownRule(directive.value)) directives.push(toDirective(directive));
      else problems.push(this.#unknownRule(directive.value, directive.node));
    }
    return { problems, directives };
  }

  #unknownRule(id: string, node: DirectiveNode | SourceComment): FileProblem {
    const loc = this.getLoc(node);
    const inMarkup = this.text.startsWith('<!--', this.getIndexFromLoc(loc.start));
    return { ruleId: id, message: unknownRuleMessage(id, inMarkup), loc };
  }

  /** A language that has directives in another form than comments adds them here. */
  protected allDirectives(comments: readonly ParsedDirective[]): readonly ParsedDirective[] {
    return comments;
  }

  applyInlineConfig(): { problems: FileProblem[]; configs: { config: { rules: RulesConfig }; loc: SourceLocation }[] } {
    const problems: FileProblem[] = [];
    const configs: { config: { rules: RulesConfig }; loc: SourceLocation }[] = [];
    for (const comment of this.getInlineConfigNodes()) {
      const inline: InlineConfig | null = parseInlineConfig(comment, this.#ruleScope);
      if (inline === null) continue;
      const loc = this.getLoc(comment);
      if (inline.result.ok) {
        const entries = Object.entries(inline.result.rules);
        for (const [id] of entries) if (!isKnownRule(id)) problems.push(this.#unknownRule(id, comment));
        const rules = Object.fromEntries(entries.filter(([id]) => isKnownRule(id)));
        configs.push({ config: { rules }, loc });
      } else problems.push({ ruleId: null, message: inline.result.message, loc });
    }
    return { problems, configs };
  }
}

function step(node: SyntaxNode, phase: 1 | 2): VisitNodeStep {
  return new VisitNodeStep({ target: node, phase, args: [node, node.parent] });
}

function toDirective({ kind, node, value, justification }: ParsedDirective): Directive {
  return new Directive({ type: kind satisfies DirectiveType, node, value, justification });
}

function linkParents(root: SyntaxNode, visitorKeys: VisitorKeys): void {
  const pending: SyntaxNode[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const child of childNodes(node, visitorKeys)) {
      child.parent = node;
      pending.push(child);
    }
  }
}
