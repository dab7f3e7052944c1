/** `<jsp:useBean>` as the Java that Jasper's Generator makes of it. */
import type { Action, ScriptExpression } from './ast.ts';
import { literal } from './attributes.ts';

export interface BeanCode {
  /** Up to the place of `expression`. */
  readonly open: string;
  /** `beanName="<%= … %>"` */
  readonly expression: ScriptExpression | null;
  /** The rest, up to and with the brace in which the body is run. One brace is left open. */
  readonly create: string;
}

const NAME = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;
const CLASS = /^[\p{L}_$][\p{L}\p{N}_$.]*$/u;
const TYPE = /^[\p{L}_$][\p{L}\p{N}_$.<>, ?]*(?:\[\])*$/u;

const SCOPES: Readonly<Record<string, string>> = {
  page: 'PAGE_SCOPE',
  request: 'REQUEST_SCOPE',
  session: 'SESSION_SCOPE',
  application: 'APPLICATION_SCOPE',
};

/** Null for a bean that Jasper would refuse, or that has no name known here. */
export function beanCode({ attributes }: Action, pageContext: string): BeanCode | null {
  const id = literal(attributes, 'id') ?? '';
  const className = (literal(attributes, 'class') ?? '').trim().replaceAll('$', '.');
  const type = (literal(attributes, 'type') ?? '').trim().replaceAll('$', '.') || className;
  const scope = SCOPES[literal(attributes, 'scope') ?? 'page'];
  if (!NAME.test(id) || !TYPE.test(type) || scope === undefined) return null;
  const beanName = attributes.find(({ name }) => name === 'beanName')?.parts[0];
  const key = `"${id}", javax.servlet.jsp.PageContext.${scope}`;
  const open = `${type} ${id} = (${type}) ${pageContext}.getAttribute(${key});\nif (${id} == null) {\n`;
  const set = `${pageContext}.setAttribute("${id}", ${id}, javax.servlet.jsp.PageContext.${scope});\n`;
  if (CLASS.test(className))
    return { open: `${open}${id} = new ${className}();\n${set}`, expression: null, create: '' };
  if (beanName === undefined) {
    // With a type only, the bean has to be there.
    const message = 'throw new java.lang.InstantiationException();\n';
    return { open: `${open}${message}`, expression: null, create: '' };
  }
  const instantiate = `${id} = (${type}) java.beans.Beans.instantiate(this.getClass().getClassLoader(), `;
  const end = `);\n${set}`;
  if (beanName.type === 'ScriptExpression') return { open: `${open}${instantiate}`, expression: beanName, create: end };
  return { open: `${open}${instantiate}null${end}`, expression: null, create: '' };
}
