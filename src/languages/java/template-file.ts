import { scanSource } from './source-scan.ts';

/**
 * Files named .java that are no Java: templates of generators and archetypes (Velocity, FreeMarker, Mustache, EJS).
 * Asked only for files that do not parse; a template is then nothing to complain about.
 */
const TEMPLATE_MARKS: readonly RegExp[] = [
  // Velocity, the C preprocessor
  /^[ \t]*#(?:set|if|ifdef|ifndef|elseif|else|elif|end|endif|foreach|macro|parse|include|define)\b/m,
  // Velocity comments
  /^[ \t]*##/m,
  // FreeMarker
  /<\/?[#@][a-zA-Z]/,
  // Placeholders in the place of a name: ${package}, $!{name}, {{name}}, @@name@@
  /(?:^|[\s.(<,;])\$!?\{[\w.\s?!"'()-]+\}/m,
  /\{\{[#^/>&!{]?\s*[\w.]+\s*\}\}/,
  /(?:^|[\s.])@@?[A-Z_]+@@?(?=[\s.;{(])/m,
  // EJS, JET, ASP
  /<%/,
];

/** A template shows early; the rest of a large file is not looked at. */
const LOOKED_AT = 100_000;

export function isTemplate(text: string): boolean {
  const start = text.slice(0, LOOKED_AT);
  let code = '';
  let done = 0;
  for (const { range } of scanSource(start).comments) {
    code += start.slice(done, range[0]);
    done = range[1];
  }
  code = (code + start.slice(done)).replace(/"(?:[^"\\\r\n]|\\.)*"/g, '""');
  return TEMPLATE_MARKS.some((mark) => mark.test(code));
}
