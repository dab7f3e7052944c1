/** Whether a filter, listener or interceptor of the project is in force, and for which URLs. */
import { registeringAnnotations, registeringWords, type Registration } from '../../models/java/request-hooks.ts';
import { readText } from '../../project/file-access.ts';
import { hasInterceptors, refersToInterceptor, sourcesNaming, xmlNaming } from '../../project/registrations.ts';
import { webAppOf, type FilterDeclaration, type WebApp } from '../../project/web-app.ts';
import { attributeOf } from '../../project/xml-document.ts';
import { modelName } from '../type-name.ts';
import type { ClassInfo, ClassTable } from './classes.ts';
import { resolveTypeName } from './type-resolution.ts';
import { annotationPatterns } from './web-annotations.ts';

const everything = ['/*'];
const PROXY = 'org.springframework.web.filter.DelegatingFilterProxy';

/** URL patterns for which the class is in force; none when nothing registers it. */
export function registeredPatterns(info: ClassInfo, kind: Registration, table: ClassTable): readonly string[] {
  if (isAnnotated(info, kind, table) || isRegisteredInXml(info, kind)) return everything;
  const app = webAppOf(info.file.path);
  if (kind === 'listener' && app?.listeners.includes(info.name) === true) return everything;
  const declared = kind === 'filter' ? filterPatterns(info, app) : [];
  return [...declared, ...patternsInCode(info, kind)];
}

function isAnnotated(info: ClassInfo, kind: Registration, table: ClassTable): boolean {
  const wanted = registeringAnnotations[kind] ?? [];
  return info.modifiers.annotations.some((annotation) => {
    const name = resolveTypeName(annotation.name, info, info.file, table);
    return name !== undefined && wanted.includes(modelName(name));
  });
}

function isRegisteredInXml(info: ClassInfo, kind: Registration): boolean {
  if (kind !== 'spring-interceptor' && kind !== 'struts-interceptor') return false;
  return xmlNaming(info.name, info.file.path).some(({ root, elements }) => {
    if (kind === 'spring-interceptor') return hasInterceptors(root);
    return elements.some((element) => {
      const name = attributeOf(element, 'name');
      return element.name === 'interceptor' && name !== undefined && refersToInterceptor(root, name);
    });
  });
}

function filterPatterns(info: ClassInfo, app: WebApp | undefined): readonly string[] {
  const own = (app?.filters ?? []).filter((filter) => filter.className === info.name);
  return [
    ...annotationPatterns(info, 'WebFilter'),
    ...[...own, ...proxiesOf(info, app)].flatMap((filter) => patternsOfFilter(filter, app)),
  ];
}

/** A DelegatingFilterProxy has the name of the bean that it runs. */
function proxiesOf(info: ClassInfo, app: WebApp | undefined): readonly FilterDeclaration[] {
  const proxies = (app?.filters ?? []).filter((filter) => filter.className === PROXY);
  if (proxies.length === 0) return [];
  const beans = xmlNaming(info.name, info.file.path).flatMap(({ elements }) =>
    elements.flatMap((element) => [attributeOf(element, 'id'), attributeOf(element, 'name')]),
  );
  return proxies.filter((proxy) => beans.includes(proxy.name));
}

function patternsOfFilter(filter: FilterDeclaration, app: WebApp | undefined): readonly string[] {
  if (filter.servletNames.includes('*')) return everything;
  const byServlet = filter.servletNames.flatMap(
    (name) => app?.servlets.find((servlet) => servlet.name === name)?.patterns ?? [],
  );
  return [...filter.patterns, ...byServlet];
}

/** Patterns next to the registration narrow a filter; an interceptor's path patterns are taken to cover what it is for. */
function patternsInCode(info: ClassInfo, kind: Registration): readonly string[] {
  const name = new RegExp(`\\b${info.simpleName.replaceAll('$', '\\$')}\\b`);
  return sourcesNaming(info.simpleName, registeringWords[kind], info.file.path).flatMap((path) => {
    const text = path === info.file.path ? undefined : readText(path);
    if (text === undefined || !name.test(text)) return [];
    if (kind !== 'filter') return everything;
    const calls = [...text.matchAll(/(?:UrlPatterns|addMappingForUrlPatterns)\(([^()]{0,500})\)/g)];
    const patterns = calls.flatMap(([, list = '']) => [...list.matchAll(/"([^"]*)"/g)].map(([, one = '']) => one));
    return patterns.length === 0 ? everything : patterns;
  });
}
