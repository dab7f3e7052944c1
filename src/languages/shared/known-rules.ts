/**
 * The ids of our rules, told by the plugin. What directives say of a rule that does not exist is our own problem: ESLint would tell
 * neither what was meant nor where a reason stands.
 */
import { didYouMean } from '../../nearest.ts';

const PREFIX = 'session-lint/';

let known: ReadonlySet<string> | undefined;

/** @param ids with prefix */
export function useRuleIds(ids: Iterable<string>): void {
  known = new Set(ids);
}

/** @param id with prefix. True as well where nobody has told: a language may be used without the plugin */
export function isKnownRule(id: string): boolean {
  return known === undefined || known.has(id) || !id.startsWith(PREFIX);
}

/**
 * A sentence about a rule that is not known, by its id with prefix.
 * @param inMarkup the directive stands in `<!-- -->`, where XML allows no `--`
 */
export function unknownRuleMessage(id: string, inMarkup: boolean): string {
  const given = id.slice(PREFIX.length);
  const names = Array.from(known ?? [], (name) => name.slice(PREFIX.length));
  const [first = '', ...rest] = given.split(/\s+/);
  if (rest.length === 0) return `There is no rule "${given}". ${didYouMean(given, names)}`.trimEnd();
  if (inMarkup) return `There is no rule "${given}". A reason goes into a comment of its own.`;
  const reason = rest.join(' ').replace(/^[^\p{L}\p{N}]+/u, '');
  const example = names.includes(first) ? `${first} -- ${reason}` : `-- ${given}`;
  return `There is no rule "${given}". A reason has to be set apart by "--", as in "${example}".`;
}
