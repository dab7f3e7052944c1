/** Classes: an object with methods, which share `this`. */
import type ts from 'typescript';
import type { Func, Var } from '../ir.ts';
import { lowerExpression } from './lower-expression.ts';
import { lowerFunction } from './lower-function.ts';
import { CLASS } from './operators.ts';
import { inScope, spanOf, type Lowering } from './scope.ts';

export function lowerClass(node: ts.ClassLikeDeclaration, lowering: Lowering): Var {
  const { ts } = lowering.module;
  const { builder } = lowering;
  const into = builder.temp();
  const args = (node.heritageClauses ?? [])
    .filter((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)
    .flatMap((clause) => clause.types.map((type) => lowerExpression(type.expression, lowering)));
  const methods = new Map<string, Func>();
  inScope(lowering, false, () => {
    const outerSelf = lowering.self;
    const self = builder.temp();
    lowering.self = self;
    for (const member of node.members) {
      if (ts.isMethodDeclaration(member) || ts.isConstructorDeclaration(member) || ts.isAccessor(member)) {
        if (member.body === undefined) continue;
        const name = ts.isConstructorDeclaration(member) ? 'constructor' : memberKey(member.name, lowering);
        methods.set(name, lowerFunction(member, lowering, self));
      } else if (ts.isPropertyDeclaration(member) && member.initializer !== undefined) {
        const from = lowerExpression(member.initializer, lowering);
        const field = memberKey(member.name, lowering);
        builder.emit({ op: 'store', object: self, owner: undefined, field, from, span: spanOf(member, lowering) });
      } else if (ts.isClassStaticBlockDeclaration(member)) {
        continue;
      }
    }
    lowering.self = outerSelf;
  });
  const span = spanOf(node, lowering);
  builder.emit({ op: 'new', into, type: CLASS, args, span, methods, handlers: [] });
  return into;
}

function memberKey(name: ts.PropertyName, { module: { ts } }: Lowering): string {
  return ts.isComputedPropertyName(name) ? `[${name.pos}]` : name.text;
}
