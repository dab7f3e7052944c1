/**
 * Text that something fills in before the program reads it: `${X}` of shells and build tools, `@X@` of Maven and autoconf,
 * `{{ x }}` of Jinja, Helm and Mustache, `{% x %}`, `<%= x %>` of ERB and EJS, `#X#`, `__X__`, `$(x)`, `%X%`, `[[x]]`, `REPLACE_ME`.
 * What it will be is not known.
 */
const PLACEHOLDER =
  /\$\{[^}]{0,200}\}|\$\([^)]{0,200}\)|\{\{|\}\}|\{%|%\}|<%|%>|@@?[\w.-]+@@?(?=$|[\s:/;"',])|^#[\w.-]+#|%[A-Z][A-Z0-9_]*%|__[A-Z][A-Z0-9_]*__|\[\[|<[A-Za-z][\w -]*>|REPLACE|CHANGE_?ME/;

export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}

/** Marks of generators that do not only fill in values, but repeat or leave out lines: what the file will hold is not known. */
const CONTROL =
  /\{%|<%|\{\{-?\s*(?:[#/^>]|if\b|else\b|end\b|range\b|with\b|template\b|include\b|define\b|each\b)|^[ \t]*%[ \t]*(?:if|for|end)\b|^[ \t]*#(?:if|else|end|foreach|set|macro)\b[^\n]{0,200}\(/m;

/** Any mark of a generator. */
const TEMPLATE =
  /\{\{[^\n{}]{0,200}\}\}|\{%[^\n]{0,200}%\}|<%|@[A-Z][\w.]{0,100}@|\$\{[^}\n]{0,200}\}|<#|<\/?@|^[ \t]*#(?:if|else|end|foreach|set|macro)\b/m;

const LOOKED_AT = 200_000;

/** Asked only for files that do not parse: a template is nothing to complain about. */
export function isTemplate(text: string): boolean {
  return TEMPLATE.test(text.slice(0, LOOKED_AT));
}

/** True when lines may come and go: counts of them mean nothing. */
export function hasControlMarks(text: string): boolean {
  return CONTROL.test(text.slice(0, LOOKED_AT));
}
