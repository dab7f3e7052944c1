/** The nodes around a place in a tree, and statement lists. */
import type { Node, Statement } from '../../languages/java/ast.ts';
import { visitorKeys } from '../../languages/java/visitor-keys.ts';
import type { Span } from '../ir.ts';

const paths = new WeakMap<Node, Map<string, readonly Node[]>>();

/** The nodes around an offset range, outermost first; looked up once for each range of a tree. */
export function pathTo(root: Node, span: Span): readonly Node[] {
  const known = paths.get(root) ?? new Map<string, readonly Node[]>();
  paths.set(root, known);
  const name = `${span.start}-${span.end}`;
  const found = known.get(name) ?? searchPath(root, span);
  known.set(name, found);
  return found;
}

function searchPath(root: Node, span: Span): readonly Node[] {
  const path: Node[] = [];
  let node: Node | undefined = root;
  while (node !== undefined) {
    path.push(node);
    node = childrenOf(node).find((child) => child.range[0] <= span.start && child.range[1] >= span.end);
  }
  return path;
}

export function childrenOf(node: Node): readonly Node[] {
  const keys = visitorKeys[node.type];
  const record = node as unknown as Readonly<Record<string, unknown>>;
  const children: Node[] = [];
  for (const key of keys) {
    const value = key
      .split('.')
      .reduce<unknown>((object, part) => (object as Record<string, unknown> | null)?.[part], record);
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) children.push(child);
  }
  return children;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'range' in value;
}

export function statementsOf(node: Node | undefined): readonly Statement[] | undefined {
  return node?.type === 'Block' || node?.type === 'SwitchCase' ? node.body : undefined;
}
