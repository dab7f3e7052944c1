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
