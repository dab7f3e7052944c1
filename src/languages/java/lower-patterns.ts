/** Patterns of `instanceof` and `case`. */
import type { ComponentPatternCstNode, PatternCstNode } from 'java-parser';
import type { Pattern } from './ast.ts';
import { first, identifier, rangeOf, tokenRange } from './cst.ts';
import { lowerLocalVariableType, lowerReferenceType } from './lower-types.ts';

export function lowerPattern(node: PatternCstNode): Pattern {
  const { typePattern, recordPattern } = node.children;
  if (typePattern !== undefined) {
    const { localVariableType, variableDeclaratorList } = first(
      first(typePattern).children.localVariableDeclaration,
    ).children;
    const declarator = first(first(variableDeclaratorList).children.variableDeclarator);
    const { Identifier, Underscore } = first(declarator.children.variableDeclaratorId).children;
    return {
      type: 'TypePattern',
      range: rangeOf(node),
      patternType: lowerLocalVariableType(first(localVariableType)),
      name: identifier(first(Identifier ?? Underscore)),
    };
  }
  const { referenceType, componentPatternList } = first(recordPattern).children;
  return {
    type: 'RecordPattern',
    range: rangeOf(node),
    patternType: lowerReferenceType(first(referenceType)),
    components: componentPatternList?.[0]?.children.componentPattern.map(lowerComponent) ?? [],
  };
}

function lowerComponent(node: ComponentPatternCstNode): Pattern {
  const { pattern, matchAllPattern } = node.children;
  if (pattern !== undefined) return lowerPattern(first(pattern));
  const underscore = first(first(matchAllPattern).children.Underscore);
  return { type: 'TypePattern', range: tokenRange(underscore), patternType: null, name: identifier(underscore) };
}
