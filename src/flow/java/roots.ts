/** The functions of a file that are judged, and what is known of their parameters. */
import type { Annotation, Parameter, TypeReference } from '../../languages/java/ast.ts';
import { findAnnotation } from '../../models/java/index.ts';
import type { AnnotationMeaning } from '../../models/model.ts';
import type { Loss, Root } from '../analysis.ts';
import type { Func, Span } from '../ir.ts';
import { constantKey, keyOf, type Key } from '../key.ts';
import { typeName, type TypeName } from '../type-name.ts';
import { literalValue, valueOf, type Value } from '../value.ts';
import type { ClassInfo, JavaFile } from './classes.ts';
import { spanOf } from './lower-expression.ts';
import type { JavaProgram } from './program.ts';
import { resolveTypeName } from './type-resolution.ts';
import { stringsOf } from './web-annotations.ts';

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

export interface Roots {
  /** Functions that may reach a session. */
  readonly likely: readonly Root[];
  /** The others, lowered only when asked for: they matter where a field of the class holds an attribute. */
  readonly rest: () => readonly Root[];
}

export function rootsOf(file: JavaFile, program: JavaProgram, options: RootOptions): Roots {
  const likely: Root[] = [];
  const rest: (() => Root)[] = [];
  for (const info of classesOf(file)) {
    const holdsHandle = [...info.fields.values()].some(
      ({ fieldType }) => fieldType !== null && mayBeHandle(fieldType, info, program),
    );
    const declarations = [...info.constructors, ...[...info.methods.values()].flat()];
    for (const declaration of declarations) {
      if (declaration.body === null) continue;
      const make = (): Root => {
        const func = program.functionFor(info, declaration);
        const roles = declaration.type === 'MethodDeclaration' ? program.parameterTypes(info, declaration) : [];
        const hidden = declaration.modifiers.flags.includes('private');
        return rootFor(func, info, declaration.parameters, roles, hidden, options, program);
      };
      const isHanded = declaration.parameters.some(({ parameterType }) => handles.test(parameterType?.name ?? ''));
      const span = spanOf(declaration);
      const isLikely =
        holdsHandle ||
        isHanded ||
        program.textReachesSession(file, span) ||
        callsSessionClass(file.text.slice(span.start, span.end), info, program);
      if (isLikely) likely.push(make());
      else rest.push(make);
    }
  }
  return { likely, rest: () => rest.map((make) => make()) };
}

const staticCalls = /\b([A-Z]\w*)\s*\.\s*[a-z]\w*\s*\(/g;

/** `CurrentUser.get().setName(n)`: a static method of another class may know the session of the request by itself. */
function callsSessionClass(text: string, info: ClassInfo, { table }: JavaProgram): boolean {
  const names = new Set(Array.from(text.matchAll(staticCalls), ([, name = '']) => name));
  for (const name of names) {
    const type = resolveTypeName(name, info, info.file, table);
    if (type !== undefined && !table.isHere(type) && table.mayTouchSession(type)) return true;
  }
  return false;
}

/** Types of parameters that may lead to a session, by their usual names; project wrappers are named like what they wrap. */
const handles = /Request|Response|Session|Context|Event|Portlet|Map|Form/;

/**
 * A map whose values are of a type that has nothing to do with sessions is none of a session, whose attributes are of all types,
 * and holds none.
 */
function mayBeHandle(type: TypeReference, info: ClassInfo, program: JavaProgram): boolean {
  if (!handles.test(type.name)) return false;
  const [, value] = type.typeArguments;
  return !type.name.endsWith('Map') || value === undefined || mayLeadToSession(value, info, program);
}

/** A type variable, and a type whose source is not found, may stand for anything. */
function mayLeadToSession(type: TypeReference, info: ClassInfo, program: JavaProgram): boolean {
  if (/(?:^|\.)(?:Object|Serializable)$/.test(type.name)) return true;
  if (handles.test(type.name)) return mayBeHandle(type, info, program);
  const name = resolveTypeName(type.name, info, info.file, program.table);
  if (name === undefined || program.table.mayTouchSession(name)) return true;
  return type.typeArguments.some((argument) => mayLeadToSession(argument, info, program));
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

/**
 * The attribute is a model attribute of a controller (`@SessionAttributes("cart")`): Spring takes it from the session
 * before each handler method and sets it again behind it.
 */
export function isModelAttribute(loss: Loss, program: JavaProgram): boolean {
  const type = loss.root.self.type;
  const info = type === undefined ? undefined : program.table.find(type.name);
  const key = constantKey(loss.key);
  if (info === undefined || key === undefined) return false;
  return info.modifiers.annotations.some((annotation) => {
    const means = meaningOf(annotation, info, program);
    return (
      means?.op === 'model-attributes' && means.keyElements.some((name) => stringsOf(annotation, name).includes(key))
    );
  });
}

function meaningOf(annotation: Annotation, info: ClassInfo, program: JavaProgram): AnnotationMeaning | undefined {
  const name = resolveTypeName(annotation.name, info, info.file, program.table);
  return name === undefined ? undefined : findAnnotation(name)[0]?.means;
}

function textOf(annotation: Annotation, element: string): string | undefined {
  const value = annotation.elements.find((one) => one.name === element)?.value;
  return value?.type === 'Literal' && typeof value.value === 'string' && value.value !== '' ? value.value : undefined;
}
