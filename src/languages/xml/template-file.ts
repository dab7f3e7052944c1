/**
 * Templates of XML files: they are no XML, and nothing to complain about. Asked only for files that do not parse.
 */
const TEMPLATE_MARKS: readonly RegExp[] = [
  // Jinja, Mustache, Handlebars, Go templates (Helm)
  /\{\{[^{}\n]{0,200}\}\}|\{%[^{}%\n]{0,200}%\}/,
  // ERB, EJS, JSP
  /<%/,
  // FreeMarker
  /<\/?[#@][a-zA-Z]/,
  // Velocity
  /^[ \t]*#(?:set|if|elseif|else|end|foreach|macro|parse|include)\b/m,
  // Placeholders in the place of markup: @CLUSTER@ or ${CLUSTER} alone in its line, or between attributes
  /^[ \t]*(?:@[A-Za-z_][\w.-]*@|\$\{[\w.-]+\}|__\w+__|%%\w+%%)[ \t]*$/m,
];

/** A template shows early; the rest of a large file is not looked at. */
const LOOKED_AT = 100_000;

export function isTemplate(text: string): boolean {
  const start = text.slice(0, LOOKED_AT);
  return TEMPLATE_MARKS.some((mark) => mark.test(start));
}
