/** URL patterns in annotations of the Servlet API. */
import type { Annotation, Expression } from '../../languages/java/ast.ts';
import type { ClassInfo } from './classes.ts';

/** The patterns of `@WebServlet` or `@WebFilter` on a class, given under `value` or `urlPatterns`. */
export function annotationPatterns(info: ClassInfo, name: 'WebServlet' | 'WebFilter'): readonly string[] {
  const annotation = info.modifiers.annotations.find((one) => one.name === name || one.name.endsWith(`.${name}`));
  return annotation === undefined ? [] : [...stringsOf(annotation, 'value'), ...stringsOf(annotation, 'urlPatterns')];
}

export function stringsOf(annotation: Annotation, element: string): readonly string[] {
  const value = annotation.elements.find((one) => one.name === element)?.value;
  if (value === undefined || value.type === 'Annotation') return [];
  const values: readonly (Expression | Annotation)[] = value.type === 'ArrayInitializer' ? value.elements : [value];
  return values.flatMap((one) => (one.type === 'Literal' && typeof one.value === 'string' ? [one.value] : []));
}
