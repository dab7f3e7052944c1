/**
 * Which files can have anything to do with sessions, decided on their bytes alone: most files of a tree cannot, and
 * reading is the only cost they should have. A token is an unbroken name, so a call broken over several lines still has it.
 */

/** Names that a Java file must have at least one of before it is worth a parse. */
export const JAVA_SESSION_TOKENS: readonly string[] = [
  // javax/jakarta.servlet.http.HttpSession, ServletRequest, PageContext, HttpSessionContext
  'HttpSession',
  'getSession',
  'getAttribute',
  'setAttribute',
  'findAttribute',
  'SESSION_SCOPE',
  // Spring: @SessionAttributes, @SessionAttribute, RequestAttributes.SCOPE_SESSION, WebSession, SessionRepository,
  // @Scope("session"), @SessionScope
  'SessionAttribute',
  'SCOPE_SESSION',
  'WebSession',
  'SessionRepository',
  'SessionScope',
  '"session"',
  // JSF
  'getSessionMap',
  // Struts 2 and XWork: SessionAware, ActionContext.getSession
  'SessionAware',
  // Portlets
  'PortletSession',
  // Shiro
  'shiro.session',
  'SecurityUtils',
  // Directives have to be seen so that an unused one is reported: of ESLint, and @SuppressWarnings("session-lint")
  'eslint',
  'session-lint',
];

/** Every token has one of these in it: looking for them first is ten times as fast as looking for the tokens. */
const STEMS = /ession|ESSION|ttribute|SecurityUtils|eslint/;

const TOKENS = new RegExp(JAVA_SESSION_TOKENS.map((token) => token.replaceAll('.', '\\.')).join('|'));

/**
 * Pages have the session without asking for it. One is worth a parse when it names the session in whatever form (`session`,
 * `getSession`, `sessionScope`, `SESSION_SCOPE`, `scope="session"`), or when it changes what a name of a page may stand for:
 * `jsp:setProperty`, `c:set` with a target, calls and assignments in EL.
 */
const PAGE_WORDS =
  /ession|ESSION|setAttribute|findAttribute|:setProperty|:set\s[^<]{0,400}?\btarget\s*=|eslint|[$#]\{[^{}<>]{0,400}[(=]/;

export function mayTouchSessionInPage(bytes: Buffer): boolean {
  return PAGE_WORDS.test(asciiOf(bytes));
}

const UTF16_SNIFFED_BYTES = 64;

/**
 * True when the bytes contain one of the tokens, in any encoding that keeps ASCII, or in UTF-16.
 * Not seen: a name spelled with Unicode escapes (`get\u0053ession`).
 */
export function mayTouchSession(bytes: Buffer): boolean {
  return namesSession(asciiOf(bytes));
}

/** The same for a text that `asciiOf` has given. */
export function namesSession(ascii: string): boolean {
  return STEMS.test(ascii) && TOKENS.test(ascii);
}

/** In UTF-16, either order, ASCII is itself with zero bytes in between. */
export function asciiOf(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  return looksLikeUtf16(bytes) ? text.replaceAll('\0', '') : text;
}

function looksLikeUtf16(bytes: Buffer): boolean {
  return bytes.subarray(0, UTF16_SNIFFED_BYTES).includes(0);
}
