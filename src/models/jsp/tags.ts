/**
 * What actions of a page do to variables and attributes, by the URI of their library. Records are data; the lowering of
 * pages interprets them. What is not listed is taken to evaluate its attributes, and to declare the names that its `var`
 * and `id` say.
 */

/** Values of a `scope` attribute. */
export type PageScope = 'page' | 'request' | 'session' | 'application';

/** Names in a meaning are names of attributes of the action. */
export type TagMeaning =
  /** Stores the value, or else the body, in a scoped variable; or changes a property of an object (c:set). */
  | { readonly kind: 'set' }
  /** Removes a scoped variable: from one scope, or from all (c:remove). */
  | { readonly kind: 'remove' }
  /** Runs its body for each element of `items`. */
  | { readonly kind: 'each'; readonly items: string; readonly declares: readonly string[] }
  /** Runs its body for parts of a text, which are texts. */
  | { readonly kind: 'tokens'; readonly declares: readonly string[] }
  /** Runs its body when the attribute is true. */
  | { readonly kind: 'test'; readonly test: string }
  /** Goes on behind its end when its body throws. */
  | { readonly kind: 'catch' }
  /** Runs another resource: its response becomes part of this one, or takes its place. */
  | { readonly kind: 'include' | 'forward'; readonly path: string }
  /** Answers with a redirect; the rest of the page is skipped. */
  | { readonly kind: 'redirect' }
  /** Changes properties of a bean by the request's parameters or a value (jsp:setProperty). */
  | { readonly kind: 'set-property' };

const CORE: Readonly<Record<string, TagMeaning>> = {
  set: { kind: 'set' },
  remove: { kind: 'remove' },
  forEach: { kind: 'each', items: 'items', declares: ['var', 'varStatus'] },
  forTokens: { kind: 'tokens', declares: ['var', 'varStatus'] },
  if: { kind: 'test', test: 'test' },
  when: { kind: 'test', test: 'test' },
  catch: { kind: 'catch' },
  import: { kind: 'include', path: 'url' },
  redirect: { kind: 'redirect' },
};

const STANDARD: Readonly<Record<string, TagMeaning>> = {
  setProperty: { kind: 'set-property' },
  include: { kind: 'include', path: 'page' },
  forward: { kind: 'forward', path: 'page' },
};

/** The core library of JSTL under all its URIs: 1.0 (with and without EL of its own), 1.1 to 2.x, 3.0. */
export const CORE_URIS: readonly string[] = [
  'http://java.sun.com/jstl/core',
  'http://java.sun.com/jstl/core_rt',
  'http://java.sun.com/jsp/jstl/core',
  'http://xmlns.jcp.org/jsp/jstl/core',
  'jakarta.tags.core',
];

const libraries = new Map<string, Readonly<Record<string, TagMeaning>>>([
  ['http://java.sun.com/JSP/Page', STANDARD],
  ...CORE_URIS.map((uri) => [uri, CORE] as const),
]);

export function tagMeaning(uri: string, localName: string): TagMeaning | undefined {
  const library = libraries.get(uri);
  return library !== undefined && Object.hasOwn(library, localName) ? library[localName] : undefined;
}
