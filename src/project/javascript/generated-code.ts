/** Bundles and minified code: nobody writes them, nobody would mend them there, and their functions have no end. */

/** The largest files that people write are a fifth of that. */
const MAX_CHARACTERS = 1_000_000;
const MINIFIED_CHARACTERS = 20_000;
/** Characters of an average line: hand-written code has 30 to 40. */
const MINIFIED_LINE = 250;

export function isGeneratedCode(text: string): boolean {
  if (text.length > MAX_CHARACTERS) return true;
  if (text.length < MINIFIED_CHARACTERS) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > MINIFIED_LINE;
}
