/**
 * Attribute keys. A key is `space|text`: the space separates stores that do not see each other's attributes (the portlet
 * scope of a PortletSession, a Shiro session), the text is a JSON string for a constant and a symbol for anything else.
 */
import type { Value } from './value.ts';

export type Key = string;

export function keyOf(space: string, value: Value, site: string): Key {
  if (typeof value.literal === 'string') return `${space}|${JSON.stringify(value.literal)}`;
  return `${space}|${value.symbol ?? `?${site}`}`;
}

export function spaceOf(key: Key): string {
  return key.slice(0, key.indexOf('|'));
}

export function keyText(key: Key): string {
  return key.slice(key.indexOf('|') + 1);
}

/** The constant, or undefined for a key that is not a constant. */
export function constantKey(key: Key): string | undefined {
  const text = keyText(key);
  return text.startsWith('"') ? (JSON.parse(text) as string) : undefined;
}

export type KeyMatch = 'same' | 'different' | 'maybe';

export function matchKeys(a: Key, b: Key): KeyMatch {
  if (a === b) return 'same';
  if (spaceOf(a) !== spaceOf(b)) return 'different';
  return keyText(a).startsWith('"') && keyText(b).startsWith('"') ? 'different' : 'maybe';
}
