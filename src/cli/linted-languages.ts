/** The languages that this run has linted files of, on this thread. */
const languages = new Set<string>();

export function noteLanguages(found: Iterable<string>): void {
  for (const language of found) languages.add(language);
}

export function lintedLanguages(): ReadonlySet<string> {
  return languages;
}
