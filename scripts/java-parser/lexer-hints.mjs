/**
 * java-parser's lexer works out from each regular expression which characters it may start with and whether it may match
 * line ends, for three modes. Chevrotain takes both as properties of a token, too: here they are written out when the
 * package is built.
 */

/** Beyond this the lexer tells first characters apart in groups of 255. */
const FIRST_GROUP = 256;
const GROUP_SIZE = 255;

/** The text of a module that stands in for chevrotain where java-parser creates its tokens. */
export async function chevrotainWithHints() {
  const { default: lexer } = await import(new URL('lexer.js', import.meta.resolve('java-parser')).href);
  return `
    import { createToken as create } from 'chevrotain';
    export * from 'chevrotain';
    const hints = ${JSON.stringify(hintsOf(lexer))};
    export function createToken(options) {
      return create({ ...hints[options.name], ...options });
    }`;
}

function hintsOf(lexer) {
  const hints = {};
  for (const mode of Object.keys(lexer.patternIdxToConfig)) {
    for (const { tokenType, canLineTerminator } of lexer.patternIdxToConfig[mode]) {
      if (!(tokenType.PATTERN instanceof RegExp)) continue;
      hints[tokenType.name] = {
        line_breaks: canLineTerminator,
        start_chars_hint: startsOf(tokenType, lexer.charCodeToPatternIdxToConfig[mode]),
      };
    }
  }
  return hints;
}

function startsOf(tokenType, configsOfCharacters) {
  return configsOfCharacters.flatMap((configs, index) =>
    configs.some((config) => config.tokenType === tokenType) ? [characterOf(index)] : [],
  );
}

function characterOf(index) {
  return index < FIRST_GROUP ? index : Math.max(FIRST_GROUP, (index - GROUP_SIZE) * GROUP_SIZE);
}
