/**
 * The ids of our rules, told by the plugin. A directive in another form than a comment becomes two of ESLint's, and ESLint
 * complains of a rule that does not exist once for each.
 */
let known: ReadonlySet<string> | undefined;

/** @param ids with prefix */
export function useRuleIds(ids: Iterable<string>): void {
  known = new Set(ids);
}

/** True as well where nobody has told: a language may be used without the plugin. */
export function isKnownRule(id: string): boolean {
  return known === undefined || known.has(id);
}
