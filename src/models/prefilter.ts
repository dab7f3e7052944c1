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
  // An ESLint directive has to be seen so that an unused one is reported
  'eslint',
];

const UTF16_SNIFFED_BYTES = 64;

/**
 * True when the bytes contain one of the tokens, in any encoding that keeps ASCII, or in UTF-16.
 * Not seen: a name spelled with Unicode escapes (`get\u0053ession`).
 */
export function mayTouchSession(bytes: Buffer, tokens: readonly string[] = JAVA_SESSION_TOKENS): boolean {
  const encodings = looksLikeUtf16(bytes) ? UTF16 : ASCII;
  for (const encode of encodings) {
    for (const token of tokens) {
      if (bytes.includes(encode(token))) return true;
    }
  }
  return false;
}

const ASCII: readonly ((token: string) => Buffer | string)[] = [(token) => token];
const UTF16: readonly ((token: string) => Buffer | string)[] = [
  (token) => Buffer.from(token, 'utf16le'),
  (token) => Buffer.from(token, 'utf16le').swap16(),
];

function looksLikeUtf16(bytes: Buffer): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return bytes.subarray(0, UTF16_SNIFFED_BYTES).includes(0);
}
