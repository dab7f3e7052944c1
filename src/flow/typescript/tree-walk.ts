/** Looks at all nodes of a tree, or of a part of it, without recursion. */
import type ts from 'typescript';
import { compiler } from '../../languages/typescript/compiler.ts';

/** `functions`: the functions around the node, outermost first. */
export function walk(root: ts.Node, visit: (node: ts.Node, functions: readonly ts.Node[]) => void): void {
  const waiting: { readonly node: ts.Node; readonly functions: readonly ts.Node[] }[] = [{ node: root, functions: [] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, functions } = next;
    visit(node, functions);
    const inner = compiler().isFunctionLike(node) ? [...functions, node] : functions;
    const children: { readonly node: ts.Node; readonly functions: readonly ts.Node[] }[] = [];
    compiler().forEachChild(node, (child) => {
      children.push({ node: child, functions: inner });
    });
    waiting.push(...children.reverse());
  }
}
