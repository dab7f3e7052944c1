/** What has to be known of tag libraries to read a page and to lay out its Java: how often bodies run, and who reads EL. */

/** Libraries of JSTL 1.0, made for containers without EL, evaluate their attributes themselves. */
const OWN_EL = new Set(['core', 'fmt', 'sql', 'xml'].map((name) => `http://java.sun.com/jstl/${name}`));

export function evaluatesElItself(uri: string): boolean {
  return OWN_EL.has(uri);
}

/**
 * `once`: whatever the tag does, its body runs, and runs once. `branch`: it may be left out. `loop`: it may run any number of
 * times. `choose`, `when`, `otherwise`: the first `when` that holds, else `otherwise`. `never`: it is not run in its place.
 */
export type BodyRun = 'once' | 'branch' | 'loop' | 'choose' | 'when' | 'otherwise';

const CORE: Readonly<Record<string, BodyRun>> = {
  if: 'branch',
  forEach: 'loop',
  forTokens: 'loop',
  choose: 'choose',
  when: 'when',
  otherwise: 'otherwise',
};

const XML: Readonly<Record<string, BodyRun>> = {
  if: 'branch',
  forEach: 'loop',
  choose: 'choose',
  when: 'when',
  otherwise: 'otherwise',
};

const STRUTS_LOGIC: Readonly<Record<string, BodyRun>> = {
  ...Object.fromEntries(
    [
      'empty',
      'notEmpty',
      'equal',
      'notEqual',
      'greaterEqual',
      'greaterThan',
      'lessEqual',
      'lessThan',
      'match',
      'notMatch',
      'present',
      'notPresent',
      'messagesPresent',
      'messagesNotPresent',
    ].map((name) => [name, 'branch'] as const),
  ),
  iterate: 'loop',
};

const STRUTS_2: Readonly<Record<string, BodyRun>> = {
  if: 'branch',
  elseif: 'branch',
  else: 'branch',
  iterator: 'loop',
};

const SPRING_SECURITY: Readonly<Record<string, BodyRun>> = { authorize: 'branch', accesscontrollist: 'branch' };

/** By URI of the library, then by name of the tag. */
const LIBRARIES = new Map<string, Readonly<Record<string, BodyRun>>>([
  ...['http://java.sun.com/jsp/jstl/core', 'http://java.sun.com/jstl/core', 'http://java.sun.com/jstl/core_rt'].map(
    (uri) => [uri, CORE] as const,
  ),
  ['http://xmlns.jcp.org/jsp/jstl/core', CORE],
  ['jakarta.tags.core', CORE],
  ...['http://java.sun.com/jsp/jstl/xml', 'http://java.sun.com/jstl/xml', 'http://java.sun.com/jstl/xml_rt'].map(
    (uri) => [uri, XML] as const,
  ),
  ['http://xmlns.jcp.org/jsp/jstl/xml', XML],
  ['jakarta.tags.xml', XML],
  ...[
    'http://struts.apache.org/tags-logic',
    'http://jakarta.apache.org/struts/tags-logic',
    '/WEB-INF/struts-logic.tld',
    '/tags/struts-logic',
  ].map((uri) => [uri, STRUTS_LOGIC] as const),
  ['/struts-tags', STRUTS_2],
  ['http://www.springframework.org/security/tags', SPRING_SECURITY],
]);

/** Libraries whose tags, but those listed above, do not leave out their bodies: standard actions, JSTL, JSF, forms, texts. */
const ALWAYS_RUN =
  /^http:\/\/java\.sun\.com\/JSP\/Page$|\/(?:jsp\/)?jstl\/|^jakarta\.tags\.|\/jsf\/|springframework\.org\/tags|struts.*(?:html|bean|tiles|nested|tags)(?:-el)?$/;

/** A tag of an unknown library may leave out its body, as those for authorization do. */
export function bodyRun(uri: string, localName: string): BodyRun {
  return LIBRARIES.get(uri)?.[localName] ?? (ALWAYS_RUN.test(uri) ? 'once' : 'branch');
}
