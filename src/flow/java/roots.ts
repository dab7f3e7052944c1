/** The functions of a file that are judged, and what is known of their parameters. */
import type { Annotation, Parameter } from '../../languages/java/ast.ts';
import { findAnnotation } from '../../models/java/index.ts';
import type { AnnotationMeaning } from '../../models/model.ts';
import type { Root } from '../analysis.ts';
import type { Func, Span } from '../ir.ts';
import { keyOf, type Key } from '../key.ts';
import { typeName, type TypeName } from '../type-name.ts';
import { literalValue, valueOf, type Value } from '../value.ts';
import type { ClassInfo, JavaFile } from './classes.ts';
import { spanOf } from './lower-expression.ts';
import type { JavaProgram } from './program.ts';
import { resolveTypeName } from './type-resolution.ts';

export function* classesOf(file: JavaFile): Generator<ClassInfo> {
  const waiting = [...file.classes.values()];
  for (const info of waiting) {
    yield info;
    waiting.push(...info.nested.values());
  }
}

export interface RootOptions {
  /** Spring sets what it handed out again at request end (before version 6). */
  readonly springRewrites: boolean;
}

export function rootsOf(file: JavaFile, program: JavaProgram, options: RootOptions): readonly Root[] {
  const roots: Root[] = [];
  for (const info of classesOf(file)) {
    for (const declaration of info.constructors) {
      const func = program.functionFor(info, declaration);
      roots.push(
        rootFor(
          func,
          info,
          declaration.parameters,
          [],
          declaration.modifiers.flags.includes('private'),
          options,
          program,
        ),
      );
    }
    for (const overloads of info.methods.values()) {
      for (const declaration of overloads) {
        if (declaration.body === null) continue;
        const func = program.functionFor(info, declaration);
        const hidden = declaration.modifiers.flags.includes('private');
        const roles = program.parameterTypes(info, declaration);
        roots.push(rootFor(func, info, declaration.parameters, roles, hidden, options, program));
      }
    }
  }
  return roots;
}

export function rootFor(
  func: Func,
  info: ClassInfo,
  declared: readonly Parameter[],
  roles: readonly (TypeName | undefined)[],
  judgedAtCallers: boolean,
  options: RootOptions,
  program: JavaProgram,
): Root {
  const handed = new Map<Key, Span>();
  const parameters = func.parameters.map((parameter, index): Value => {
    const declaration = declared[index];
    const type = roles[index] ?? parameter.type;
    const base = valueOf({ origins: [`O${index}`], type, symbol: `${func.id}^${index}` });
    if (type !== undefined && program.isImmutable(type)) return { ...base, origins: [] };
    if (declaration === undefined) return base;
    const attribute = attributeParameter(declaration, info, options, program);
    if (attribute === undefined) return base;
    handed.set(attribute, spanOf(declaration));
    return { ...base, origins: [`A${attribute}`], nullness: 'maybe' };
  });
  const self = valueOf({
    origins: ['Othis'],
    type: typeName(
      info.name,
      info.typeParameters.map((name) => typeName(name)),
    ),
    symbol: 'this',
    nullness: 'non-null',
  });
  return { func, self, parameters, judgedAtCallers, handed };
}

/** The key of the attribute that a parameter such as `@SessionAttribute("cart") Cart cart` holds. */
function attributeParameter(
  parameter: Parameter,
  info: ClassInfo,
  options: RootOptions,
  program: JavaProgram,
): Key | undefined {
  for (const annotation of parameter.modifiers.annotations) {
    const means = meaningOf(annotation, info, program);
    if (means?.op !== 'read-parameter') continue;
    if (means.autoWritten !== undefined && (means.autoWritten === true || options.springRewrites)) return undefined;
    const named = means.keyElements.map((element) => textOf(annotation, element)).find((text) => text !== undefined);
    return keyOf('http', literalValue(named ?? parameter.name.name, undefined), '');
  }
  return undefined;
}

function meaningOf(annotation: Annotation, info: ClassInfo, program: JavaProgram): AnnotationMeaning | undefined {
  const name = resolveTypeName(annotation.name, info, info.file, program.table);
  return name === undefined ? undefined : findAnnotation(name)[0]?.means;
}

function textOf(annotation: Annotation, element: string): string | undefined {
  const value = annotation.elements.find((one) => one.name === element)?.value;
  return value?.type === 'Literal' && typeof value.value === 'string' && value.value !== '' ? value.value : undefined;
}
