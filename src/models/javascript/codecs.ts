/**
 * What becomes of a value on its way through a store. Measured on connect-redis, connect-memcached, connect-pg-simple,
 * session-file-store, memorystore and connect-mongo, on Astro (devalue) and on Adonis' message builder.
 */
import type { Codec, ValueKind } from './model.ts';

export type ValueFate =
  /** The key is gone. */
  | 'dropped'
  /** `{}`. */
  | 'becomesEmpty'
  /** A plain object without its methods. */
  | 'losesClass'
  /** A string. */
  | 'becomesText'
  /** The write, or the end of the request, fails. */
  | 'throws'
  /** The response never ends. */
  | 'hangs';

const json = {
  function: 'dropped',
  symbol: 'dropped',
  'class-instance': 'losesClass',
  Map: 'becomesEmpty',
  Set: 'becomesEmpty',
  Promise: 'becomesEmpty',
  RegExp: 'becomesEmpty',
  Error: 'becomesEmpty',
  Date: 'becomesText',
  URL: 'becomesText',
  Buffer: 'losesClass',
  bigint: 'throws',
  cycle: 'throws',
} satisfies Record<ValueKind, ValueFate>;

export const CODECS: Readonly<Record<Codec, Readonly<Partial<Record<ValueKind, ValueFate>>>>> = {
  json,
  // express-session hashes with JSON.stringify inside the response's end, whatever the store can carry.
  'json-hashed': { ...json, bigint: 'hangs', cycle: 'hangs' },
  devalue: { function: 'throws', symbol: 'throws', 'class-instance': 'throws', Promise: 'throws', Error: 'throws' },
  bson: {
    function: 'dropped',
    symbol: 'dropped',
    'class-instance': 'losesClass',
    Map: 'losesClass',
    Set: 'becomesEmpty',
    Promise: 'becomesEmpty',
    Error: 'becomesEmpty',
    URL: 'becomesEmpty',
    bigint: 'hangs',
    cycle: 'hangs',
  },
  adonis: { ...json, bigint: 'becomesText', cycle: 'dropped' },
  reference: {},
};

const REMEDIES: Readonly<Partial<Record<ValueKind, string>>> = {
  Map: 'Object.fromEntries(…), or the entries as an array',
  Set: 'an array: [...set]',
  Promise: 'what it gives: put await before it',
  RegExp: 'its source, a string',
  Error: 'its message, a string',
};

/** For messages: what happens then, and what to keep instead. */
export function wordsFor(kind: ValueKind, fate: ValueFate): { readonly effect: string; readonly remedy: string } {
  return {
    effect: fate === 'hangs' ? 'the end of the response fails, and the request never finishes' : 'the request fails',
    remedy: REMEDIES[kind] ?? 'plain data',
  };
}
