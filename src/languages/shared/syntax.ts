/** What the trees of all our languages have in common. */
export type Range = readonly [start: number, end: number];

export interface SyntaxNode {
  readonly type: string;
  /** Half-open, in UTF-16 code units, into the text of the file. */
  readonly range: Range;
  parent?: SyntaxNode;
}

export interface SourceComment {
  readonly type: string;
  /** The text between the comment marks. */
  readonly value: string;
  readonly range: Range;
}

export type VisitorKeys = Readonly<Record<string, readonly string[]>>;

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'range' in value;
}

/**
 * Child nodes in source order, as the visitor keys have it. A value that is neither a node nor a list of nodes is a group
 * of fields without a node of its own (the modifiers of a declaration): the nodes in its lists are children as well.
 */
export function childNodes(node: SyntaxNode, visitorKeys: VisitorKeys): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (const key of visitorKeys[node.type] ?? []) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (isNode(value)) children.push(value);
    else if (Array.isArray(value)) pushNodes(children, value);
    else if (typeof value === 'object' && value !== null) {
      for (const part of Object.values(value)) if (Array.isArray(part)) pushNodes(children, part);
    }
  }
  return children;
}

function pushNodes(children: SyntaxNode[], values: readonly unknown[]): void {
  for (const value of values) if (isNode(value)) children.push(value);
}
