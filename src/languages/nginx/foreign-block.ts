/** Blocks of Lua (`content_by_lua_block { … }`): from behind the opening to the closing brace. */

/** Strings, comments and long brackets of Lua hold braces that count for nothing. */
const LUA = /--\[(=*)\[|--[^\n]*|\[(=*)\[|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?|[{}]/g;

/** The offset of the closing brace, or null when there is none. */
export function closingBraceOfLua(text: string, start: number): number | null {
  const lexer = new RegExp(LUA);
  lexer.lastIndex = start;
  let depth = 1;
  for (let match = lexer.exec(text); match !== null; match = lexer.exec(text)) {
    const [lexeme, commentLevel, stringLevel] = match;
    const level = commentLevel ?? stringLevel;
    if (level !== undefined) {
      const closing = `]${level}]`;
      const end = text.indexOf(closing, lexer.lastIndex);
      if (end < 0) return null;
      lexer.lastIndex = end + closing.length;
    } else if (lexeme === '{') depth++;
    else if (lexeme === '}' && --depth === 0) return match.index;
  }
  return null;
}

export function isForeignBlock(directive: string): boolean {
  return directive.endsWith('_by_lua_block');
}
